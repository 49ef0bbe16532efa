import type { ContractorProfile, PublicContractor, Rating } from '@pmp/contracts/contractor';
import type { Contractor } from './contractor.ports.ts';

const ratingOf = ({ count, quality, time, price }: Contractor['rated']): Rating => {
  const average = (sum: number) => (count === 0 ? null : Math.round((sum / count) * 100) / 100);
  return { count, quality: average(quality), time: average(time), price: average(price) };
};

/** What the contractor sees of their own profile. */
export const toContractorProfile = ({ rated, sortKey: _, ...profile }: Contractor): ContractorProfile => ({
  ...profile,
  rating: ratingOf(rated),
});

/** What homeowners see. Spelled out, so that nothing new of a profile gets here by itself. */
export const toPublicContractor = (
  { id, displayName, about, trades, rated, licences, insurance }: Contractor,
  now: Date,
): PublicContractor => ({
  id,
  displayName,
  about,
  trades,
  rating: ratingOf(rated),
  licences: licences.map(({ trade, validUntil }) => ({ trade, validUntil, valid: validUntil > now })),
  insured: insurance !== null && insurance.validUntil > now,
});
