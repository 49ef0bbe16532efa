import type { Callers } from './callers.ts';
import { contractors } from './contractors.ts';
import type { PlannedHome } from './deed.ts';
import { day } from './moment.ts';
import { patiently } from './patiently.ts';
import { cityZone, recurringPlans } from './recurring.ts';

/** Before the oldest request. */
const settled = day(-190);

/** Everybody who repairs things says what, where and with which papers. */
export const settleContractors = async ({ at, dateOf, contractor }: Callers) => {
  for (const { key, sub, profile, licences, insuredUntil } of contractors) {
    const said = {
      ...profile,
      licences: licences.map(({ until, ...licence }) => ({
        ...licence,
        issuer: 'State of Westmark',
        validUntil: dateOf(until),
      })),
      insurance:
        insuredUntil === undefined
          ? null
          : { insurer: 'Westmark Mutual', policyNumber: `WM-${key}`, validUntil: dateOf(insuredUntil) },
    };
    await patiently(() => {
      at(settled, key);
      return contractor(sub).profile.save(said);
    });
  }
};

/** Homes, and what is done at them year after year. Answers the properties' ids. */
export const settleHomes = async ({ at, dateOf, homeowner }: Callers, homes: readonly PlannedHome[]) => {
  const propertyIds = new Map<PlannedHome, string>();
  for (const home of homes) {
    const { id } = await patiently(() => {
      at(settled, home.property.clientKey ?? '');
      return homeowner(home.owner.sub).properties.create(home.property);
    });
    propertyIds.set(home, id);
    for (const { sub, startsInDays, plan } of recurringPlans) {
      if (sub !== home.owner.sub) continue;
      const startsOn = dateOf(day(startsInDays)).toISOString().slice(0, 10);
      await patiently(() => {
        at(day(-1), plan.clientKey ?? '');
        return homeowner(sub).plans.create({ ...plan, propertyId: id, startsOn, zone: cityZone });
      });
    }
  }
  return propertyIds;
};
