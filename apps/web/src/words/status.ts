import type { Priority } from '@pmp/contracts/category';
import type { RequestStatus, Resolution } from '@pmp/contracts/lifecycle';
import type { PropertyKind } from '@pmp/contracts/property';
import type { IconName } from '../ui/icon.tsx';

export type Tone = 'amber' | 'blue' | 'green' | 'grey' | 'red';

/** How a status reads: always a word and a shape beside the colour. */
export const statusWords: Record<RequestStatus, { word: string; icon: IconName; tone: Tone }> = {
  draft: { word: 'Draft', icon: 'pen', tone: 'grey' },
  submitted: { word: 'Reported', icon: 'inbox', tone: 'amber' },
  quoting: { word: 'Getting quotes', icon: 'quote', tone: 'amber' },
  assigned: { word: 'Contractor chosen', icon: 'person', tone: 'blue' },
  scheduled: { word: 'Visit agreed', icon: 'calendar', tone: 'blue' },
  in_progress: { word: 'Being repaired', icon: 'wrench', tone: 'blue' },
  on_hold: { word: 'On hold', icon: 'pause', tone: 'grey' },
  completed: { word: 'Repaired, to confirm', icon: 'check', tone: 'amber' },
  closed: { word: 'Closed', icon: 'check', tone: 'green' },
  cancelled: { word: 'Cancelled', icon: 'cross', tone: 'grey' },
  rejected: { word: 'Turned down', icon: 'cross', tone: 'red' },
};

export const priorityWords: Record<Priority, { word: string; about: string }> = {
  low: { word: 'Low', about: 'Can wait some weeks' },
  normal: { word: 'Normal', about: 'Within days' },
  high: { word: 'High', about: 'Very soon' },
  urgent: { word: 'Urgent', about: 'It gets worse by the hour' },
};

export const kindWords: Record<PropertyKind, string> = {
  house: 'House',
  flat: 'Flat',
  mixed: 'Shop and home',
  commercial: 'Business',
};

export const resolutionWords: Record<Resolution, string> = {
  fixed: 'Fixed',
  fixed_by_owner: 'You fixed it',
  no_fault_found: 'No fault was found',
  unable_to_fix: 'It could not be fixed',
  not_responsible: 'It belongs to somebody else',
  duplicate: 'It was reported before',
  withdrawn: 'You cancelled it',
  expired: 'It ran out of time',
};
