import { createHash, randomBytes } from 'node:crypto';
import type {
  CancelRequest,
  CreateRequest,
  ListOfficialRequests,
  ListRequests,
  RejectRequest,
  SetPriorityFloor,
} from '@pmp/contracts/request';
import { latLngToCell } from 'h3-js';
import { type Db, MongoClient, ObjectId } from 'mongodb';
import { forHomeowner, forOfficial, type RequestDoc } from './request-doc.ts';
import { settings } from './settings.ts';
import { type Caller, Refused } from './tokens.ts';

// The commands that the platform sends, written out by hand: the same filters, projections and updates.

const client = new MongoClient(settings.mongoUrl, {
  appName: 'bench-peer',
  writeConcern: { w: 'majority', journal: true },
  maxPoolSize: 20,
});
const db: Db = client.db(settings.dbName);
const requests = db.collection<RequestDoc>('requests');
const viewOnly = { commands: 0, tail: 0, daySlot: 0, clientKey: 0, clientHash: 0, relayDueAt: 0 };

interface StreetDoc {
  _id: string;
  entries: { kind: string; key: string; point: { lat: number; lon: number } }[];
}
const streets = new Map<string, object>();
const categories = new Map<string, string>();

/** Reads what the platform holds in memory, too. */
export const loadReferenceData = async () => {
  for (const { _id, entries } of await db.collection<StreetDoc>('jurisdictions').find().toArray()) {
    for (const { kind, key, point } of entries) {
      const place = {
        jurisdictionId: _id,
        point,
        precision: kind,
        cell: latLngToCell(point.lat, point.lon, 8),
      };
      if (kind === 'street') streets.set(key, place);
    }
  }
  for (const { _id, defaultPriority } of await db
    .collection<{ _id: string; defaultPriority: string }>('categories')
    .find()
    .toArray()) {
    categories.set(_id, defaultPriority);
  }
};

const page = <View>(docs: RequestDoc[], limit: number, view: (doc: RequestDoc) => View) => {
  const items = docs.slice(0, limit);
  return { items: items.map(view), nextCursor: docs.length > limit ? (items.at(-1)?.sk ?? null) : null };
};

export const list = async ({ id }: Caller, { limit, cursor, status }: ListRequests) => {
  const filter = { homeownerId: id, ...(status && { status }), ...(cursor && { sk: { $lt: cursor } }) };
  const found = requests.find(filter, { projection: viewOnly }).sort({ sk: -1 });
  return page(await found.limit(limit + 1).toArray(), limit, forHomeowner);
};

export const queue = async ({ limit, cursor, status }: ListOfficialRequests) => {
  const filter = {
    'place.jurisdictionId': 'riverton',
    status: status ?? { $nin: ['draft' as const] },
    ...(cursor && { sk: { $lt: cursor } }),
  };
  const found = requests.find(filter, { projection: viewOnly }).sort({ sk: -1 });
  return page(await found.limit(limit + 1).toArray(), limit, forOfficial);
};

const missing = () => new Refused(404, 'Not found');

export const get = async ({ id: homeownerId }: Caller, id: string) => {
  const doc = await requests.findOne({ _id: new ObjectId(id), homeownerId }, { projection: viewOnly });
  if (!doc) throw missing();
  return forHomeowner(doc);
};

const digest = (payload: object) =>
  createHash('sha256').update(JSON.stringify(payload)).digest('base64url').slice(0, 22);

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const newNumber = () => `PM-${Array.from(randomBytes(8), (byte) => crockford[byte & 31]).join('')}`;

export const create = async ({ id: homeownerId }: Caller, { clientKey, ...input }: CreateRequest) => {
  const { title, description, category, address } = input;
  if (address === undefined) throw new Refused(400, 'Send an address');
  const street = address.line1.toLowerCase().replace(/^\d+ /, '');
  const place = streets.get(`${street}|${address.city.toLowerCase()}`);
  const usual = categories.get(category);
  if (place === undefined || usual === undefined) throw new Refused(400, 'No such category or street');
  const _id = new ObjectId();
  const now = new Date();
  const doc = {
    _id,
    schemaVersion: 1,
    homeownerId,
    propertyId: null,
    sk: now.getTime().toString(16).padStart(12, '0') + _id.toHexString(),
    number: newNumber(),
    version: 1,
    status: 'submitted' as const,
    title,
    description,
    category,
    priority: (input.priority ?? usual) as RequestDoc['priority'],
    priorityFloor: null,
    address,
    place,
    waitingOn: 'homeowner',
    visibility: 'parties',
    resolution: null,
    closingText: null,
    createdAt: now,
    updatedAt: now,
    ...(clientKey && { clientKey, clientHash: digest(input) }),
    commands: [],
    tail: [entry({ seq: 1, type: 'submitted', by: homeownerId, role: 'homeowner', at: now, from: null })],
    relayDueAt: now,
  };
  await requests.insertOne(doc);
  return forHomeowner(doc);
};

interface Told {
  seq: number;
  type: string;
  by: ObjectId;
  role: 'homeowner' | 'official';
  at: Date;
  from: string | null;
  to?: string;
  reason?: string | null;
  fields?: string[];
  notify?: ObjectId;
}

const entry = ({
  seq,
  type,
  by,
  role,
  at,
  from,
  to = 'submitted',
  reason = null,
  fields = [],
  notify = by,
}: Told) => ({
  seq,
  type,
  at,
  from,
  to,
  fields,
  reason,
  actor: { id: by, role },
  notices: [{ to: notify, kind: `request_${type}` }],
});

interface Change {
  scope: object;
  id: string;
  version: number | undefined;
  commandKey: string | undefined;
  payload: object;
  make(doc: RequestDoc): { set: Partial<RequestDoc>; told: Omit<Told, 'seq' | 'at' | 'from'> };
}

const change = async ({ scope, id, version, commandKey, payload, make }: Change): Promise<RequestDoc> => {
  const _id = new ObjectId(id);
  const doc = await requests.findOne({ _id, ...scope });
  if (!doc) throw missing();
  const hash = digest(payload);
  const earlier = doc.commands?.find(({ key }) => key === commandKey);
  if (earlier) {
    if (earlier.hash !== hash) throw new Refused(422, 'This key has already been used');
    return doc;
  }
  if (version !== undefined && version !== doc.version) throw new Refused(409, 'The request has changed');
  const { set, told } = make(doc);
  const at = new Date();
  const pushed = entry({ ...told, to: set.status ?? doc.status, seq: doc.version + 1, at, from: doc.status });
  const written = await requests.findOneAndUpdate(
    { _id, status: doc.status, version: doc.version },
    {
      $set: { ...set, updatedAt: at },
      $min: { relayDueAt: at },
      $inc: { version: 1 },
      $push: {
        tail: pushed,
        ...(commandKey && { commands: { $each: [{ key: commandKey, hash }], $slice: -32 } }),
      },
    },
    { returnDocument: 'after' },
  );
  if (!written) throw new Refused(409, 'The request has changed');
  return written;
};

const officials = {
  'place.jurisdictionId': { $in: ['riverton', null] },
  status: { $nin: ['draft'] },
};

export const cancel = async (caller: Caller, { id, version, commandKey, reason }: CancelRequest) => {
  const doc = await change({
    scope: { homeownerId: caller.id },
    id,
    version,
    commandKey,
    payload: { cancel: id, reason },
    make: ({ status }) => {
      if (!['draft', 'submitted', 'quoting'].includes(status)) throw new Refused(409, 'Too late');
      return {
        set: { status: 'cancelled', resolution: 'withdrawn', waitingOn: 'none' },
        told: { type: 'cancelled', by: caller.id, role: 'homeowner', reason: reason ?? null },
      };
    },
  });
  return forHomeowner(doc);
};

export const reject = async (caller: Caller, { id, version, commandKey, ...told }: RejectRequest) => {
  const doc = await change({
    scope: officials,
    id,
    version,
    commandKey,
    payload: { reject: id, ...told },
    make: ({ status, homeownerId }) => {
      if (!['submitted', 'quoting'].includes(status)) throw new Refused(409, 'Too late');
      return {
        set: { status: 'rejected', waitingOn: 'none', ...told },
        told: {
          type: 'rejected',
          by: caller.id,
          role: 'official',
          reason: told.closingText,
          notify: homeownerId,
        },
      };
    },
  });
  return forOfficial(doc);
};

export const setPriorityFloor = async (caller: Caller, input: SetPriorityFloor) => {
  const { id, version, commandKey, priorityFloor } = input;
  const doc = await change({
    scope: officials,
    id,
    version,
    commandKey,
    payload: { floor: id, priorityFloor },
    make: ({ homeownerId }) => ({
      set: { priorityFloor },
      told: {
        type: 'prioritised',
        by: caller.id,
        role: 'official',
        fields: ['priorityFloor'],
        notify: homeownerId,
      },
    }),
  });
  return forOfficial(doc);
};

/** What a ping answers. */
export const ping = () => ({ status: 'ok', version: '0.1.0', time: new Date() });
