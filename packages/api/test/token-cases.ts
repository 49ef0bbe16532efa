import { type RefusalReason, refusals } from '../src/auth/principal.ts';
import { base64url, type Signer, signToken, signWithSecret } from './token-mint.ts';

/** What a case may use to make its token. `now` is in whole seconds. */
export interface Mint {
  readonly issuer: string;
  readonly audience: string;
  readonly rolesClaim: string;
  readonly now: number;
  readonly signer: Signer;
  /** Same kid, another key. */
  readonly impostor: Signer;
}

export interface TokenCase {
  readonly name: string;
  /** The Authorization headers to send. */
  readonly headers: (mint: Mint) => readonly string[];
  /** Roles when it must be accepted, else how it must be refused. */
  readonly expected: readonly string[] | 'anonymous' | RefusalReason;
}

type Claims = Record<string, unknown>;

export const headerOf = ({ signer }: Mint): Claims => ({ alg: 'RS256', typ: 'at+jwt', kid: signer.kid });
export const claimsOf = ({ issuer, audience, rolesClaim, now }: Mint): Claims => ({
  iss: issuer,
  sub: 'auth0|pmp-hannah',
  aud: audience,
  iat: now,
  exp: now + 3_600,
  [rolesClaim]: ['homeowner'],
});

/** A good token, but for the changes given; `undefined` leaves one out. */
export function mintToken(mint: Mint, claims: Claims = {}, header: Claims = {}): string {
  return signToken(mint.signer, { ...headerOf(mint), ...header }, { ...claimsOf(mint), ...claims });
}

const ok = ['homeowner'];
const token = (name: string, expected: TokenCase['expected'], make: (mint: Mint) => string): TokenCase => ({
  name,
  expected,
  headers: (mint) => [`Bearer ${make(mint)}`],
});
const claim = (
  name: string,
  expected: TokenCase['expected'],
  change: Claims | ((mint: Mint) => Claims),
): TokenCase =>
  token(name, expected, (mint) => mintToken(mint, typeof change === 'function' ? change(mint) : change));
const header = (name: string, expected: TokenCase['expected'], change: Claims): TokenCase =>
  token(name, expected, (mint) => mintToken(mint, {}, change));
const raw = (name: string, expected: TokenCase['expected'], headers: TokenCase['headers']): TokenCase => ({
  name,
  expected,
  headers,
});

const schemes: readonly TokenCase[] = [
  raw('no header', 'anonymous', () => []),
  ...['', 'Bearer', 'Bearer ', 'Basic dXNlcjpwYXNz', 'DPoP abc', 'Bearerabc', 'Token Bearer x'].map((value) =>
    raw(`the header "${value}"`, 'anonymous', () => [value]),
  ),
  ...['bearer', 'BEARER', 'Bearer  '].map((scheme) =>
    raw(`the scheme "${scheme}"`, ok, (mint) => [`${scheme} ${mintToken(mint)}`]),
  ),
  raw('two headers', refusals.oneToken, (mint) => [`Bearer ${mintToken(mint)}`, `Bearer ${mintToken(mint)}`]),
  raw('two headers, one of another scheme', refusals.oneToken, (mint) => [
    'Basic x',
    `Bearer ${mintToken(mint)}`,
  ]),
  raw('two tokens in one header', refusals.malformed, (mint) => [
    `Bearer ${mintToken(mint)}, Bearer ${mintToken(mint)}`,
  ]),
  raw('a tab after the scheme', refusals.malformed, (mint) => [`Bearer\t${mintToken(mint)}`]),
];

const shapes: readonly TokenCase[] = [
  ...['abc', 'a.b', 'a.b.c', 'a.b.c.d', 'a.b.c.d.e', '...', '..', '.a.', 'a b', 'é.é.é', 'a.b.c\n'].map(
    (text) => token(`the text ${JSON.stringify(text)}`, refusals.malformed, () => text),
  ),
  token('padding', refusals.malformed, (mint) => `${mintToken(mint)}==`),
  token('the alphabet of plain base64', refusals.malformed, (mint) => `${mintToken(mint).slice(0, -2)}+/`),
  token('a space inside', refusals.malformed, (mint) => mintToken(mint).replace('.', ' .')),
  claim('more than 8 KiB', refusals.malformed, { filler: 'x'.repeat(8 * 1024) }),
  claim('almost 8 KiB', ok, { filler: 'x'.repeat(5_000) }),
  token('a header that is no JSON', refusals.malformed, (mint) =>
    signToken(mint.signer, 'x', claimsOf(mint)),
  ),
  token('a header that is a list', refusals.malformed, (mint) => signToken(mint.signer, [], claimsOf(mint))),
  ...['[]', 'null', '1', '"x"', '{"iss":', '\u0000'].map((payload) =>
    token(`the payload ${payload}`, refusals.malformed, (mint) =>
      signToken(mint.signer, headerOf(mint), payload),
    ),
  ),
];

const signatures: readonly TokenCase[] = [
  ...['none', 'None', 'NONE', 'nOnE', 'RS384', 'RS512', 'PS256', 'ES256', 'EdDSA', 'rs256'].map((alg) =>
    header(`alg ${alg}`, refusals.signature, { alg }),
  ),
  ...[undefined, 1, '', null].map((alg) => header(`alg ${JSON.stringify(alg)}`, refusals.malformed, { alg })),
  token('no signature', refusals.malformed, (mint) => mintToken(mint).replace(/[^.]+$/, '')),
  token(
    'alg none and no signature',
    refusals.malformed,
    (mint) => `${base64url({ alg: 'none' })}.${base64url(claimsOf(mint))}.`,
  ),
  ...(['pem', 'trimmed pem', 'jwk', 'blank'] as const).map((kind) =>
    token(`HS256 keyed with ${kind}`, refusals.signature, (mint) => {
      const { pem, jwk } = mint.signer;
      const secret = { pem, 'trimmed pem': pem.trim(), jwk: JSON.stringify(jwk), blank: '' }[kind];
      return signWithSecret(secret, { ...headerOf(mint), alg: 'HS256' }, claimsOf(mint));
    }),
  ),
  token('another key under the same kid', refusals.signature, (mint) =>
    signToken(mint.impostor, headerOf(mint), claimsOf(mint)),
  ),
  token('a swapped payload', refusals.signature, (mint) => {
    const [head, , signature] = mintToken(mint).split('.');
    return `${head}.${base64url({ ...claimsOf(mint), sub: 'auth0|somebody' })}.${signature}`;
  }),
  token('a swapped header', refusals.signature, (mint) => {
    const [, payload, signature] = mintToken(mint).split('.');
    return `${base64url({ ...headerOf(mint), typ: 'JWT' })}.${payload}.${signature}`;
  }),
  token('a cut signature', refusals.signature, (mint) => mintToken(mint).slice(0, -8)),
  token('a flipped bit', refusals.signature, (mint) => {
    const [head, payload, signature = ''] = mintToken(mint).split('.');
    const bytes = Buffer.from(signature, 'base64url');
    bytes.writeUInt8(bytes.readUInt8(9) ^ 1, 9);
    return `${head}.${payload}.${bytes.toString('base64url')}`;
  }),
  token('a key of its own in the header', refusals.signature, (mint) =>
    signToken(mint.impostor, { ...headerOf(mint), jwk: mint.impostor.jwk }, claimsOf(mint)),
  ),
  header('jku and x5u beside a good key', ok, {
    jku: 'http://127.0.0.1:9/jwks',
    x5u: 'http://127.0.0.1:9/x5u',
  }),
  ...[undefined, '', 1, null, 'x'.repeat(201)].map((kid) =>
    header(`the kid ${JSON.stringify(kid)?.slice(0, 9)}`, refusals.signature, { kid }),
  ),
  header('an unknown kid', refusals.signature, { kid: 'unknown' }),
  header('an unknown crit', refusals.malformed, { crit: ['exp'], exp: 1 }),
  header('a crit that is empty', refusals.malformed, { crit: [] }),
  header('b64 without crit', refusals.malformed, { b64: false }),
  header('b64 with crit', refusals.malformed, { b64: false, crit: ['b64'] }),
  ...['JWT', 'jwt', 'at+jwt', 'application/at+jwt', undefined].map((typ) =>
    header(`typ ${typ}`, ok, { typ }),
  ),
  ...['logout+jwt', 'dpop+jwt', '', 1].map((typ) =>
    header(`typ ${JSON.stringify(typ)}`, refusals.notForUs, { typ }),
  ),
];

const after = (name: string, seconds: number, expected: TokenCase['expected']): TokenCase =>
  claim(`${name} now ${seconds >= 0 ? '+' : ''}${seconds}`, expected, ({ now }) =>
    name === 'iat'
      ? { iat: now + seconds, exp: now + 60 }
      : { [name]: now + seconds, ...(name === 'exp' ? { iat: now - 60 } : {}) },
  );

const times: readonly TokenCase[] = [
  after('exp', 1, ok),
  after('exp', -4, ok),
  after('exp', -5, refusals.expired),
  after('nbf', 5, ok),
  after('nbf', 6, refusals.notYet),
  after('iat', 5, ok),
  after('iat', 6, refusals.notYet),
  claim('a lifetime of 24 h', ok, ({ now }) => ({ iat: now, exp: now + 86_400 })),
  claim('a lifetime of 24 h and 1 s', refusals.malformed, ({ now }) => ({ iat: now, exp: now + 86_401 })),
  claim('iat 24 h and 5 s ago, exp 24 h after', refusals.expired, ({ now }) => ({
    iat: now - 86_405,
    exp: now - 5,
  })),
  claim('iat 24 h and 6 s ago, exp ahead', refusals.expired, ({ now }) => ({
    iat: now - 86_406,
    exp: now + 60,
  })),
  ...(['exp', 'iat', 'nbf'] as const).map((name) =>
    claim(`${name} a string`, refusals.malformed, ({ now }) => ({ [name]: String(now) })),
  ),
  ...(['exp', 'iat'] as const).flatMap((name) => [
    claim(`no ${name}`, refusals.malformed, { [name]: undefined }),
    claim(`${name} null`, refusals.malformed, { [name]: null }),
    claim(`${name} a fraction`, refusals.malformed, ({ now }) => ({ [name]: now + 0.5 })),
  ]),
  claim('exp negative', refusals.expired, { exp: -1 }),
  claim('exp 1e300', refusals.malformed, { exp: 1e300 }),
];

const identities: readonly TokenCase[] = [
  ...[undefined, '', 'http://127.0.0.1:9/', 1, null].map((iss) =>
    claim(`iss ${JSON.stringify(iss)}`, refusals.notForUs, { iss }),
  ),
  claim('iss without its slash', refusals.notForUs, ({ issuer }) => ({ iss: issuer.slice(0, -1) })),
  claim('no aud', refusals.notForUs, { aud: undefined }),
  ...[[], {}, null, 1, '', 'https://issuer.test/userinfo'].map((aud) =>
    claim(`aud ${JSON.stringify(aud)}`, refusals.notForUs, { aud }),
  ),
  claim('aud a longer string', refusals.notForUs, ({ audience }) => ({ aud: `${audience}/more` })),
  claim('aud ours and /userinfo', ok, ({ audience, issuer }) => ({ aud: [audience, `${issuer}userinfo`] })),
  ...['nonce', 'at_hash', 'c_hash'].map((name) =>
    claim(`an ID token by its ${name}`, refusals.notForUs, { [name]: 'x' }),
  ),
  ...[undefined, '', 1, null, ['a'], 'a\nb', 'a\u0000', 'a\u200b', 'x'.repeat(256)].map((sub) =>
    claim(`sub ${JSON.stringify(sub)?.slice(0, 12)}`, refusals.malformed, { sub }),
  ),
  ...['x', 'x'.repeat(255), 'auth0|ünïcode', 'waad|a b', 'https://id.example/42'].map((sub) =>
    claim(`sub ${sub.slice(0, 22)}`, ok, { sub }),
  ),
];

const role = (name: string, expected: TokenCase['expected'], value: unknown): TokenCase =>
  claim(name, expected, ({ rolesClaim }) => ({ [rolesClaim]: value }));

const roleCases: readonly TokenCase[] = [
  role('no roles claim', [], undefined),
  role('no roles', [], []),
  role('only unknown roles', [], ['admin', 'root']),
  role('roles in other letters', [], ['Homeowner', ' homeowner', 'homeowner ', 'ｈomeowner']),
  role(
    'all roles, twice',
    ['homeowner', 'contractor', 'official'],
    ['official', 'homeowner', 'contractor', 'official'],
  ),
  role('eight roles', ok, ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'homeowner']),
  role('nine roles', refusals.malformed, ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'homeowner']),
  ...['homeowner', { 0: 'homeowner' }, [['homeowner']], [null], [1], null, 1, true].map((value) =>
    role(`roles ${JSON.stringify(value)}`, refusals.malformed, value),
  ),
  claim('roles under other names', [], ({ rolesClaim }) => ({
    [rolesClaim]: undefined,
    roles: ['official'],
    [`${rolesClaim}/`]: ['official'],
  })),
  token('a __proto__ claim', ok, (mint) => {
    const payload = JSON.stringify(claimsOf(mint)).replace(
      /}$/,
      ',"__proto__":{"nonce":"x"},"constructor":{"prototype":{}}}',
    );
    return signToken(mint.signer, headerOf(mint), payload);
  }),
  claim('a machine without a role', [], ({ rolesClaim }) => ({
    sub: 'abc@clients',
    gty: 'client-credentials',
    [rolesClaim]: undefined,
  })),
];

/** The attack table of tokens: every door answers each of these, and none other than so. */
export const tokenCases: readonly TokenCase[] = [
  ...schemes,
  ...shapes,
  ...signatures,
  ...times,
  ...identities,
  ...roleCases,
];
