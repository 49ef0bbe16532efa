import { isDeepStrictEqual } from 'node:util';
import { ObjectId } from 'mongodb';
import { encodeCall, openConnectionTo } from '../load/connection.ts';
import { callOf } from '../workloads/operation.ts';
import type { Workload } from '../workloads/workloads.ts';
import type { Program, Protocol } from '../world/programs.ts';
import type { World } from '../world/world.ts';
import type { Bench } from './run-once.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce((inner, name) => (isRecord(inner) ? inner[name] : undefined), value);

/** What a reply says, out of what its protocol wraps it in. */
const contentOf = (protocol: Protocol, reply: unknown): unknown => {
  switch (protocol) {
    case 'pmp':
    case 'trpc':
      return at(reply, 'result', 'data', 'json');
    case 'orpc':
      return at(reply, 'json');
    case 'rest':
    case 'fastapi':
      return reply;
  }
};

/** Two databases have other ids, numbers, times and cursors for the same: of these only that they are there is compared. */
const varying: readonly (readonly [string, RegExp])[] = [
  ['an id', /^[0-9a-f]{24}$/],
  ['a cursor', /^[0-9a-f]{36}$/],
  ['a number', /^PM-[0-9A-Z]{8}$/],
  ['a time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/],
];

const kindOf = (value: unknown): unknown =>
  typeof value === 'string' ? (varying.find(([, form]) => form.test(value))?.[0] ?? value) : value;

/** Where two replies say different things, in paths; empty when they say the same. The order of names does not count. */
export const differences = (ours: unknown, theirs: unknown, path = ''): string[] => {
  if (Array.isArray(ours) && Array.isArray(theirs) && ours.length === theirs.length)
    return ours.flatMap((one: unknown, index) => differences(one, theirs[index], `${path}/${index}`));
  if (isRecord(ours) && isRecord(theirs)) {
    const names = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
    return [...names].flatMap((name) =>
      name in ours && name in theirs
        ? differences(ours[name], theirs[name], `${path}/${name}`)
        : [`${path}/${name} is missing in ${name in ours ? 'theirs' : 'ours'}`],
    );
  }
  return isDeepStrictEqual(kindOf(ours), kindOf(theirs))
    ? []
    : [`${path} is ${JSON.stringify(ours)} here and ${JSON.stringify(theirs)} there`];
};

/** The names of a reply's fields, or of its first item's. */
export const fieldNames = (content: unknown): string[] => {
  const items = at(content, 'items');
  const one: unknown = Array.isArray(items) ? items[0] : content;
  return isRecord(one) ? Object.keys(one).sort() : [];
};

const answerOf = async (program: Program, bytes: Buffer): Promise<unknown> => {
  const connection = openConnectionTo(program.port);
  try {
    const { status, body } = await connection.send(bytes);
    if (status < 200 || status > 299)
      throw new Error(`${program.name} answered ${status}: ${body.toString()}`);
    return contentOf(program.protocol, JSON.parse(body.toString()));
  } finally {
    connection.close();
  }
};

/** What a command has left in the database: all but the tail, which ours relays and the peer leaves, and what a key's digest is. */
const storedBy = async ({ dataset: { db } }: Bench, content: unknown): Promise<unknown> => {
  const _id = new ObjectId(String(at(content, 'id')));
  const projection = {
    tail: 0,
    relayDueAt: 0,
    clientKey: 0,
    clientHash: 0,
    'commands.hash': 0,
    'commands.key': 0,
  };
  const [request, quote] = [
    await db.collection('requests').findOne({ _id }, { projection }),
    await db.collection('quotes').findOne({ requestId: _id }, { projection }),
  ];
  return JSON.parse(JSON.stringify({ request, quote }));
};

/** Asks both the first thing of a workload. Throws where the peer answers or stores something else: who does less is no peer. */
export const requireSameReplies = async (
  { people }: Pick<World, 'people'>,
  workload: Workload,
  { ours, peer }: { ours: Bench; peer: Bench },
): Promise<void> => {
  const answer = async ({ program, dataset }: Bench) => {
    const { token, operations } = await workload.prepare(dataset, people, 1);
    const [first] = operations;
    if (first === undefined) throw new Error(`${workload.name} has nothing to send.`);
    const call = callOf(program.protocol, first);
    const content = await answerOf(program, encodeCall({ ...call, ...(token !== undefined && { token }) }));
    if (workload.writes !== true) return { content, stored: undefined };
    const stored = await storedBy({ program, dataset }, content);
    await dataset.tidy();
    return { content, stored };
  };
  const [own, other] = [await answer(ours), await answer(peer)];
  // The FastAPI service looks up no place: it answers the same fields, with less in them.
  const found =
    peer.program.protocol === 'fastapi'
      ? differences(fieldNames(own.content), fieldNames(other.content))
      : differences(own, other);
  if (found.length > 0 || own.content === undefined) {
    const name = `${peer.program.name} does not answer ${workload.name} as we do`;
    throw new Error(`${name}: ${found.slice(0, 10).join('; ')}`);
  }
};
