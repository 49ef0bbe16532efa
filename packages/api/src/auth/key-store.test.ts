import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSigner, type Signer } from '../../test/token-mint.ts';
import { createKeyStore, type KeyStoreOptions, KeysUnavailable } from './key-store.ts';
import type { RememberedKeySet } from './remembered-keys.ts';

const ISSUER = 'https://issuer.test/';
const one = createSigner('one');
const two = createSigner('two');
const otherOne = createSigner('one');
const weak = createSigner('weak', 1_024);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

type Reply = () => Response | Promise<Response>;
const set = (...signers: Signer[]) => Response.json({ keys: signers.map(({ jwk }) => jwk) });
const publicPart = ({ kid, jwk }: Signer) => ({ kid, n: jwk['n'], e: jwk['e'] });

/** An issuer whose answers a test changes, and a store whose clocks it moves. */
function setUp(options: Partial<KeyStoreOptions> = {}) {
  let now = Date.parse('2026-11-22T12:00:00Z');
  let monotonic = 5_000;
  const fetched: string[] = [];
  const failures: unknown[] = [];
  const issuer = {
    metadata: (() => Response.json({ issuer: ISSUER, jwks_uri: `${ISSUER}jwks` })) as Reply,
    jwks: (() => set(one)) as Reply,
  };
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    expect(init).toMatchObject({ redirect: 'error', signal: expect.any(AbortSignal) });
    if (url.endsWith('openid-configuration')) return issuer.metadata();
    fetched.push(url);
    return issuer.jwks();
  };
  const store = createKeyStore({
    issuer: ISSUER,
    fetch,
    monotonic: () => monotonic,
    clock: { now: () => new Date(now) },
    random: () => 0,
    onFailure: (error) => failures.push(error),
    ...options,
  });
  return {
    store,
    issuer,
    fetched,
    failures,
    pass: (ms: number) => {
      monotonic += ms;
      now += ms;
    },
    shiftWallClock: (ms: number) => {
      now += ms;
    },
    /** Lets a refresh that nobody waits for come to its end. */
    settle: () => new Promise((resolve) => setTimeout(resolve, 20)),
  };
}

const down: Reply = () => Promise.reject(new TypeError('fetch failed'));

afterEach(() => {
  vi.useRealTimers();
});

describe('at boot', () => {
  const page = new Response('<html>', { headers: { 'content-type': 'text/html' } });
  it.each<readonly [string, Reply]>([
    ['down', down],
    ['answering 500', () => new Response('', { status: 500 })],
    ['answering HTML', () => page.clone()],
    [
      'redirecting',
      () => new Response('', { status: 302, headers: { location: 'https://elsewhere.test/' } }),
    ],
    ['answering 204', () => new Response(null, { status: 204 })],
    [
      'answering more than 256 KiB',
      () => new Response(JSON.stringify({ keys: [one.jwk], pad: 'x'.repeat(256 * 1024) })),
    ],
    ['answering without keys', () => Response.json({ keys: [] })],
    ['answering a list', () => Response.json([one.jwk])],
    ['answering null', () => Response.json(null)],
    ['answering 21 keys', () => Response.json({ keys: Array.from({ length: 21 }, () => one.jwk) })],
    ['answering a weak key', () => set(weak)],
  ])('J1, J2: an issuer %s makes tokens undecidable, and heals alone', async (_name, reply) => {
    const { store, issuer, pass, fetched } = setUp();
    issuer.jwks = reply;
    await expect(store.key('one')).rejects.toThrow(expect.objectContaining({ retryAfterSeconds: 10 }));
    expect(store.age()).toBeUndefined();
    issuer.jwks = () => set(one);
    pass(9_999);
    await expect(store.key('one')).rejects.toThrow(expect.objectContaining({ retryAfterSeconds: 1 }));
    expect(fetched).toHaveLength(1);
    pass(1);
    expect(await store.key('one')).toBeDefined();
    expect(store.age()).toBe(0);
  });

  it('J7: fifty first requests make one fetch', async () => {
    const { store, fetched } = setUp();
    const keys = await Promise.all(Array.from({ length: 50 }, () => store.key('one')));
    expect(new Set(keys).size).toBe(1);
    expect(fetched).toHaveLength(1);
  });

  it('a started store reads the keys without a request, and retries while it has none', async () => {
    vi.useFakeTimers();
    const { store, issuer, fetched, pass } = setUp();
    issuer.jwks = down;
    const stop = store.start();
    for (let second = 0; second < 20; second += 5) {
      pass(5 * SECOND);
      await vi.advanceTimersByTimeAsync(5 * SECOND);
    }
    expect(fetched).toHaveLength(3);
    issuer.jwks = () => set(one);
    pass(10 * SECOND);
    await vi.advanceTimersByTimeAsync(5 * SECOND);
    vi.useRealTimers();
    await expect.poll(() => store.age()).toBe(0);
    stop();
  });
});

describe('where the keys are', () => {
  it.each([
    ['another issuer', { issuer: 'https://issuer.test', jwks_uri: `${ISSUER}jwks` }],
    ['no jwks_uri', { issuer: ISSUER }],
    ['a jwks_uri that is no URL', { issuer: ISSUER, jwks_uri: 'jwks' }],
    ['a plain http jwks_uri elsewhere', { issuer: ISSUER, jwks_uri: 'http://keys.test/jwks' }],
    ['a jwks_uri with credentials', { issuer: ISSUER, jwks_uri: 'https://a:b@issuer.test/jwks' }],
    ['a file', { issuer: ISSUER, jwks_uri: 'file:///etc/passwd' }],
  ])('is not taken from metadata with %s', async (_name, metadata) => {
    const { store, issuer, fetched } = setUp();
    issuer.metadata = () => Response.json(metadata);
    await expect(store.key('one')).rejects.toThrow(KeysUnavailable);
    expect(fetched).toEqual([]);
  });

  it('is another https host when the metadata says so', async () => {
    const { store, issuer, fetched } = setUp();
    issuer.metadata = () => Response.json({ issuer: ISSUER, jwks_uri: 'https://keys.test/jwks' });
    await store.key('one');
    expect(fetched).toEqual(['https://keys.test/jwks']);
  });

  it("is Auth0's place when there is no metadata", async () => {
    const { store, issuer, fetched } = setUp();
    issuer.metadata = () => new Response('', { status: 404 });
    await store.key('one');
    expect(fetched).toEqual([`${ISSUER}.well-known/jwks.json`]);
  });

  it('is asked again after a failure', async () => {
    const { store, issuer, fetched, pass } = setUp();
    issuer.jwks = () => new Response('', { status: 404 });
    await expect(store.key('one')).rejects.toThrow(KeysUnavailable);
    issuer.metadata = () => Response.json({ issuer: ISSUER, jwks_uri: `${ISSUER}moved` });
    issuer.jwks = () => set(one);
    pass(10 * SECOND);
    await store.key('one');
    expect(fetched).toEqual([`${ISSUER}jwks`, `${ISSUER}moved`]);
  });
});

describe('which keys', () => {
  it('only RSA keys for RS256 signatures with a kid and 2,048 bits or more', async () => {
    const { store, issuer } = setUp();
    const { jwk } = two;
    const variants: readonly Record<string, unknown>[] = [
      { kid: 'enc', use: 'enc' },
      { kid: 'alg', alg: 'PS256' },
      { kid: 'kty', kty: 'EC', crv: 'P-256', x: 'x', y: 'y' },
      { kid: 'oct', kty: 'oct', k: 'c2VjcmV0' },
      { kid: 'n', n: 1 },
      { kid: 'e', e: undefined },
      { kid: 'padded', n: `${'A'.repeat(400)}${String(weak.jwk['n'])}` },
      { kid: '' },
      { kid: undefined },
      { kid: 'bare', use: undefined, alg: undefined },
    ];
    const keys = [...variants.map((variant) => ({ ...jwk, ...variant })), null, 'x', weak.jwk, one.jwk];
    issuer.jwks = () => Response.json({ keys });
    const found: string[] = [];
    for (const kid of [
      'enc',
      'alg',
      'kty',
      'oct',
      'n',
      'e',
      'padded',
      '',
      'undefined',
      'weak',
      'bare',
      'one',
    ]) {
      if ((await store.key(kid)) !== undefined) found.push(kid);
    }
    expect(found).toEqual(['bare', 'one']);
  });
});

describe('while running', () => {
  it('J3: stale keys serve while the issuer is away, for 24 h and no longer', async () => {
    const { store, issuer, pass, settle } = setUp();
    const key = await store.key('one');
    issuer.jwks = down;
    pass(HOUR);
    expect(await store.key('one')).toBe(key);
    await settle();
    pass(23 * HOUR);
    expect(await store.key('one')).toBe(key);
    expect(store.age()).toBe(24 * HOUR);
    await settle();
    pass(1);
    expect(store.age()).toBeUndefined();
    await expect(store.key('one')).rejects.toThrow(KeysUnavailable);
    issuer.jwks = () => set(one);
    pass(10 * SECOND);
    expect(await store.key('one')).toBe(key);
  });

  it('J3: a refresh is not waited for', async () => {
    const { store, issuer, pass } = setUp();
    await store.key('one');
    issuer.jwks = () => new Promise(() => {});
    pass(11 * MINUTE);
    expect(await store.key('one')).toBeDefined();
  });

  it('J2: an empty or malformed set never replaces a good one', async () => {
    const { store, issuer, pass, settle, fetched } = setUp();
    await store.key('one');
    for (const reply of [{ keys: [] }, { keys: [weak.jwk] }, [], 'x', { keys: [{ ...two.jwk, n: '' }] }]) {
      issuer.jwks = () => Response.json(reply);
      pass(11 * MINUTE);
      expect(await store.key('one')).toBeDefined();
      await settle();
    }
    expect(fetched).toHaveLength(6);
    expect(await store.key('one')).toBeDefined();
  });

  it('refreshes after 590 s, up to 60 s sooner by jitter', async () => {
    for (const [random, age] of [
      [0, 590 * SECOND],
      [1, 530 * SECOND],
    ] as const) {
      const { store, pass, fetched, settle } = setUp({ random: () => random });
      await store.key('one');
      pass(age - 1);
      await store.key('one');
      expect(fetched).toHaveLength(1);
      pass(1);
      await store.key('one');
      expect(fetched).toHaveLength(2);
      await settle();
      expect(store.age()).toBe(0);
    }
  });

  it('J4: an unknown kid makes one fetch, and none again for 60 s', async () => {
    const { store, fetched, pass } = setUp();
    await store.key('one');
    pass(10 * SECOND);
    expect(await store.key('junk')).toBeUndefined();
    expect(fetched).toHaveLength(2);
    pass(59_999);
    expect(await store.key('junk')).toBeUndefined();
    expect(fetched).toHaveLength(2);
    pass(1);
    expect(await store.key('junk')).toBeUndefined();
    expect(fetched).toHaveLength(3);
  });

  it('J5: 200 random kids make at most one fetch in 10 s', async () => {
    const { store, fetched, pass } = setUp();
    await store.key('one');
    for (let index = 0; index < 200; index++) {
      pass(100);
      expect(await store.key(`junk-${index}`)).toBeUndefined();
    }
    expect(fetched).toHaveLength(3);
  });

  it('an unknown kid is undecidable while the issuer is away, known ones are not', async () => {
    const { store, issuer, pass } = setUp();
    await store.key('one');
    issuer.jwks = down;
    pass(10 * SECOND);
    await expect(store.key('two')).rejects.toThrow(KeysUnavailable);
    expect(await store.key('one')).toBeDefined();
    issuer.jwks = () => set(one, two);
    pass(10 * SECOND);
    expect(await store.key('two')).toBeDefined();
  });

  it('J8: a planned rotation loses neither key', async () => {
    const { store, issuer, pass, settle } = setUp();
    issuer.jwks = () => set(one, two);
    const [first, second] = [await store.key('one'), await store.key('two')];
    issuer.jwks = () => set(two, createdLater);
    pass(10 * MINUTE);
    expect(await store.key('one')).toBe(first);
    await settle();
    expect(await store.key('two')).toBe(second);
    expect(await store.key('later')).toBeDefined();
  });
  const createdLater = createSigner('later');

  it('J9: a new kid is taken within 10 s of its first sight', async () => {
    const { store, issuer, pass } = setUp();
    await store.key('one');
    issuer.jwks = () => set(one, two);
    pass(1);
    expect(await store.key('two')).toBeUndefined();
    pass(9_999);
    expect(await store.key('two')).toBeDefined();
  });

  it('J10: a removed key is out within 10 min, without traffic, and what it vouched for with it', async () => {
    const { store, issuer, pass, settle } = setUp();
    const timers = vi.spyOn(globalThis, 'setInterval');
    const stop = store.start();
    await settle();
    const check = timers.mock.calls[0]?.[0] ?? expect.fail('no timer');
    timers.mockRestore();
    const { revision } = store;
    issuer.jwks = () => set(two);
    for (let waited = 0; waited < 10 * MINUTE; waited += 5 * SECOND) {
      pass(5 * SECOND);
      check();
    }
    await settle();
    expect(await store.key('one')).toBeUndefined();
    expect(store.revision).toBeGreaterThan(revision);
    stop();
  });

  it('takes a changed key under the same kid', async () => {
    const { store, issuer, pass, settle } = setUp();
    const before = await store.key('one');
    issuer.jwks = () => set(otherOne);
    pass(10 * MINUTE);
    await store.key('one');
    await settle();
    expect(await store.key('one')).not.toBe(before);
    expect(store.revision).toBe(1);
  });

  it('keeps its revision while keys only come', async () => {
    const { store, issuer, pass, settle } = setUp();
    await store.key('one');
    issuer.jwks = () => set(one, two);
    pass(10 * MINUTE);
    await store.key('one');
    await settle();
    expect(await store.key('two')).toBeDefined();
    expect(store.revision).toBe(0);
  });

  it('J13: the wall clock ages nothing', async () => {
    const { store, fetched, shiftWallClock } = setUp();
    await store.key('one');
    for (const shift of [HOUR, -2 * HOUR, 48 * HOUR]) {
      shiftWallClock(shift);
      expect(await store.key('one')).toBeDefined();
    }
    expect(fetched).toHaveLength(1);
    expect(store.age()).toBe(0);
  });
});

describe('remembered keys', () => {
  const readAt = '2026-11-22T11:00:00.000Z';
  const saved: RememberedKeySet = {
    issuer: ISSUER,
    readAt,
    keys: [publicPart(one)] as RememberedKeySet['keys'],
  };
  const memory = (content: unknown) => {
    const saves: RememberedKeySet[] = [];
    return {
      saves,
      load: () => Promise.resolve(content),
      save: (keys: RememberedKeySet) => {
        saves.push(keys);
        return Promise.resolve();
      },
    };
  };

  it('are saved with each good set, public parts only', async () => {
    const remembered = memory(undefined);
    await setUp({ remembered }).store.key('one');
    expect(remembered.saves).toEqual([{ ...saved, readAt: '2026-11-22T12:00:00.000Z' }]);
  });

  it('verify after a restart in an outage, until they are 24 h old', async () => {
    const { store, issuer, pass } = setUp({ remembered: memory(JSON.parse(JSON.stringify(saved))) });
    issuer.jwks = down;
    expect(await store.key('one')).toBeDefined();
    expect(store.age()).toBe(HOUR);
    pass(23 * HOUR);
    expect(await store.key('one')).toBeDefined();
    pass(1);
    await expect(store.key('one')).rejects.toThrow(KeysUnavailable);
  });

  it('give way to the issuer', async () => {
    const { store, issuer } = setUp({ remembered: memory(saved) });
    issuer.jwks = () => set(two);
    expect(await store.key('two')).toBeDefined();
    expect(await store.key('one')).toBeUndefined();
  });

  it.each([
    ['nothing', undefined],
    ['a string', 'x'],
    ['another issuer', { ...saved, issuer: 'https://other.test/' }],
    ['no date', { ...saved, readAt: undefined }],
    ['a wrong date', { ...saved, readAt: 'yesterday' }],
    ['a date 24 h and 1 ms ago', { ...saved, readAt: '2026-11-21T11:59:59.999Z' }],
    ['a date more than 24 h ahead', { ...saved, readAt: '2026-11-24T12:00:00.000Z' }],
    ['no keys', { ...saved, keys: [] }],
    ['keys that are none', { ...saved, keys: [1, null, { kid: 'one' }] }],
    ['a weak key', { ...saved, keys: [publicPart(weak)] }],
  ])('with %s are not used', async (_name, content) => {
    const { store, issuer } = setUp({ remembered: memory(content) });
    issuer.jwks = down;
    await expect(store.key('one')).rejects.toThrow(KeysUnavailable);
  });

  it('out of reach change nothing', async () => {
    const broken = {
      load: () => Promise.reject(new Error('disk')),
      save: () => Promise.reject(new Error('disk')),
    };
    const { store, issuer, pass, failures, settle } = setUp({ remembered: broken });
    issuer.jwks = down;
    await expect(store.key('one')).rejects.toThrow(KeysUnavailable);
    issuer.jwks = () => set(one);
    pass(10 * SECOND);
    expect(await store.key('one')).toBeDefined();
    await settle();
    expect(failures.map(String)).toEqual(['TypeError: fetch failed', 'Error: disk', 'Error: disk']);
  });
});
