import type { CreateRequest } from '@pmp/contracts/request';
import { sortKey } from '../../src/kernel/sort-key.ts';
import type { TailEntry } from '../../src/modules/event/event.ports.ts';
import { derivedOf } from '../../src/modules/request/request.derived.ts';
import {
  noProgress,
  type Request,
  type RequestChange,
  type Scope,
} from '../../src/modules/request/request.ports.ts';
import { anAddress, aPlace } from './place.ts';
import { hexId, instant, unique } from './unique.ts';

/** A submitted request. `sortKey` follows from the id and the instant unless it is given. */
export const aRequest = (overrides: Partial<Request> = {}): Request => {
  const id = overrides.id ?? hexId();
  const createdAt = overrides.createdAt ?? instant;
  return {
    id,
    number: `PM-${String(unique()).padStart(8, '0')}`,
    version: 1,
    status: 'submitted',
    homeownerId: hexId(),
    propertyId: null,
    title: 'Kitchen tap drips',
    description: 'It drips all night.',
    category: 'plumbing',
    priority: 'normal',
    address: anAddress(),
    place: aPlace(),
    waitingOn: 'homeowner',
    visibility: 'parties',
    resolution: null,
    createdAt,
    updatedAt: createdAt,
    sortKey: sortKey(createdAt, id),
    ...noProgress,
    ...overrides,
  };
};

/** Reads as this homeowner. */
export const asOwner = (homeownerId: string): Extract<Scope, { by: 'homeowner' }> => ({
  by: 'homeowner',
  homeownerId,
});

/** Reads as the officials of a jurisdiction. */
export const asOfficial = (jurisdictionId = 'riverton'): Extract<Scope, { by: 'official' }> => ({
  by: 'official',
  jurisdictionId,
});

/** The event that came with `request`. */
export const anEntry = (request: Request, overrides: Partial<TailEntry> = {}): TailEntry => ({
  seq: request.version,
  type: 'submitted',
  actor: { id: request.homeownerId, role: 'homeowner' },
  at: request.createdAt,
  from: null,
  to: request.status,
  fields: [],
  reason: null,
  facts: {},
  notices: [{ to: request.homeownerId, kind: 'request_submitted' }],
  ...overrides,
});

/** An edit of the title, one version on. */
export const anEdit = (request: Request, overrides: Partial<RequestChange> = {}): RequestChange => ({
  request,
  set: { title: 'Kitchen tap pours' },
  derived: derivedOf(request),
  entry: anEntry(request, {
    seq: request.version + 1,
    type: 'edited',
    from: request.status,
    fields: ['title'],
    notices: [],
  }),
  command: undefined,
  ...overrides,
});

/** What a homeowner sends to report something. */
export const aReport = (overrides: Partial<CreateRequest> = {}): CreateRequest => ({
  title: 'Kitchen tap drips',
  description: 'It drips all night.',
  category: 'plumbing',
  address: anAddress(),
  ...overrides,
});
