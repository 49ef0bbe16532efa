import { userIdOf } from '@pmp/api/server';
import { persona } from '@pmp/devkit/personas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pmp, startPlatform } from './platform-fixture.ts';

let platform: Awaited<ReturnType<typeof startPlatform>>;
let contractorId = '';
beforeAll(async () => {
  platform = await startPlatform();
  const { api, issuer } = platform;
  await api.deps.officials.assign(userIdOf(issuer.url, persona('official').sub), 'riverton');
  contractorId = userIdOf(issuer.url, persona('contractor').sub);
});
afterAll(() => platform.stop());

/** Runs a command that must do what it is asked, and answers what it told. */
const done = async (...args: string[]) => {
  const told = await pmp(args, { url: platform.url });
  expect(told.code, `${args.join(' ')}: ${told.err}`).toBe(0);
  await platform.api.relay.deliver();
  return told;
};
const dataOf = async (...args: string[]) => JSON.parse((await done(...args, '--json')).out) as Data;
interface Data {
  id: string;
  status: string;
  number: string;
  quotes: { id: string }[];
}

const reported = async () => {
  const place = ['--line1=12 Harbour Street', '--city=Riverton', '--postal-code=RV1 2AB'];
  const what = ['--title=Kitchen tap leaks', '--description=All night', '--category=plumbing'];
  return dataOf('requests', 'create', ...what, ...place);
};

/** In the fakes' time, on which the platform of the test stands. */
const later = (hours: number) =>
  new Date(platform.api.clock.now().getTime() + hours * 3_600_000).toISOString();

const line = '--line=labour; Change the cartridge; 2 h; 45.00 EUR';
const profile = () =>
  done(
    'profile',
    'save',
    '--name=Brook Plumbing',
    '--trade=plumbing',
    '--area=52.1,-1.5,5000',
    `--licence=plumbing; PL-2210; City of Riverton; ${later(9000)}`,
    '--capacity=9',
  );

describe('a case, told in commands', () => {
  it('goes from a published request by quote, visit and work to a paid invoice', async () => {
    expect((await done('profile', 'get')).out).toContain('none yet');
    expect((await profile()).out).toMatch(/^trades +plumbing$/m);
    const { id, number } = await reported();
    expect((await done('contractors', 'list', id)).out).toContain('Brook Plumbing');
    const invited = await done('requests', 'invite', id, '--publish', '--spend-cap=800 EUR');
    expect(invited).toMatchObject({ err: `Asked for quotes for ${number}.\n` });
    expect(invited.out).toMatch(/^spend cap +800.00 EUR$/m);

    expect((await done('jobs', 'board')).out).toContain(number);
    expect((await done('jobs', 'get-open', id)).out).not.toContain('Harbour Street');
    const content = [`--valid-until=${later(200)}`, '--lead-days=3', '--duration-days=1'];
    const quoted = await done(
      'quotes',
      'submit',
      id,
      ...content,
      line,
      '--line=tax; VAT; 1 piece; 17.10 EUR',
    );
    expect(quoted.out).toMatch(/^total +107.10 EUR$/m);
    expect(quoted.out).toContain('labour: Change the cartridge, 2 h at 45.00 EUR = 90.00 EUR');

    const [quote] = (await dataOf('requests', 'quotes', id)) as unknown as { id: string }[];
    expect((await done('requests', 'quotes', id)).out).toMatch(
      /107.10 EUR +4 days +submitted +cheapest, fastest/,
    );
    const awarded = await done('requests', 'accept', id, quote?.id ?? '', '--revision=1');
    expect(awarded.out).toMatch(/^agreed +107.10 EUR$/m);

    await done('jobs', 'offer-windows', id, '--zone=Europe/London', `--window=${later(24)}/${later(26)}`);
    await done('requests', 'confirm-window', id, `--start=${later(24)}`);
    const calendar = await done('jobs', 'calendar', `--from=${later(0)}`, `--to=${later(48)}`);
    expect(calendar.out).toContain(number);
    expect((await done('jobs', 'access', id)).out).toContain('12 Harbour Street');

    await done('jobs', 'start', id);
    await done('jobs', 'hold', id, '--because=parts', `--until=${later(72)}`);
    expect((await done('jobs', 'list', '--status=on_hold')).out).toContain(number);
    await done('jobs', 'resume', id);
    const entry = ['--kind=labour', '--text=Fitted it', '--quantity=1.5', '--unit=h', '--minutes=90'];
    await done('jobs', 'log', id, ...entry, '--price=45 EUR', `--at=${later(0)}`);
    expect(await done('requests', 'work-log', id)).toMatchObject({ err: 'In all 90 minutes, 67.50 EUR.\n' });

    await done(
      'jobs',
      'propose',
      id,
      '--reason=The valve is stuck',
      '--line=material; Valve; 1 piece; 20 EUR',
    );
    const [order] = (await dataOf('requests', 'change-orders', id)) as unknown as { id: string }[];
    expect((await done('requests', 'approve', id, order?.id ?? '')).out).toMatch(/^agreed +127.10 EUR$/m);

    const points = ['no-leaks', 'drains-run', 'valves-work', 'dry-and-clean'].map((code) => `--done=${code}`);
    const finished = ['--note=New cartridge and valve', '--cost=127.10 EUR', '--minutes=90', ...points];
    await done('jobs', 'complete', id, ...finished, '--warranty-days=365');
    await done('jobs', 'draft-invoice', id, line, '--line=material; Valve; 1 piece; 20 EUR');
    await done('jobs', 'publish-invoice', id);
    await done('requests', 'confirm', id);
    const invoice = await dataOf('requests', 'invoice', id);
    await done('requests', 'pay', id, invoice.id);
    const rated = await done('requests', 'rate', id, '--quality=5', '--time=4', '--price=4');
    expect(rated.out).toMatch(/^status +closed$/m);
    expect(rated.out).toMatch(/^rated +quality 5, time 4, price 4$/m);

    const timeline = await done('requests', 'timeline', id);
    for (const what of ['awarded', 'scheduled', 'held', 'change_order_approved', 'invoice_paid', 'rated']) {
      expect(timeline.out).toContain(what);
    }
    expect((await done('jobs', 'timeline', id)).out).not.toContain('submitted');
  });

  it('is offered without a quote, given back and stopped by the city', async () => {
    await profile();
    const { id, number } = await reported();
    await done('requests', 'offer', id, `--contractor=${contractorId}`, '--up-to=500 EUR');
    expect((await done('jobs', 'get', id)).out).toContain('shown once the offer is accepted');
    await done('jobs', 'accept-offer', id);
    await done('jobs', 'start', id);

    const stopped = await done('official', 'stop-work', id, '--reason=The wall carries the floor above');
    expect(stopped.out).toMatch(/^on hold +stop_work$/m);
    const refused = await pmp(['jobs', 'resume', id], { url: platform.url });
    expect(refused).toMatchObject({ code: 5 });
    await done('official', 'lift-stop-work', id, '--reason=An engineer has been there');
    expect((await done('official', 'priority-floor', id, 'urgent')).out).toMatch(/^floor +urgent$/m);
    expect((await done('official', 'priority-floor', id, 'none')).out).not.toMatch(/^floor/m);

    const released = await done('jobs', 'release', id, '--reason=No van this week', '--part-cost=0 EUR');
    expect(released.out).toBe(`id  ${id}\n`);
    expect(await pmp(['jobs', 'get', id], { url: platform.url })).toMatchObject({ code: 4 });
    const again = await reported();
    const merged = await done('official', 'merge', again.id, id);
    expect(merged.out).toMatch(new RegExp(`^duplicate of +${id}$`, 'm'));
    expect((await done('official', 'list', '--status=rejected')).out).toContain(again.number);
    await done('requests', 'cancel', id);
    const restored = await done('requests', 'restore', id, '--reason=It leaks again');
    expect(restored).toMatchObject({ err: `Restored ${number}.\n` });
    expect((await done('requests', 'submit', id)).out).toMatch(/^status +submitted$/m);
  });

  it('does a command once under one --command-key', async () => {
    const { id } = await reported();
    const cancel = () => done('requests', 'cancel', id, '--command-key=sold-the-house');
    expect((await cancel()).out).toBe((await cancel()).out);
  });
});

describe('what is mistyped is told before anything is sent', () => {
  const id = 'f'.repeat(24);
  const quote = [
    'quotes',
    'submit',
    id,
    '--valid-until=2099-01-01T00:00Z',
    '--lead-days=1',
    '--duration-days=1',
  ];
  it.each([
    [
      'an amount',
      ['requests', 'offer', id, '--contractor', id, '--up-to=12,50'],
      /Give an amount and its currency/,
    ],
    ['half a cent', ['requests', 'offer', id, '--contractor', id, '--up-to=12.505 EUR'], /Give an amount/],
    [
      'a time without a zone',
      ['jobs', 'hold', id, '--because=parts', '--until=2026-03-01T09:00'],
      /Give a time with/,
    ],
    [
      'a day on no calendar',
      ['jobs', 'hold', id, '--because=parts', '--until=2026-02-30T09:00Z'],
      /Give a time with/,
    ],
    ['a reason of officials', ['jobs', 'hold', id, '--because=stop_work'], /Allowed choices are parts/],
    ['a priority', ['official', 'priority-floor', id, 'soon'], /Give low, normal, high, urgent or none/],
    ['a window', ['jobs', 'offer-windows', id, '--zone=UTC', '--window=now'], /with a slash between/],
    ['no reason', ['requests', 'reopen', id], /required option '--reason <text>'/],
    ['no lines', quote, /required option '--line <line>'/],
    ['a line without a price', [...quote, '--line=labour; Work; 2 h'], /Give kind \(labour, material/],
    [
      'two currencies',
      [...quote, '--line=labour; Work; 2 h; 45 EUR', '--line=fee; Trip; 1 piece; 45 USD'],
      /all in one currency/,
    ],
  ] as const)('%s', async (_, args, sentence) => {
    const told = await pmp(args, { url: platform.url });
    expect(told).toMatchObject({ code: 2, out: '' });
    expect(told.err).toMatch(sentence);
  });
});
