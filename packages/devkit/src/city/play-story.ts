import type { Callers } from './callers.ts';
import { contractorOf } from './contractors.ts';
import type { PlannedRequest } from './deed.ts';
import { patiently } from './patiently.ts';
import { assignments } from './people.ts';
import { playStep, type Told } from './play-step.ts';

export interface Stage {
  city: Callers;
  propertyId: string | undefined;
  /** By their `clientKey`; this story adds its own. */
  requestIds: Map<string, string>;
  /** Codes of what has to be seen to before such work is done. */
  checklistOf(category: string): string[];
}

/** Reports a request and takes every step of its story. Played again it changes nothing. */
export const playStory = async (
  { owner, report, at, steps }: PlannedRequest,
  { city, propertyId, requestIds, checklistOf }: Stage,
) => {
  const key = report.clientKey ?? '';
  const homeowner = city.homeowner(owner.sub);
  const request = await patiently(() => {
    city.at(at, key);
    return homeowner.requests.create({ ...report, ...(propertyId && { propertyId }) });
  });
  requestIds.set(key, request.id);
  // Who has lost the job cannot repeat what they did. A story ends where that happens, so that all of it has been told.
  if (request.lastContractorId !== null) return;
  const told: Told = { by: '', quotes: new Map(), agreed: undefined, changeOrderId: '', invoiceId: '' };
  for (const [index, step] of steps.entries()) {
    const commandKey = `${key}-${index + 1}`;
    const scene = {
      id: request.id,
      commandKey,
      homeowner,
      official: city.official(assignments[request.place.jurisdictionId ?? ''] ?? ''),
      contractor: (who: string) => city.contractor(contractorOf(who).sub),
      contractorId: (who: string) => city.idOf(contractorOf(who).sub),
      checklist: checklistOf(report.category),
      requestId: (clientKey: string) => requestIds.get(clientKey) ?? '',
      dateOf: city.dateOf,
      told,
    };
    await patiently(() => {
      city.at(step.at, commandKey);
      return playStep(step, scene);
    });
  }
};
