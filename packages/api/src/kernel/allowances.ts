import { createSlots, type Slots } from './slots.ts';

/** How much one person may make of something. 0: as much as they like. */
export interface AllowanceLimits {
  /** Requests that a homeowner may report a day (UTC). */
  requestsADay: number;
  /** Properties that a homeowner may have. */
  properties: number;
  /** Plans that a homeowner may have going on. */
  plans: number;
}

export const usualAllowances: AllowanceLimits = { requestsADay: 100, properties: 100, plans: 50 };

export interface Allowances extends AllowanceLimits {
  requestSlots: Slots;
  propertySlots: Slots;
  planSlots: Slots;
  /** Of the entries in a job's work log, however many a person is allowed otherwise. */
  workSlots: Slots;
}

export const createAllowances = (limits: AllowanceLimits): Allowances => ({
  ...limits,
  requestSlots: createSlots(),
  propertySlots: createSlots(),
  planSlots: createSlots(),
  workSlots: createSlots(),
});

const dayMs = 86_400_000;

/** The UTC day, as `2026-03-01`. */
export const dayOf = (at: Date) => at.toISOString().slice(0, 10);

export const secondsLeftOfDay = (at: Date) => Math.ceil((dayMs - (at.getTime() % dayMs)) / 1000);
