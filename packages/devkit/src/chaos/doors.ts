import { setTimeout as wait } from 'node:timers/promises';
import type { Role } from '@pmp/contracts/role';
import { type Caller, mutation, query, type Reply, type Send } from './call.ts';
import { completed } from './good-inputs.ts';
import { operationSamples, procedureSamples } from './input-strings.ts';
import { isJson, type Json } from './json-schema.ts';
import { runLoad } from './load.ts';
import { told } from './must.ts';
import type { Person } from './people.ts';

const workers = 4;
const mostInBatch = 10;
const nobody = 'f'.repeat(24);
/** Later than any record's: a command that would be carried out is refused with the version there is. */
const aheadVersion = 999_999;
/** They differ from call to call, or tell of the connection: after so many replies it is closed. */
const ofTheCall: ReadonlySet<string> = new Set(['date', 'x-request-id', 'connection', 'keep-alive']);

/** Somebody who asks everything. */
export interface Reader {
  readonly name: string;
  readonly role: Role;
  readonly person: Person;
}

/** The ids that a reader could have come by. */
export interface KnownIds {
  readonly requests: readonly string[];
  readonly others: readonly string[];
}

/** One call that a reader makes. */
export interface Probe {
  readonly what: string;
  readonly send: Send;
}

/**
 * Every procedure and every REST operation there is, with every known id in its place; those of other roles once. A reader's own records
 * are not changed: a command carries a version that is not reached yet, or a key that makes it one command however often it is sent.
 */
export function probesOf(reader: Reader, ids: KnownIds, openApi: Json): Probe[] {
  return [...procedureProbes(reader, ids), ...batchProbes(reader, ids), ...restProbes(reader, ids, openApi)];
}

function procedureProbes({ name, role }: Reader, ids: KnownIds): Probe[] {
  return procedureSamples().flatMap(({ where, type, input, fields }) => {
    const base = completed(where, input);
    const variants = where.startsWith(`${role}.`) ? withIds(fields, ids) : withIds(fields, ids).slice(0, 1);
    return variants.map((variant, index) => {
      const given = isJson(base)
        ? {
            ...base,
            ...variant,
            ...(fields.includes('version') && { version: aheadVersion }),
            ...(fields.includes('clientKey') && { clientKey: `probe-client-${name}` }),
            ...(fields.includes('commandKey') && { commandKey: `probe-${name}-${index}` }),
          }
        : base;
      return {
        what: `${where} ${JSON.stringify(variant)}`,
        send: type === 'query' ? query(where, given) : mutation(where, given),
      };
    });
  });
}

/** Which ids go where. Suspending is asked about nobody: it would be carried out. */
function withIds(fields: readonly string[], { requests, others }: KnownIds): Json[] {
  if (fields.includes('personId')) return [{ personId: nobody }];
  const second = fields.find((field) => ['quoteId', 'contractorId', 'duplicateOfId'].includes(field));
  const first = ['requestId', 'id', 'propertyId'].find((field) => fields.includes(field));
  if (first === undefined) return [{}];
  const inner = second ?? (first === 'requestId' && fields.includes('id') ? 'id' : undefined);
  if (inner === undefined) return [...requests, ...others].map((id) => ({ [first]: id }));
  return requests.flatMap((id) => [...others, ...requests].map((other) => ({ [first]: id, [inner]: other })));
}

/** The queries of the reader's role together, as a browser asks them. */
function batchProbes({ role }: Reader, { requests }: KnownIds): Probe[] {
  const asked = procedureSamples()
    .filter(({ where, type }) => type === 'query' && where.startsWith(`${role}.`))
    .slice(0, mostInBatch);
  return requests.map((id) => {
    const inputs = asked.map(({ where, input, fields }, index) => {
      const base = completed(where, input);
      const first = ['requestId', 'id'].find((field) => fields.includes(field));
      return [index, { json: isJson(base) && first ? { ...base, [first]: id } : base }] as const;
    });
    const input = encodeURIComponent(JSON.stringify(Object.fromEntries(inputs)));
    return {
      what: `batch ${id}`,
      send: { path: `/trpc/${asked.map(({ where }) => where).join(',')}?batch=1&input=${input}` },
    };
  });
}

function restProbes({ name, role }: Reader, { requests, others }: KnownIds, openApi: Json): Probe[] {
  return operationSamples(openApi).flatMap(({ method, path, body }) => {
    const all = path.includes('{') ? [...requests, ...others] : ['none'];
    const ids = idsOfPath(path, path.startsWith(`/${role}`) ? all : all.slice(0, 1));
    return ids.map((id, index) => ({
      what: `${method} ${path} ${id}`,
      send: {
        method,
        path: path.replace(/\{[^}]*\}/g, id),
        headers: method === 'GET' ? {} : { 'idempotency-key': `rest-${name}-${index}` },
        // A create drops the version.
        ...(method !== 'GET' && { body: { ...(isJson(body) && body), version: aheadVersion } }),
      },
    }));
  });
}

/** Suspending is asked about nobody here too: the contractor whose quotes are looked for would be signed out. */
const idsOfPath = (path: string, ids: readonly string[]): readonly string[] =>
  path.startsWith('/official/people/') ? [nobody] : ids;

/** Makes every call; a reply is its status, its headers but for those of the call, and its body. Who is told to wait asks again. */
export async function sweep(
  caller: Caller,
  { person: { token } }: Reader,
  probes: readonly Probe[],
): Promise<string[]> {
  const replies: string[] = [];
  await runLoad({ workers, count: probes.length, withinMs: 10 * 60_000 }, async (index) => {
    const probe = probes[index];
    if (probe === undefined) return;
    replies[index] = textOf(await answered(caller, { ...probe.send, token }));
  });
  return replies;
}

const mostTries = 20;

async function answered(caller: Caller, send: Send): Promise<Reply> {
  for (let tries = 1; ; tries += 1) {
    const answer = await caller.send(send);
    if (answer.kind === 'reply' && answer.status !== 503) return answer;
    if (tries === mostTries) throw new Error(`${send.path} was not answered: ${told(answer)}`);
    await wait(100);
  }
}

/** All of a reply that does not differ from call to call. */
export const textOf = ({ status, headers, body }: Reply): string =>
  [
    String(status),
    ...Object.entries(headers)
      .filter(([name]) => !ofTheCall.has(name))
      .map(([name, value]) => `${name}: ${String(value)}`)
      .toSorted(),
    body,
  ].join('\n');
