import { expect } from 'vitest';
import type { CommandRecord } from '../../src/kernel/command.ts';
import type { Tails } from '../../src/modules/event/event.ports.ts';
import { derivedOf } from '../../src/modules/request/request.derived.ts';
import type { Request, RequestFields, Requests } from '../../src/modules/request/request.ports.ts';
import { anEdit, anEntry, aRequest, asOwner } from '../factories/request.ts';

/** The ports that share the records of requests, and so are held together. */
export interface RequestPorts {
  requests: Requests;
  tails: Tails;
}

export const commandNamed = (key: string): CommandRecord => ({ key, hash: `hash of ${key}` });
export const idsOf = (requests: readonly { id: string }[]) => requests.map(({ id }) => id);

/** What the contract tests of requests do again and again. */
export const requestCases = (requests: Requests) => {
  const inserted = async (overrides: Partial<Request> = {}, command?: CommandRecord) => {
    const request = aRequest(overrides);
    expect(await requests.insert(request, anEntry(request), command)).toBe('inserted');
    return request;
  };
  const wholeOf = async ({ id, homeownerId }: Request) => {
    const whole = await requests.findWhole(id, asOwner(homeownerId));
    if (!whole) throw new Error('The request is gone');
    return whole;
  };
  /** A write of the fields, with what follows from them. */
  const changed = async (request: Request, set: RequestFields) => {
    const outcome = await requests.change(
      anEdit(request, { set, derived: derivedOf({ ...request, ...set }) }),
    );
    if (!outcome) throw new Error('The change missed');
    return outcome;
  };
  return { inserted, wholeOf, changed };
};
