import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pmp, startPlatform, type Told } from './platform-fixture.ts';

let platform: Awaited<ReturnType<typeof startPlatform>>;
beforeAll(async () => {
  platform = await startPlatform();
});
afterAll(() => platform.stop());

const here = (...args: string[]) => pmp(args, { url: platform.url });
const dataOf = ({ code, out, err }: Told): unknown => {
  expect({ code, err }).toMatchObject({ code: 0 });
  return JSON.parse(out);
};
const report = [
  'requests',
  'create',
  '--title=Tap drips',
  '--description=All night',
  '--category=plumbing',
] as const;
const address = ['--line1=12 Harbour Street', '--city=Riverton', '--postal-code=RV1 2AB'] as const;
const unknownId = 'f'.repeat(24);

describe('requests', () => {
  it('reports, lists, shows and cancels one as the local homeowner', async () => {
    const created = dataOf(await here(...report, ...address, '--priority=high', '--json'));
    expect(created).toMatchObject({ status: 'submitted', priority: 'high', address: { city: 'Riverton' } });
    const { id, number } = created as { id: string; number: string };

    const listed = await here('requests', 'list');
    expect(listed.out).toMatch(new RegExp(`^ID +NUMBER +STATUS.*\\n.*${id} +${number} +submitted`));
    expect(dataOf(await here('requests', 'list', '--json'))).toEqual([created]);

    const shown = await here('requests', 'get', id);
    expect(shown.out).toContain('address      12 Harbour Street, RV1 2AB Riverton');

    const cancelled = await here('requests', 'cancel', id, '--reason=Fixed it myself');
    expect(cancelled).toMatchObject({ code: 0, err: `Cancelled ${number}.\n` });
    expect(cancelled.out).toMatch(/^status +cancelled$/m);
    expect(dataOf(await here('requests', 'list', '--status=submitted', '--json'))).toEqual([]);

    const again = await here('requests', 'cancel', id);
    expect(again).toMatchObject({ code: 5, out: '' });
    expect(again.err).toContain('allowed now: restore');
  });

  it('keeps what each person reported apart', async () => {
    await here(...report, ...address, '--as=homeowner', '--other');
    const hers = dataOf(await here('requests', 'list', '--status=submitted', '--json'));
    const his = dataOf(await here('requests', 'list', '--other', '--json'));
    expect(hers).toEqual([]);
    expect(his).toHaveLength(1);
  });

  it('files the same request once under one --client-key', async () => {
    const file = () => here(...report, ...address, '--client-key=leak-2026', '--as=homeowner', '--json');
    expect(dataOf(await file())).toEqual(dataOf(await file()));
  });

  it('reads every page with --all, and says when it left some', async () => {
    for (let count = 0; count < 3; count++) await here(...report, ...address);
    const two = await here('requests', 'list', '--limit', '2', '--json');
    expect(dataOf(two)).toHaveLength(2);
    expect(two.err).toBe('There are more: raise --limit, or give --all.\n');
    const all = await here('requests', 'list', '--all', '--json');
    expect((dataOf(all) as unknown[]).length).toBeGreaterThan(3);
    expect(all.err).toBe('');
  });
});

describe('plans', () => {
  const boiler = [
    'plans',
    'create',
    '--title=Service the boiler',
    '--description=New filter',
    '--category=heating',
    '--rrule=FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1',
    '--zone=Europe/Berlin',
    '--starts-on=2026-01-01',
    '--lead-days=14',
  ] as const;
  const home = async () => {
    const property = { label: 'Home', kind: 'house', address: { line1: '1 A', city: 'B', postalCode: 'C1' } };
    const created = dataOf(await here('call', 'homeowner.properties.create', JSON.stringify(property)));
    return (created as { id: string }).id;
  };

  it('plans, lists and ends one', async () => {
    const propertyId = await home();
    const created = dataOf(await here(...boiler, `--property-id=${propertyId}`, '--priority=low', '--json'));
    expect(created).toMatchObject({ title: 'Service the boiler', propertyId, priority: 'low', leadDays: 14 });
    const { id, upcoming } = created as { id: string; upcoming: string[] };
    expect(upcoming[0]).toBe('2026-10-01T07:00:00.000Z');

    const listed = await here('plans', 'list');
    expect(listed.out).toMatch(new RegExp(`^ID +STATE +NEXT DUE.*\\n${id} +going on +2026-10-01`));
    expect(dataOf(await here('plans', 'list', '--json'))).toEqual([created]);

    const ended = await here('plans', 'end', id);
    expect(ended).toMatchObject({ code: 0, err: 'Ended “Service the boiler”.\n' });
    expect(ended.out).toMatch(/^state +ended$/m);
    expect(ended.out).toMatch(/^next due +never$/m);
  });

  it('plans once under one --client-key, and tells of the first date', async () => {
    const file = async () => here(...boiler, `--property-id=${propertyId}`, '--client-key=boiler-2026');
    const propertyId = await home();
    const first = await file();
    expect(first.err).toBe('Planned: next due 2026-10-01.\n');
    expect((await file()).out).toBe(first.out);
  });

  it.each([
    ['no rule', ['plans', 'create', '--title=x'], 2, /^error: required option/],
    ['half a day', [...boiler, '--property-id', unknownId, '--lead-days=1.5'], 2, /whole number of days/],
    ['another home', [...boiler, '--property-id', unknownId], 2, /propertyId: is not one of your properties/],
    ['an unknown plan', ['plans', 'end', unknownId], 4, /\S/],
  ] as const)('says what is wrong: %s', async (_, args, code, sentence) => {
    const told = await here(...args);
    expect(told).toMatchObject({ code, out: '' });
    expect(told.err).toMatch(sentence);
  });
});

describe('other commands', () => {
  it('lists categories and tells the status without any token', async () => {
    const categories = await pmp(['categories', 'list'], { url: platform.url, columns: 60 });
    expect(categories).toMatchObject({ code: 0, err: '' });
    expect(categories.out).toMatch(/^plumbing +/m);
    for (const line of categories.out.trimEnd().split('\n')) expect(line.length).toBeLessThanOrEqual(60);
    expect(dataOf(await here('status', '--json'))).toMatchObject({
      url: platform.url,
      status: 'ok',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as unknown,
    });
  });

  it('calls queries and mutations by name, with input from the argument or stdin', async () => {
    const property = {
      label: 'Home',
      kind: 'house',
      address: { line1: '1 A', city: 'Riverton', postalCode: 'RV1 2AB' },
    };
    const created = await pmp(['call', 'homeowner.properties.create', '-'], {
      url: platform.url,
      stdin: JSON.stringify(property),
    });
    expect(dataOf(created)).toMatchObject({ label: 'Home', version: 1 });
    const listed = await here('call', 'homeowner.properties.list', '{"limit":1}');
    expect(dataOf(listed)).toMatchObject({ items: [{ label: 'Home' }] });
    expect((await here('properties', 'list')).out).toMatch(/Home +house +1 A, RV1 2AB Riverton/);
    expect(dataOf(await here('call', 'public.status'))).toMatchObject({ status: 'ok' });
  });
});

describe('failures are one sentence and a code of their own', () => {
  const cases: readonly (readonly [string, readonly string[], number, RegExp])[] = [
    ['an unknown command', ['reqests'], 2, /^error: unknown command 'reqests'/],
    ['an unknown option', ['status', '--fast'], 2, /^error: unknown option '--fast'/],
    ['a missing option', ['requests', 'create'], 2, /^error: required option '--title <text>'/],
    ['a wrong number', ['requests', 'list', '--limit', '0'], 2, /Give a whole number from 1/],
    ['an unknown state', ['requests', 'list', '--status', 'open'], 2, /Allowed choices are draft, submitted/],
    ['no place', [...report], 2, /^Say where: --line1, --city and --postal-code, or --property-id\.$/m],
    [
      'two places',
      [...report, ...address, '--property-id', unknownId],
      2,
      /^Give either --property-id or an address/,
    ],
    ['half a point', [...report, ...address, '--lat', '52'], 2, /^--lat and --lon go together\.$/m],
    ['input that is not JSON', ['call', 'public.status', '{'], 2, /^The input is not JSON: /],
    ['a name with a slash', ['call', '../config.json'], 2, /is not the name of a procedure/],
    ['a mistyped procedure', ['call', 'public.statsu'], 4, /^No procedure found on path "public.statsu"\.$/m],
    ['an unknown request', ['requests', 'get', unknownId], 4, /\S/],
    ['another role', ['requests', 'list', '--as', 'contractor'], 3, /^Only a homeowner may do this \(/],
    ['a token that says nothing', ['requests', 'list', '--token', 'x'], 3, /^Sign in first \(give a token/],
    ['--token with --as', ['status', '--token', 'x', '--as', 'official'], 2, /exclude each other/],
    ['an address that is none', ['status', '--url', 'localhost'], 2, /is not an http or https address/],
    [
      '--as far away',
      ['status', '--url', 'https://pmp.example', '--as', 'official'],
      2,
      /for a stack on this machine/,
    ],
  ];
  it.each(cases)('%s', async (_name, args, code, sentence) => {
    const told = await here(...args);
    expect(told).toMatchObject({ code, out: '' });
    expect(told.err).toMatch(sentence);
    expect(told.err).not.toMatch(/\n\s+at |node_modules/);
  });

  it('faulty fields are listed below', async () => {
    const told = await here(
      'requests',
      'create',
      '--title=x',
      '--description=y',
      '--category=No',
      ...address,
    );
    expect(told.code).toBe(2);
    expect(told.err).toMatch(
      /^Some fields need attention:\n {2}title: .+\n {2}category: must be a category code\n$/,
    );
  });

  it('nobody there', async () => {
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    const url = `http://127.0.0.1:${port}`;
    const open = await pmp(['status'], { url });
    expect(open).toMatchObject({ code: 6, out: '' });
    expect(open.err).toBe(`The platform at ${url} cannot be reached: is it running? (npm start, --url)\n`);
    const signedIn = await pmp(['requests', 'list'], { url });
    expect(signedIn).toMatchObject({
      code: 6,
      err: `${url} cannot be reached: is it running? (npm start, --url)\n`,
    });
  });

  it('somebody else there', async () => {
    const told = await here('status', '--url', platform.issuer.url);
    expect(told).toMatchObject({ code: 6, out: '' });
    expect(told.err).toMatch(/^What answers at http:\S+ is not the platform \(HTTP 404\)/);
  });
});

describe('who calls', () => {
  it('is whom the token says, before any persona', async () => {
    const token = await platform.issuer.mint({ persona: 'carlos' });
    expect(await pmp(['requests', 'list'], { url: platform.url, token })).toMatchObject({ code: 3 });
    const chosen = await pmp(['requests', 'list', '--as', 'homeowner'], { url: platform.url, token });
    expect(chosen.code).toBe(0);
  });

  it('is nobody on a stack with a real issuer, and --as is refused there', async () => {
    platform.announceIssuer('https://login.example/');
    const plain = await here('requests', 'list');
    const forced = await here('requests', 'list', '--as', 'homeowner');
    platform.announceIssuer(platform.issuer.url);
    expect(plain).toMatchObject({ code: 3 });
    expect(forced).toMatchObject({ code: 2 });
    expect(forced.err).toMatch(/^--as needs the local issuer/);
  });
});

describe('the program itself', () => {
  const main = join(import.meta.dirname, '../src/main.ts');
  const spawn = (args: readonly string[], env: Record<string, string>) =>
    new Promise<Told>((resolve) => {
      execFile(process.execPath, [main, ...args], { env }, (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
      );
    });

  it('finds the running stack in its lock, and keeps stdout for data', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'pmp-cli-'));
    await writeFile(join(dir, 'lock'), JSON.stringify({ url: platform.url, pid: 1 }));
    const env = { PMP_DATA_DIR: dir };
    const status = await spawn(['status', '--json'], env);
    const mistake = await spawn(['status', '--fast'], env);
    await rm(dir, { recursive: true });
    expect(dataOf(status)).toMatchObject({ url: platform.url });
    expect(mistake).toMatchObject({ code: 2, out: '' });
  });

  it('takes PMP_URL and PMP_TOKEN', async () => {
    const token = await platform.issuer.mint({ persona: 'henry' });
    const told = await spawn(['requests', 'list', '--json', '--all'], {
      PMP_URL: platform.url,
      PMP_TOKEN: token,
    });
    expect(dataOf(told)).toBeInstanceOf(Array);
  });

  it.each([[[]], [['requests']], [['requests', 'create']], [['call']]])(
    'helps with %j --help',
    async (args) => {
      const told = await here(...args, '--help');
      expect(told).toMatchObject({ code: 0, err: '' });
      expect(told.out).toMatch(/^Usage: pmp/);
      expect(told.out).toContain('--url <address>');
    },
  );
});
