import type { Callers } from './callers.ts';
import { contractorOf } from './contractors.ts';
import type { PlannedRequest } from './deed.ts';
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
  city.at(at, key);
  const request = await homeowner.requests.create({ ...report, ...(propertyId && { propertyId }) });
  requestIds.set(key, request.id);
  // Who has lost the job cannot repeat what they did. A story ends where that happens, so that all of it has been told.
  if (request.lastContractorId !== null) return;
  const told: Told = { by: '', quotes: new Map(), agreed: undefined, changeOrderId: '', invoiceId: '' };
  for (const [index, step] of steps.entries()) {
    const commandKey = `${key}-${index + 1}`;
    city.at(step.at, commandKey);
    await playStep(step, {
      id: request.id,
      commandKey,
      homeowner,
      official: city.official(assignments[request.place.jurisdictionId ?? ''] ?? ''),
      contractor: (who) => city.contractor(contractorOf(who).sub),
      contractorId: (who) => city.idOf(contractorOf(who).sub),
      checklist: checklistOf(report.category),
      requestId: (clientKey) => requestIds.get(clientKey) ?? '',
      dateOf: city.dateOf,
      told,
    });
  }
};
