import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { claimsOf, headerOf, type Mint, mintToken, tokenCases } from '../../test/token-cases.ts';
import { createSigner, signToken } from '../../test/token-mint.ts';
import { importPublicKey, parseKeySet } from './key-set.ts';
import { createKeyStore, KeysUnavailable } from './key-store.ts';
import { type RefusalReason, refusals } from './principal.ts';
import { createVerifier, type VerifierOptions } from './verify-token.ts';

const NOW = Date.parse('2026-11-22T12:00:00.900Z');
const mint: Mint = {
  issuer: 'https://issuer.test/',
  audience: 'https://api.pmp.localhost',
  rolesClaim: 'https://pmp.example/roles',
  now: Math.floor(NOW / 1_000),
  signer: createSigner('key-1'),
  impostor: createSigner('key-1'),
};

let asked: string[] = [];
let revision = 0;
let key: Awaited<ReturnType<typeof importPublicKey>>;
beforeAll(async () => {
  const [parsed] = parseKeySet({ keys: [mint.signer.jwk] });
  key = await importPublicKey(parsed ?? expect.fail('no key'));
});

function setUp(options: Partial<VerifierOptions> = {}) {
  let now = NOW;
  let monotonic = 0;
  asked = [];
  const verifier = createVerifier({
    issuer: mint.issuer,
    audience: mint.audience,
    rolesClaim: mint.rolesClaim,
    algorithms: ['RS256'],
    clock: { now: () => new Date(now) },
    monotonic: () => monotonic,
    keyStore: {
      key: (kid) => {
        asked.push(kid);
        return Promise.resolve(kid === mint.signer.kid ? key : undefined);
      },
      get revision() {
        return revision;
      },
    },
    ...options,
  });
  return {
    verify: (token: string) => verifier.authenticate([`Bearer ${token}`]),
    verifier,
    pass: (ms: number) => {
      now += ms;
      monotonic += ms;
    },
    shiftWallClock: (ms: number) => {
      now += ms;
    },
  };
}

describe('every token', () => {
  it.each(tokenCases.map((tokenCase) => [tokenCase.name, tokenCase] as const))(
    '%s',
    async (_name, { headers, expected }) => {
      const { verifier } = setUp();
      const outcome = await verifier.authenticate(headers(mint));
      if (expected === 'anonymous') expect(outcome).toEqual({ kind: 'anonymous' });
      else if (typeof expected === 'string') {
        const scheme = expected === refusals.oneToken ? 'invalid_request' : 'invalid_token';
        expect(outcome).toEqual({ kind: 'refused', reason: expected, scheme });
      } else expect(outcome).toMatchObject({ kind: 'principal', principal: { roles: expected } });
      expect(({} as { roles?: unknown }).roles).toBeUndefined();
    },
  );

  it('has a name of its own', () => {
    expect(new Set(tokenCases.map(({ name }) => name)).size).toBe(tokenCases.length);
  });

  it('is refused in one of six phrases', () => {
    // Two Authorization headers are a bad request, not a bad token.
    const { oneToken: _, ...ofTokens } = refusals;
    const phrases = new Set<RefusalReason>(Object.values(ofTokens));
    expect(phrases.size).toBeLessThanOrEqual(6);
  });
});

describe('the principal', () => {
  it('is ours alone: an opaque id, roles, expiry, name', async () => {
    const outcome = await setUp().verify(
      mintToken(mint, { name: ' Hannah Berg ', email: 'hannah@example.org', scope: 'x' }),
    );
    const sub = 'auth0|pmp-hannah';
    const userId = createHash('sha256').update(`https://issuer.test/\n${sub}`).digest('hex').slice(0, 24);
    expect(outcome).toStrictEqual({
      kind: 'principal',
      principal: {
        userId,
        roles: ['homeowner'],
        expiresAt: new Date((mint.now + 3_600) * 1_000),
        name: 'Hannah Berg',
      },
    });
    expect(JSON.stringify(outcome)).not.toContain(sub);
  });

  it.each([1, '', ' ', 'a\nb', 'x'.repeat(101), null])('has no name from %j', async (name) => {
    const outcome = await setUp().verify(mintToken(mint, { name }));
    expect(outcome.kind === 'principal' && 'name' in outcome.principal).toBe(false);
    expect(outcome.kind).toBe('principal');
  });

  it('cannot be changed', async () => {
    const outcome = await setUp().verify(mintToken(mint));
    if (outcome.kind !== 'principal') expect.fail();
    expect(Object.isFrozen(outcome.principal) && Object.isFrozen(outcome.principal.roles)).toBe(true);
  });

  it('comes only from listed applications, when there is a list', async () => {
    const { verify } = setUp({ clientIds: ['pmp-web'] });
    const kinds: string[] = [];
    for (const claims of [
      { azp: 'pmp-web' },
      { client_id: 'pmp-web' },
      {},
      { azp: 'x' },
      { azp: 'x', client_id: 'pmp-web' },
      { azp: ['pmp-web'] },
    ]) {
      kinds.push((await verify(mintToken(mint, claims))).kind);
    }
    expect(kinds).toEqual(['principal', 'principal', 'refused', 'refused', 'refused', 'refused']);
  });
});

describe('keys', () => {
  it('are not asked for by tokens that are too long, malformed, unsigned or foreign', async () => {
    const { verify } = setUp();
    for (const token of [
      mintToken(mint, { filler: 'x'.repeat(8 * 1024) }),
      'a.b.c',
      mintToken(mint, { iss: 'https://elsewhere.test/' }),
      mintToken(mint, {}, { alg: 'none' }),
      mintToken(mint, {}, { alg: 'HS256' }),
      mintToken(mint, {}, { kid: undefined }),
    ]) {
      expect(await verify(token)).toMatchObject({ kind: 'refused' });
    }
    expect(asked).toEqual([]);
  });

  it('out of reach make no refusal', async () => {
    const keyStore = { revision: 0, key: () => Promise.reject(new KeysUnavailable(7)) };
    expect(await setUp({ keyStore }).verify(mintToken(mint))).toEqual({
      kind: 'unavailable',
      retryAfterSeconds: 7,
    });
  });

  it('that break are a fault of ours, not of the token', async () => {
    const keyStore = { revision: 0, key: () => Promise.reject(new RangeError('bug')) };
    await expect(setUp({ keyStore }).verify(mintToken(mint))).rejects.toThrow('bug');
  });
});

describe('a verified token', () => {
  it('is remembered for less than 60 s', async () => {
    const { verify, pass } = setUp();
    const token = mintToken(mint);
    const first = await verify(token);
    pass(59_999);
    expect(await verify(token)).toEqual(first);
    expect(asked).toHaveLength(1);
    pass(1);
    expect(await verify(token)).toEqual(first);
    expect(asked).toHaveLength(2);
  });

  it('is not remembered past its expiry', async () => {
    const { verify, shiftWallClock } = setUp();
    const token = mintToken(mint, { exp: mint.now + 10 });
    await verify(token);
    shiftWallClock(9_099);
    await verify(token);
    expect(asked).toHaveLength(1);
    shiftWallClock(1);
    // Within the tolerance it is good still, but looked at again.
    expect(await verify(token)).toMatchObject({ kind: 'principal' });
    expect(asked).toHaveLength(2);
    shiftWallClock(5_000);
    expect(await verify(token)).toMatchObject({ kind: 'refused', reason: refusals.expired });
  });

  it('is looked at again once a key was removed', async () => {
    const { verify } = setUp();
    await verify(mintToken(mint));
    revision++;
    await verify(mintToken(mint));
    expect(asked).toHaveLength(2);
  });

  it('vouches for its own bytes only', async () => {
    const { verify } = setUp();
    const token = mintToken(mint);
    await verify(token);
    const forged = signToken(mint.impostor, headerOf(mint), claimsOf(mint));
    expect(await verify(forged)).toMatchObject({ kind: 'refused', reason: refusals.signature });
  });

  it('makes room for the 10,001st', async () => {
    const { createVerifiedTokens } = await import('./verified-tokens.ts');
    const tokens = createVerifiedTokens({
      clock: { now: () => new Date(0) },
      monotonic: () => 0,
      keys: { revision: 0 },
    });
    const principal = { userId: '0'.repeat(24), roles: [], expiresAt: new Date(1) };
    for (let index = 0; index <= 10_000; index++) tokens.add(String(index), principal, 0);
    expect(tokens.get('0')).toBeUndefined();
    expect(tokens.get('1')).toBe(principal);
    expect(tokens.get('10000')).toBe(principal);
  });
});

describe('a verifier', () => {
  it.each([
    [{ issuer: '' }],
    [{ audience: '' }],
    [{ rolesClaim: '' }],
    [{ algorithms: [] }],
    [{ algorithms: ['HS256'] }],
    [{ algorithms: ['RS256', 'none'] }],
  ])('is not made from %j', (options) => {
    expect(() => setUp(options)).toThrow(TypeError);
  });

  it('takes the key store as it is', async () => {
    const fetch = () => Promise.resolve(Response.json({ keys: [mint.signer.jwk] }));
    const noMetadata: typeof globalThis.fetch = (url) =>
      url instanceof URL && url.pathname.endsWith('jwks.json')
        ? fetch()
        : Promise.resolve(new Response('', { status: 404 }));
    const keyStore = createKeyStore({
      issuer: mint.issuer,
      fetch: noMetadata,
      clock: { now: () => new Date(NOW) },
    });
    expect(await setUp({ keyStore }).verify(mintToken(mint))).toMatchObject({ kind: 'principal' });
  });
});
