import { createHash } from 'node:crypto';
import { cellToParent } from 'h3-js';
import { type ClientSession, ObjectId, type WithId } from 'mongodb';
import { requests, viewOnly } from './database.ts';
import { everyone, type RequestDoc } from './stored.ts';
import { missing, Refused } from './tokens.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest();

export const digest = (payload: object) =>
  sha256(JSON.stringify(payload)).subarray(0, 12).toString('base64url');

/** A long key is remembered as a shorter digest. */
const ringKey = (key: string) =>
  key.length <= 32 ? key : `#${sha256(key).subarray(0, 16).toString('base64url')}`;

interface Told {
  seq: number;
  type: string;
  by: ObjectId;
  role: 'homeowner' | 'official';
  at: Date;
  from: string | null;
  to: string;
  notices: { to: ObjectId; kind?: string }[];
  reason?: string | undefined;
  fields?: string[];
  facts?: object;
}

/** An event as a tail keeps it until it has been relayed: what is empty is left out. */
export const entry = ({ seq, type, by, role, at, from, to, notices, reason, fields, facts }: Told) => ({
  seq,
  type,
  actor: { id: by, role },
  at,
  from,
  to,
  ...(facts && { facts }),
  ...(fields && { fields }),
  ...(reason !== undefined && { reason }),
  ...(notices.length > 0 && { notices }),
});

const dayMs = 86_400_000;
const daysAfter = (at: Date, days: number) => new Date(at.getTime() + days * dayMs);

/** When the clock has to look at it. */
const dueAtOf = (doc: RequestDoc): Date | null | undefined => {
  switch (doc.status) {
    case 'quoting':
      return doc.quoteDueAt;
    case 'assigned':
      return doc.award?.acceptedAt === null ? doc.award.acceptDueAt : null;
    case 'scheduled': {
      const visit = doc.visits?.find(({ state }) => state === 'confirmed');
      return visit && daysAfter(visit.end, 1);
    }
    case 'on_hold':
      return doc.hold?.reason === 'stop_work' ? null : doc.hold?.until;
    case 'completed':
      if (doc.award?.changeOrders.some(({ state }) => state === 'proposed')) return null;
      return doc.completion && daysAfter(doc.completion.at, doc.reminded === true ? 7 : 6);
    default:
      return null;
  }
};

/** What is stored because queries ask for it, and what of that goes. */
const derivedOf = (doc: RequestDoc) => {
  const { cell } = doc.place;
  const isPublished = doc.status === 'quoting' && doc.openTo?.some((id) => id.toHexString() === everyone);
  const board =
    isPublished && cell !== null
      ? [8, 7, 6, 5].map((size) => `${doc.category}/${cellToParent(cell, size)}`)
      : [];
  const dueAt = dueAtOf(doc);
  const gone = { ...(board.length === 0 && { board: '' as const }), ...(!dueAt && { dueAt: '' as const }) };
  return {
    kept: { ...(board.length > 0 && { board }), ...(dueAt && { dueAt }) },
    ...(Object.keys(gone).length > 0 && { gone }),
  };
};

interface Made {
  set: Partial<RequestDoc>;
  told: Omit<Told, 'seq' | 'at' | 'from' | 'to'>;
  /** In place of writing the request alone. */
  write?(own: (session?: ClientSession) => Promise<RequestDoc | null>): Promise<RequestDoc | null>;
}

interface Change {
  by: ObjectId;
  scope: object;
  id: string;
  version: number | undefined;
  commandKey: string | undefined;
  payload: object;
  make(doc: WithId<RequestDoc>, now: Date): Made | Promise<Made>;
}

/** Read, judge, compare-and-set with its event. */
export const change = async ({
  by,
  scope,
  id,
  version,
  commandKey,
  payload,
  make,
}: Change): Promise<RequestDoc> => {
  const _id = new ObjectId(id);
  const doc = await requests.findOne({ _id, ...scope });
  if (!doc) throw missing();
  const mark = sha256(by.toHexString()).subarray(0, 3).toString('base64url');
  const hash = `${digest(payload)}.${mark}`;
  const key = commandKey && ringKey(commandKey);
  const earlier = doc.commands?.find((one) => one.key === key);
  if (earlier) {
    if (earlier.hash !== hash) throw new Refused(422, 'This key has already been used');
    return doc;
  }
  if (version !== undefined && version !== doc.version) throw new Refused(409, 'The request has changed');
  const at = new Date();
  const { set, told, write } = await make(doc, at);
  const { kept, gone } = derivedOf({ ...doc, ...set });
  const pushed = entry({
    ...told,
    seq: doc.version + 1,
    at,
    from: doc.status,
    to: set.status ?? doc.status,
  });
  const own = (session?: ClientSession): Promise<RequestDoc | null> =>
    requests.findOneAndUpdate(
      { _id, status: doc.status, version: doc.version },
      {
        $set: { ...set, ...kept, updatedAt: at },
        ...(gone && { $unset: gone }),
        $min: { relayDueAt: at },
        $inc: { version: 1 },
        $push: {
          tail: pushed,
          ...(key && { commands: { $each: [{ key, hash }], $slice: -32 } }),
        },
      },
      { returnDocument: 'after', projection: viewOnly, ...(session && { session }) },
    );
  const written = await (write ? write(own) : own());
  if (!written) throw new Refused(409, 'The request has changed');
  return written;
};
