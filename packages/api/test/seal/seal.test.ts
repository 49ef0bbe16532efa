import { describe, expect, it } from 'vitest';
import { system } from '../../src/kernel/actor.ts';
import { appRouter } from '../../src/router.ts';
import { aProfile } from '../factories/contractor.ts';
import { aPrincipal } from '../factories/principal.ts';
import { aContent, aLine } from '../factories/quote.ts';
import { aReport } from '../factories/request.ts';
import { callerOf, callPath, createTestApi, refusalOf } from '../testing.ts';

const canary = 'CANARY-A';
const people = {
  homeowner: aPrincipal(),
  rival: aPrincipal({ roles: ['contractor'] }),
  reader: aPrincipal({ roles: ['contractor'] }),
};
const readerPaths = Object.keys(appRouter._def.procedures).filter((path) => path.startsWith('contractor.'));

/** The rival's text is a canary wherever it may be. */
const canaries = (unitPrice: number) =>
  aContent({
    lines: [aLine({ text: `${canary} line`, unit: canary, unitPrice }), aLine({ kind: 'fee', text: canary })],
    note: `${canary} note`,
  });

/** How far the rival goes: at each of the reader's steps, one step more. */
const courses = {
  never: 0,
  drafted: 1,
  submitted: 2,
  revised: 3,
  withdrew: 4,
} as const;

/** All that the reader is told, step by step, in a world where the rival went so far. */
const worldWhere = async (steps: number) => {
  const api = createTestApi();
  const home = callerOf(api.deps, people.homeowner).homeowner;
  // Ids of a rival's records come from elsewhere: where ids count, they would count for the reader too.
  let drawn = 0;
  const record = () => {
    drawn += 1;
    return `f${String(drawn).padStart(23, '0')}`;
  };
  const apart = { ...api.deps, ids: { ...api.deps.ids, record } };
  const rival = callerOf(apart, people.rival).contractor;
  const reader = callerOf(api.deps, people.reader).contractor;
  for (const contractor of [rival, reader]) await contractor.profile.save(aProfile());
  const { id } = await home.requests.create(aReport());
  const { userId: rivalId } = people.rival;
  await home.requests.invite({ id, publish: true, contractorIds: [rivalId, people.reader.userId] });

  const requestId = id;
  const rivalSteps = [
    () => rival.quotes.save({ requestId, ...canaries(100) }),
    () => rival.quotes.submit({ requestId, ...canaries(200) }),
    () => rival.quotes.submit({ requestId, ...canaries(300) }),
    () => rival.quotes.withdraw({ requestId, reason: `${canary} reason` }),
  ].slice(0, steps);

  const told: unknown[] = [];
  /** Whatever it answers, or how it refuses. */
  const ask = async (path: string, input: unknown) => {
    let reply: unknown;
    const context = api.contextAs(people.reader);
    const refusal = await refusalOf(callPath(context, path, input).then((value) => (reply = value)));
    told.push({ path, input, reply, refusal });
    return refusal === undefined;
  };
  // Each procedure there is, with the inputs that fit: one that a later slice adds is asked too.
  const askAll = async () => {
    for (const path of readerPaths) {
      const rivals = { requestId, contractorId: rivalId, quoteId: `f${'1'.padStart(23, '0')}` };
      const inputs = [
        undefined,
        {},
        { id },
        { requestId },
        { id: rivals.quoteId },
        { id: system.id },
        rivals,
      ];
      for (const input of inputs) await ask(path, input);
    }
  };

  const content = aContent({ note: 'The reader’s own' });
  const readerSteps: (() => Promise<unknown>)[] = [
    () => ask('contractor.quotes.save', { requestId, ...content }),
    () => ask('contractor.quotes.submit', { requestId, ...content, version: 1 }),
    () => ask('contractor.quotes.withdraw', { requestId, version: 2 }),
    () => ask('contractor.quotes.submit', { requestId, ...content }),
  ];
  for (const [index, step] of readerSteps.entries()) {
    await rivalSteps[index]?.();
    await askAll();
    await step();
    await askAll();
    await api.relay.deliver();
    await api.quoteRelay.deliver();
    api.clock.advance(60);
  }
  // Asking all has taken it back.
  await ask('contractor.quotes.submit', { requestId, ...content });
  const compared = await home.quotes.list({ requestId });
  const quote = compared.quotes.find(({ contractorId }) => contractorId === people.reader.userId);
  if (!quote) throw new Error('The reader has no quote');
  await home.quotes.accept({ id, quoteId: quote.id, revision: quote.revision });
  await askAll();
  return { told, compared };
};

describe('the seal between contractors', () => {
  it('has something to keep: the homeowner reads the rival’s words', async () => {
    const { compared, told } = await worldWhere(courses.revised);
    expect(JSON.stringify(compared)).toContain(canary);
    expect(compared.quotes).toHaveLength(2);
    const answered = new Set(
      told.flatMap((one) => (JSON.stringify(one).includes('"reply"') ? [JSON.stringify(one)] : [])),
    );
    expect(answered.size).toBeGreaterThan(20);
  });

  it.each(Object.entries(courses).filter(([course]) => course !== 'never'))(
    'tells nothing of a rival who %s, nor whether there is one',
    async (_, steps) => {
      const [without, beside] = [await worldWhere(courses.never), await worldWhere(steps)];
      expect(JSON.stringify(beside.told)).not.toContain(canary);
      expect(beside.told).toStrictEqual(without.told);
    },
  );
});
