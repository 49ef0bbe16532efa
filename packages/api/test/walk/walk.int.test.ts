import type { Move } from '@pmp/contracts/lifecycle';
import { BSON, type WithId } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { commandRing } from '../../src/kernel/command.ts';
import { allowedMoves } from '../../src/modules/request/request.guards.ts';
import { requestCollection } from '../../src/modules/request/request.mongo.ts';
import { fromRequestDoc, type RequestDoc } from '../../src/modules/request/request-document.mongo.ts';
import { open } from '../../src/mongo/collection.ts';
import { toObjectId } from '../../src/mongo/object-id.ts';
import { lookingIn } from '../mongo/looking.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { refusalShape } from '../testing.ts';
import { steps } from './steps.ts';
import { aWorld, type World } from './world.ts';

const atOnce = 4;
const mostBytes = 16 * 1024;
/** Thousands of commands, on a machine that may be busy with other things. */
const patienceMs = 120_000;

type Stored = WithId<RequestDoc>;

describe('a random walk', () => {
  const connection = useTestDatabase('walk');
  const requests = open(connection.db, requestCollection);
  const look = lookingIn(connection.db);
  const storedOf = async (id: string) => {
    const stored = await requests.findOne({ _id: toObjectId(id) });
    if (!stored) throw new Error('The request is gone');
    return stored;
  };

  /** What holds of every request at any time. Answers its size. */
  const expectSound = async ({ events, carries }: World, stored: Stored) => {
    const size = BSON.calculateObjectSize(stored);
    expect(size).toBeLessThanOrEqual(mostBytes);
    expect(stored.commands.length).toBeLessThanOrEqual(commandRing);
    const relayed = carries ? await look(events.beside(stored._id.toHexString())) : [];
    const seqs = [...new Set([...relayed, ...stored.tail].map(({ seq }) => seq))].toSorted((a, b) => a - b);
    expect(seqs).toEqual(Array.from({ length: stored.version }, (_, index) => index + 1));
    return size;
  };

  /** What fits the request, and now and then something that is not legal there. */
  const drawn = ({ random, clock }: World, stored: Stored) => {
    const request = fromRequestDoc(stored);
    const now = clock.now();
    const fitting = steps.filter(({ as, by }) =>
      typeof as === 'function' ? as(request) : allowedMoves(request, by, now).includes(as),
    );
    const step = random.pick(fitting.length === 0 || random.oneIn(10) ? steps : fitting);
    return { request, step };
  };

  const walk = async (world: World, moves: number) => {
    const report = async () => {
      const { id } = await world.report();
      await world.settle();
      return storedOf(id);
    };
    const cases: Stored[] = [];
    for (let index = 0; index < atOnce; index += 1) cases.push(await report());
    const tally = { written: 0, refused: 0, full: 0, biggest: 0 };
    const made = new Set<Move>();
    for (let turn = 0; tally.written < moves; turn += 1) {
      if (turn > 5 * moves) throw new Error(`Only ${tally.written} of ${turn} calls were carried out`);
      const index = world.random.int(atOnce);
      const before = cases[index];
      if (!before) throw new Error('There is no such case');
      world.clock.advance(world.random.int(10_000));
      const { request, step } = drawn(world, before);
      const others = cases.filter((other) => other !== before).map(({ _id }) => _id.toHexString());
      const code = await step.make(world, request, others).then(
        () => undefined,
        (error: unknown) => refusalShape(error).data.appCode,
      );
      await world.settle();
      const after = await storedOf(request.id);
      cases[index] = after;
      const what = `${step.by} ${String(step.as)} in ${request.status}, call ${turn}`;
      expect(code, what).not.toBe('internal');
      if (code !== undefined) {
        expect(after, what).toEqual(before);
        tally.refused += 1;
        if (code !== 'case_full') continue;
        // It takes nothing more until its relay is back: another one is reported in its place.
        tally.full += 1;
        await requests.deleteOne({ _id: before._id });
        cases[index] = await report();
        continue;
      }
      // Setting what is set already records nothing.
      if (after.version === before.version) continue;
      expect(after.version, what).toBe(before.version + 1);
      tally.written += 1;
      if (typeof step.as === 'string') made.add(step.as);
      if (step.as === 'merge') {
        // The one that it was merged into has been written too.
        for (const [at, { _id }] of cases.entries()) cases[at] = await storedOf(_id.toHexString());
      }
      tally.biggest = Math.max(tally.biggest, await expectSound(world, after));
    }
    for (const stored of cases) await expectSound(world, stored);
    return { ...tally, made, versions: cases.reduce((sum, { version }) => sum + version, 0) };
  };

  it(
    'of 700 moves, while no relay carries anything',
    async () => {
      const world = await aWorld(connection, { seed: 7, carries: false });
      const { made, ...tally } = await walk(world, 700);
      expect(tally.full).toBeGreaterThan(10);
      expect(tally.refused).toBeGreaterThan(tally.full);
      expect(made.size).toBeGreaterThan(12);
    },
    patienceMs,
  );

  it(
    'of 300 moves on the same few requests, while the relay carries',
    async () => {
      const world = await aWorld(connection, { seed: 11, carries: true });
      const { made, ...tally } = await walk(world, 300);
      expect(tally.full).toBe(0);
      expect(tally.versions).toBeGreaterThan(300);
      expect(made.size).toBeGreaterThan(9);
    },
    patienceMs,
  );
});
