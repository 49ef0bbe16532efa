import type { Priority } from '@pmp/contracts/category';
import type { CreateRequest } from '@pmp/contracts/request';
import { type AddressValues, addressLabels, emptyAddress, toAddress } from '../../forms/address-fields.tsx';
import { type ReportStep, reportSteps } from './report-steps.ts';

/** A report while it is written. */
export interface ReportValues {
  category: string;
  title: string;
  description: string;
  priority: Priority | '';
  /** A property's id, or `address` for one that is typed. */
  place: string;
  address: AddressValues;
  location: { lon: number; lat: number } | null;
}

/** The report as it is kept: with the key that makes sending it twice harmless. */
export interface ReportDraft extends ReportValues {
  clientKey: string;
  /** To be sent as soon as there is a connection. */
  queued: boolean;
}

export const emptyReport: ReportValues = {
  category: '',
  title: '',
  description: '',
  priority: '',
  place: '',
  address: emptyAddress,
  location: null,
};

export const isEmptyReport = (values: ReportValues): boolean =>
  JSON.stringify(values) === JSON.stringify(emptyReport);

export const otherAddress = 'address';

export const reportLabels = {
  category: 'Kind of problem',
  title: 'Title',
  description: 'Description',
  priority: 'How soon',
  place: 'Place',
  ...addressLabels,
} as const;

/** Contract paths are fields here, but for the two that one choice stands for. */
const fieldOf = (path: string): string => (path === 'propertyId' || path === 'address' ? 'place' : path);

/** Nothing is typed here, so whatever is wrong is that nothing was chosen. */
const chosen = new Set(['category', 'place', 'priority']);

const stepFields: Record<ReportStep, readonly string[]> = {
  what: ['category'],
  details: ['title', 'description', 'priority'],
  place: ['place', 'location', ...Object.keys(addressLabels)],
  check: [],
};

export const stepOf = (field: string): ReportStep =>
  reportSteps.find((step) => stepFields[step].includes(field)) ?? 'check';

export const toFields = <Fault extends { path: string }>(faults: readonly Fault[]): Fault[] =>
  faults.map((fault) => {
    const path = fieldOf(fault.path);
    return { ...fault, path, ...(chosen.has(path) && { message: 'Choose one' }) };
  });

/** As the contract wants it. */
export const toCreateRequest = (values: ReportValues): CreateRequest => ({
  title: values.title,
  description: values.description,
  category: values.category,
  ...(values.priority !== '' && { priority: values.priority }),
  ...(values.place === otherAddress ? { address: toAddress(values.address) } : { propertyId: values.place }),
  ...(values.location !== null && { location: values.location }),
});

const textOr = (value: unknown, fallback: string): string => (typeof value === 'string' ? value : fallback);
const entries = (value: unknown): Map<string, unknown> =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
const priorities: readonly string[] = ['low', 'normal', 'high', 'urgent'];
const isPriority = (value: unknown): value is Priority =>
  typeof value === 'string' && priorities.includes(value);

/** Reads a draft that any earlier version of this app may have kept; what does not fit is left empty. */
export const readReport = (
  kept: Record<string, unknown> | undefined,
): ReportValues & Partial<ReportDraft> => {
  const draft = entries(kept);
  const address = entries(draft.get('address'));
  const point = entries(draft.get('location'));
  const [lon, lat] = [point.get('lon'), point.get('lat')];
  const priority = draft.get('priority');
  const clientKey = draft.get('clientKey');
  return {
    category: textOr(draft.get('category'), ''),
    title: textOr(draft.get('title'), ''),
    description: textOr(draft.get('description'), ''),
    priority: isPriority(priority) ? priority : '',
    place: textOr(draft.get('place'), ''),
    address: {
      line1: textOr(address.get('line1'), ''),
      line2: textOr(address.get('line2'), ''),
      postalCode: textOr(address.get('postalCode'), ''),
      city: textOr(address.get('city'), ''),
    },
    location: typeof lon === 'number' && typeof lat === 'number' ? { lon, lat } : null,
    ...(typeof clientKey === 'string' && { clientKey }),
    queued: draft.get('queued') === true,
  };
};
