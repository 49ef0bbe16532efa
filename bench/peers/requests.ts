import { randomInt } from 'node:crypto';
import type { CreateRequest, ListOfficialRequests, ListPage, ListRequests } from '@pmp/contracts/request';
import { ObjectId } from 'mongodb';
import { digest, entry } from './change.ts';
import { categories, contractors, requests, streets, viewOnly } from './database.ts';
import type { RequestDoc } from './stored.ts';
import { type Caller, missing, Refused } from './tokens.ts';
import { forBidder, forHomeowner, forOfficial } from './views.ts';

// The commands that the platform sends, written out by hand: the same filters, projections and updates.

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

export const board = async ({ id }: Caller, { limit, cursor }: ListPage) => {
  const profile = await contractors.findOne({ _id: id }, { projection: { boardKeys: 1 } });
  const keys = profile?.boardKeys ?? [];
  if (keys.length === 0) return { items: [], nextCursor: null };
  const filter = { board: { $in: keys }, ...(cursor && { sk: { $lt: cursor } }) };
  const found = requests.find(filter, { projection: viewOnly }).sort({ sk: -1 });
  return page(await found.limit(limit + 1).toArray(), limit, (doc) => forBidder(doc, id));
};

export const get = async ({ id: homeownerId }: Caller, id: string) => {
  const doc = await requests.findOne({ _id: new ObjectId(id), homeownerId }, { projection: viewOnly });
  if (!doc) throw missing();
  return forHomeowner(doc);
};

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const newNumber = () => {
  let number = 'PM-';
  while (number.length < 11) number += crockford.charAt(randomInt(32));
  return number;
};

export const create = async ({ id: homeownerId }: Caller, { clientKey, ...input }: CreateRequest) => {
  const { title, description, category, address } = input;
  if (address === undefined) throw new Refused(400, 'Send an address');
  const street = address.line1.toLowerCase().replace(/^\d+ /, '');
  const place = streets.get(`${street}|${address.city.toLowerCase()}`);
  const known = categories.get(category);
  if (place === undefined || known === undefined) throw new Refused(400, 'No such category or street');
  const _id = new ObjectId();
  const now = new Date();
  const doc = {
    _id,
    schemaVersion: 1,
    number: newNumber(),
    version: 1,
    status: 'submitted' as const,
    homeownerId,
    propertyId: null,
    sk: now.getTime().toString(16).padStart(12, '0') + _id.toHexString(),
    title,
    description,
    category,
    priority: input.priority ?? known.defaultPriority,
    address,
    place,
    waitingOn: 'homeowner' as const,
    visibility: 'parties' as const,
    resolution: null,
    createdAt: now,
    updatedAt: now,
    ...(clientKey && { clientKey, clientHash: digest(input) }),
    commands: [],
    tail: [
      entry({
        seq: 1,
        type: 'submitted',
        by: homeownerId,
        role: 'homeowner',
        at: now,
        from: null,
        to: 'submitted',
        notices: [{ to: homeownerId }],
      }),
    ],
    relayDueAt: now,
  };
  await requests.insertOne(doc);
  return forHomeowner(doc);
};

/** What a ping answers. */
export const ping = () => ({ status: 'ok', version: '0.1.0', time: new Date() });
