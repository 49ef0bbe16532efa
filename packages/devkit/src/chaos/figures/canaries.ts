import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { seededRandom } from '../../city/random.ts';
import { parsed, query } from '../call.ts';
import {
  type Act,
  type Asked,
  arrive,
  ask,
  type Everybody,
  jobActs,
  placeMarks,
  quoteActs,
  textMarks,
} from '../canary-case.ts';
import { type Probe, probesOf, type Reader, sweep, textOf } from '../doors.ts';
import type { Figure } from '../figure.ts';
import { isJson, type Json } from '../json-schema.ts';
import { must, quoteOf } from '../must.ts';
import type { Person } from '../people.ts';
import { type OpenStream, openFeed } from '../streams.ts';
import { startWorld, type World } from '../world.ts';

/** What an idle server answers differently from call to call: how long it has been up. */
const restless: readonly string[] = ['public.status {}', 'GET /status none'];
/** A relay gathers for 20 ms. */
const relayedMs = 150;

/** Nothing of a contractor's quote reaches a rival, by whatever door, and nobody learns the place too early. */
export const canaries: Figure = {
  name: 'canaries',
  goal: 'over every procedure and REST operation, the live stream and the log: not a byte of a quote reaches anybody but its contractor and the homeowner; a rival’s replies before and after each act on it are the same byte for byte; the exact place reaches no contractor before they were chosen and have accepted',
  run: async (context) => {
    const world = await startWorld(context, { start: false, timeoutMs: 30_000 });
    const feeds: OpenStream[] = [];
    try {
      const everybody = await arrive(world, seededRandom(context.seed));
      const asked = await ask(world, everybody);
      const scan = new Scan(world, everybody);
      const heard: string[] = [];
      for (const { token } of [everybody.b, everybody.c, everybody.neighbour, everybody.official])
        feeds.push(openFeed(world.port, token, (text) => void heard.push(text)));
      await scan.prepare(asked, context.full);
      await sealed(scan, asked, context.full);
      await placed(scan, asked);
      await awarded(scan, asked, context.full);
      const all = [...scan.marks, textMarks.ofReasons, ...placeMarks];
      scan.text('live stream', heard.join(''), all);
      scan.text('log', await logOf(context.dataDir), all);
      return {
        value: `${scan.leaks.length} leaks, ${scan.changes.length} replies changed, in ${scan.replies} replies of ${scan.bytes} bytes`,
        holds:
          scan.leaks.length === 0 &&
          scan.changes.length === 0 &&
          scan.controls.length === 0 &&
          heard.length > 0,
        leaks: scan.leaks.slice(0, 10),
        changes: scan.changes.slice(0, 10),
        // Who must see them and did not: then nothing was looked for.
        unseen: scan.controls,
        ...scan.told(),
        streamBytes: heard.join('').length,
        database: world.database.version,
      };
    } finally {
      for (const feed of feeds) feed.close();
      await world.stop();
    }
  },
};

interface Watched extends Reader {
  probes: Probe[];
  replies: string[];
}

/** Asks as everybody, and keeps what is found. */
class Scan {
  readonly world: World;
  readonly everybody: Everybody;
  readonly marks: string[] = [textMarks.ofQuotes];
  readonly leaks: string[] = [];
  readonly changes: string[] = [];
  readonly controls: string[] = [];
  readonly acts: string[] = [];
  readers: Watched[];
  replies = 0;
  bytes = 0;
  private readonly ids: string[] = [];
  private requests: string[] = [];
  private openApi: Json = {};

  constructor(world: World, everybody: Everybody) {
    this.world = world;
    this.everybody = everybody;
    const { b, c, neighbour, official } = everybody;
    const reader = (name: string, role: Reader['role'], person: Person): Watched => ({
      name,
      role,
      person,
      probes: [],
      replies: [],
    });
    this.readers = [
      reader('rival', 'contractor', b),
      reader('uninvited', 'contractor', c),
      reader('neighbour', 'homeowner', neighbour),
      reader('official', 'official', official),
    ];
  }

  async prepare({ invited, published, offered }: Asked, full: boolean): Promise<void> {
    const { a, b } = this.everybody;
    const document = await this.world.caller.send({ path: '/openapi.json' });
    const openApi = document.kind === 'reply' ? parsed(document.body) : undefined;
    if (!isJson(openApi)) throw new Error('There is no /openapi.json to take the REST calls from.');
    this.openApi = openApi;
    // In a slice those alone who are nearest to the quote, and who see most.
    if (!full) this.readers = this.readers.filter(({ name }) => name === 'rival' || name === 'official');
    this.requests = full ? [invited, published, offered] : [invited];
    this.ids.push(a.id);
    for (const requestId of [invited, published])
      await must(this.world, b, ['contractor.quotes.submit', { requestId, ...quoteOf(6_000) }]);
    await this.settle();
  }

  /** An id that came up: from now on everybody asks with it. */
  readonly learn = (id: string): void => {
    this.ids.push(id);
  };

  /** Asks until nothing that the readers did themselves still shows. */
  async settle(): Promise<void> {
    for (const reader of this.readers) {
      reader.probes = probesOf(reader, { requests: this.requests, others: this.ids }, this.openApi);
      await this.sweep(reader);
      reader.replies = await this.sweep(reader);
    }
  }

  /** Everybody asks before and after; whoever is `blind` to it must not be able to tell. */
  async around(act: Act, blind: readonly string[]): Promise<void> {
    this.marks.push(...act.marks);
    this.acts.push(act.what);
    const known = this.ids.length;
    await act.make();
    await wait(relayedMs);
    for (const reader of this.readers) {
      const after = await this.sweep(reader);
      if (blind.includes(reader.name)) this.compare(act, reader, after);
      reader.replies = after;
    }
    if (this.ids.length > known) await this.settle();
  }

  private compare({ what }: Act, { name, probes, replies }: Watched, after: readonly string[]): void {
    for (const [index, probe] of probes.entries())
      if (replies[index] !== after[index] && !restless.includes(probe.what))
        this.changes.push(`${name}, ${what}: ${probe.what}, ${difference(replies[index], after[index])}`);
  }

  private async sweep(reader: Watched): Promise<string[]> {
    const replies = await sweep(this.world.caller, reader, reader.probes);
    const hidden = [
      ...this.marks,
      ...(reader.role === 'official' ? [] : [textMarks.ofReasons, ...placeMarks]),
    ];
    for (const [index, reply] of replies.entries())
      this.text(`${reader.name}, ${reader.probes[index]?.what}`, reply, hidden);
    return replies;
  }

  /** Looks for marks in what somebody was told. */
  text(where: string, text: string, marks: readonly string[]): void {
    this.replies += 1;
    this.bytes += Buffer.byteLength(text);
    const found = marks.filter((mark) => text.includes(mark));
    if (found.length > 0) this.leaks.push(`${where}: ${found.join(' ')}`);
  }

  /** Somebody who may know has to find the marks: else they are looked for in vain. */
  async control(
    person: Person,
    [path, input]: readonly [string, object],
    marks: readonly string[],
  ): Promise<void> {
    const answer = await this.world.caller.send({ ...query(path, input), token: person.token });
    const text = answer.kind === 'reply' ? textOf(answer) : '';
    for (const mark of marks) if (!text.includes(mark)) this.controls.push(`${path}: ${mark}`);
  }

  told(): Record<string, unknown> {
    const calls = Object.fromEntries(this.readers.map(({ name, probes }) => [name, probes.length]));
    return { acts: this.acts, callsASweep: calls, marks: this.marks.length + placeMarks.length };
  }
}

/** The first line in which two replies differ. */
function difference(before = '', after = ''): string {
  const [one, other] = [before.split('\n'), after.split('\n')];
  const at = Math.max(
    0,
    one.findIndex((line, index) => line !== other[index]),
  );
  return `${one[at]?.slice(0, 200)} | ${other[at]?.slice(0, 200)}`;
}

/** While quotes come in: nobody can tell that A has written, shown, revised or taken back one. */
async function sealed(scan: Scan, { invited, published }: Asked, full: boolean): Promise<void> {
  const { world, everybody } = scan;
  const blind = scan.readers.map(({ name }) => name);
  const on = (requestId: string, from: number) => quoteActs(world, everybody, { requestId, from });
  const all = full ? [...on(invited, 1), ...on(published, 11)] : on(invited, 1).slice(0, 3);
  for (const act of all) await scan.around(act, blind);
  const requestId = full ? published : invited;
  await scan.control(everybody.owner, ['homeowner.quotes.list', { requestId }], all.at(-1)?.marks ?? []);
}

/** A direct offer shows A the place only once A is bound to it. */
async function placed(scan: Scan, { offered }: Asked): Promise<void> {
  const { world, everybody } = scan;
  const { a, owner } = everybody;
  const reads = ['jobs.get', 'jobs.access', 'jobs.timeline', 'jobs.getOpen', 'workLog.list', 'quotes.get'];
  const lists = ['jobs.list', 'jobs.board', 'jobs.invitations', 'quotes.list', 'profile.get'];
  const probes: Probe[] = [
    ...reads.flatMap((name) =>
      [{ id: offered }, { requestId: offered }].map((input) => ({
        what: name,
        send: query(`contractor.${name}`, input),
      })),
    ),
    ...lists.map((name) => ({ what: name, send: query(`contractor.${name}`) })),
  ];
  const reader: Reader = { name: 'offered', role: 'contractor', person: a };
  for (const reply of await sweep(world.caller, reader, probes))
    scan.text('A before accepting', reply, placeMarks);
  await must(world, a, ['contractor.jobs.acceptOffer', { id: offered }]);
  await scan.control(a, ['contractor.jobs.access', { id: offered }], placeMarks);
  await scan.control(owner, ['homeowner.requests.get', { id: offered }], placeMarks.slice(0, 4));
}

/** A has the job: what is agreed and done from there on is between A and the homeowner. */
async function awarded(scan: Scan, { invited }: Asked, full: boolean): Promise<void> {
  const { world, everybody } = scan;
  const quotes = await world.caller.send({
    ...query('contractor.quotes.get', { requestId: invited }),
    token: everybody.a.token,
  });
  const own = quotes.kind === 'reply' ? /"id":"([0-9a-f]{24})".*?"revision":(\d+)/.exec(quotes.body) : null;
  if (!own?.[1]) throw new Error('A has no quote to accept.');
  const accepting = { id: invited, quoteId: own[1], revision: Number(own[2]) };
  await must(world, everybody.owner, ['homeowner.quotes.accept', accepting]);
  scan.learn(accepting.quoteId);
  await wait(relayedMs);
  await scan.settle();
  const acts = jobActs(world, everybody, { requestId: invited, from: 21, learn: scan.learn });
  const chosen = full ? acts : acts.filter(({ what }) => what === 'changeOrders.propose');
  for (const act of chosen) await scan.around(act, ['rival', 'uninvited', 'neighbour']);
}

/** All that the server has logged, over all of its runs. */
async function logOf(dataDir: string): Promise<string> {
  const files = (await readdir(dataDir)).filter((name) => name.startsWith('server.log'));
  const texts = await Promise.all(files.map((name) => readFile(join(dataDir, name), 'utf8')));
  return texts.join('\n');
}
