import type { CreateRequest } from '@pmp/contracts/request';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { dayOf, secondsLeftOfDay } from '../../kernel/allowances.ts';
import { AppError, badField } from '../../kernel/app-error.ts';
import { commandOf, createOnce } from '../../kernel/command.ts';
import { type SlotOutcome, storeWithin } from '../../kernel/slots.ts';
import { sortKey } from '../../kernel/sort-key.ts';
import type { TailEntry } from '../event/event.ports.ts';
import { type NewRequest, noProgress, type Request } from './request.ports.ts';

type Needs = Pick<
  Deps,
  'allowances' | 'requests' | 'properties' | 'categories' | 'places' | 'relay' | 'clock' | 'ids'
>;

/** Reports what is broken, or keeps it as a draft. Throws `bad_input` for an unknown category or a property that is not the homeowner's. */
export const createRequest = async (
  deps: Needs,
  actor: Homeowner,
  { clientKey, ...input }: CreateRequest,
): Promise<Request> => {
  const where = await locate(deps, actor, input);
  const command = commandOf(clientKey, input);
  return createOnce({
    command,
    insert: async () => {
      const opened = openRequest(deps, actor, { ...input, ...where });
      const entry = reported(opened, actor);
      const outcome = await storeInDay(deps, opened, (request) =>
        deps.requests.insert(request, entry, command),
      );
      if (outcome === 'full') return tooMany(deps, opened);
      if (outcome !== 'inserted') return 'duplicate';
      deps.relay.push({ subjectId: opened.id, version: opened.version, entries: [entry] });
      return opened;
    },
    createdWith: (key) => deps.requests.createdWith(actor.id, key),
  });
};

/** Takes one of the homeowner's slots of the day with it. */
const storeInDay = (
  { allowances: { requestsADay, requestSlots }, requests }: Needs,
  opened: Request,
  insert: (request: NewRequest) => Promise<SlotOutcome>,
) => {
  const { homeownerId } = opened;
  const day = dayOf(opened.createdAt);
  return storeWithin(requestSlots, {
    key: `${homeownerId}/${day}`,
    limit: requestsADay,
    insert: (slot) => insert(slot === undefined ? opened : { ...opened, daySlot: { day, slot } }),
    taken: () => requests.takenSlots(homeownerId, day),
  });
};

const tooMany = ({ allowances: { requestsADay } }: Needs, { createdAt }: Request) =>
  new AppError('too_many', `You can report ${requestsADay} requests a day; try again tomorrow`, {
    retryAfterSeconds: secondsLeftOfDay(createdAt),
  });

type Report = Omit<CreateRequest, 'clientKey'>;
type Where = Pick<Request, 'propertyId' | 'address' | 'place'>;

const locate = async (deps: Needs, actor: Homeowner, input: Report): Promise<Where> => {
  if (input.address !== undefined) {
    const place = deps.places.locate(input.address, input.location);
    return { propertyId: null, address: input.address, place };
  }
  const owned = input.propertyId && (await deps.properties.owned(input.propertyId, actor.id));
  if (!owned) throw badField('propertyId', 'is not one of your properties');
  const { id, address, place } = owned.property;
  return {
    propertyId: id,
    address,
    place: input.location ? deps.places.locate(address, input.location) : place,
  };
};

/** A request that nobody has stored yet. */
export const openRequest = (
  deps: Pick<Needs, 'categories' | 'clock' | 'ids'>,
  actor: Homeowner,
  report: Omit<Report, keyof Where> & Where,
): Request => {
  const category = deps.categories.byCode(report.category);
  if (!category) throw badField('category', 'is not a category here');
  const id = deps.ids.record();
  const now = deps.clock.now();
  return {
    id,
    number: deps.ids.requestNumber(),
    version: 1,
    status: report.draft ? 'draft' : 'submitted',
    homeownerId: actor.id,
    propertyId: report.propertyId,
    title: report.title,
    description: report.description,
    category: category.code,
    priority: report.priority ?? category.defaultPriority,
    address: report.address,
    place: report.place,
    waitingOn: 'homeowner',
    visibility: 'parties',
    resolution: null,
    createdAt: now,
    updatedAt: now,
    sortKey: sortKey(now, id),
    ...noProgress,
  };
};

/** The event that comes with a new request. */
export const reported = ({ version, createdAt, status }: Request, actor: Homeowner): TailEntry => ({
  seq: version,
  type: status === 'draft' ? 'saved_as_draft' : 'submitted',
  actor,
  at: createdAt,
  from: null,
  to: status,
  fields: [],
  reason: null,
  facts: {},
  notices: status === 'draft' ? [] : [{ to: actor.id, kind: 'request_submitted' }],
});
