import { type Mint, mintToken, type TokenCase, tokenCases } from '@pmp/api/testing/token-cases';
import { createSigner } from '@pmp/api/testing/token-mint';
import { sendRaw } from '@pmp/devkit/chaos/raw-socket';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { type KeyIssuer, startKeyIssuer } from './support/key-issuer.ts';
import { type Apps, audience, rolesClaim, startApps } from './support/start-apps.ts';

const input = encodeURIComponent('{"json":{}}');
const inputs = encodeURIComponent('{"1":{"json":{}}}');

/** Every way in. `needs` is what a caller must bring beyond a good token. */
const surfaces = [
  { name: 'tRPC', path: `/trpc/homeowner.requests.list?input=${input}`, needs: 'homeowner' },
  {
    name: 'tRPC batch with a public call',
    path: `/trpc/public.status,homeowner.requests.list?batch=1&input=${inputs}`,
    needs: 'homeowner',
  },
  { name: 'stream', path: '/trpc/live.feed', needs: 'token' },
  { name: 'REST', path: '/homeowner/requests', needs: 'homeowner' },
  { name: 'public tRPC', path: '/trpc/public.status', needs: 'nothing' },
  { name: 'public REST', path: '/categories', needs: 'nothing' },
] as const;
type Surface = (typeof surfaces)[number];

const isTrpc = ({ path }: Surface) => path.startsWith('/trpc');
const isBatch = ({ path }: Surface) => path.includes('batch=1');

interface Expected {
  status: number;
  /** undefined: there must be none. */
  challenge: string | undefined;
  code?: string;
}

const challenge = (error: string, reason: string) =>
  `Bearer realm="api", error="${error}", error_description="${reason}"`;

const expectedOf = (surface: Surface, { expected }: Pick<TokenCase, 'expected'>): Expected => {
  const good = { status: 200, challenge: undefined };
  if (expected === 'anonymous') {
    if (surface.needs === 'nothing') return good;
    const bare = isTrpc(surface) ? 'Bearer realm="api"' : 'Bearer';
    return { status: 401, challenge: bare, code: 'UNAUTHORIZED' };
  }
  if (typeof expected === 'string') {
    return expected === 'Send exactly one Authorization header'
      ? { status: 400, challenge: challenge('invalid_request', expected), code: 'BAD_REQUEST' }
      : { status: 401, challenge: challenge('invalid_token', expected), code: 'UNAUTHORIZED' };
  }
  if (surface.needs !== 'homeowner' || expected.includes('homeowner')) return good;
  const scope = 'Bearer realm="api", error="insufficient_scope"';
  // Of a batch only the call that was refused is; the other one has its answer.
  return { status: isBatch(surface) ? 207 : 403, challenge: scope, code: 'FORBIDDEN' };
};

let apps: Apps;
let issuer: KeyIssuer;
let port = 0;
let mint: Mint;
let wrote = '';
let closeKeys = () => {};
const log: string[] = [];

beforeAll(async () => {
  const signer = createSigner('key-1');
  issuer = await startKeyIssuer(signer);
  apps = await startApps();
  const { app, keyStore } = await apps.build(issuer.url, { onLog: (line) => void log.push(line) });
  closeKeys = keyStore.start();
  port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
  const impostor = createSigner('key-1');
  const now = Math.floor(Date.now() / 1000);
  mint = { issuer: issuer.url, audience, rolesClaim, now, signer, impostor };
});
afterAll(async () => {
  closeKeys();
  await apps.close();
  await issuer.stop();
});

const ask = async (path: string, headers: readonly string[]) => {
  const text = [`GET ${path} HTTP/1.1`, 'Host: x', 'Connection: close', ...headers, '', ''].join('\r\n');
  wrote += text;
  const answer = await sendRaw(Buffer.from(text, 'latin1'), { port, quietMs: 150 });
  const [head = '', body = ''] = answer.text.split('\r\n\r\n', 2);
  return {
    status: answer.statuses[0],
    challenge: /^www-authenticate: (.*)$/im.exec(head)?.[1]?.trim(),
    cacheControl: /^cache-control: (.*)$/im.exec(head)?.[1]?.trim(),
    retryAfter: /^retry-after: (.*)$/im.exec(head)?.[1]?.trim(),
    type: /^content-type: (.*)$/im.exec(head)?.[1]?.trim(),
    body,
  };
};

const codeIn = (body: string): string | undefined => {
  const parsed: unknown = JSON.parse(body);
  const envelope: unknown = Array.isArray(parsed) ? parsed.at(-1) : parsed;
  const found = /"code":"([A-Z_]+)"/.exec(JSON.stringify(envelope));
  return found?.[1];
};

/** The clock goes on while the table is walked, so times are minted for the moment of sending. */
const freshly = (): Mint => ({ ...mint, now: Math.floor(Date.now() / 1000) });

const expectAnswer = async (surface: Surface, tokenCase: TokenCase) => {
  const headers = tokenCase.headers(freshly()).map((value) => `Authorization: ${value}`);
  const answer = await ask(surface.path, headers);
  const expected = expectedOf(surface, tokenCase);
  const told = { case: tokenCase.name, status: answer.status, challenge: answer.challenge };
  expect(told).toEqual({
    case: tokenCase.name,
    status: expected.status,
    challenge: expected.challenge,
  });
  if (expected.code && isTrpc(surface)) expect(codeIn(answer.body), tokenCase.name).toBe(expected.code);
  if (expected.code && !isTrpc(surface)) expect(JSON.parse(answer.body)).toHaveProperty('detail');
  if (answer.status === 200 && surface.name === 'stream') expect(answer.type).toBe('text/event-stream');
  if (surface.needs !== 'nothing') expect(answer.cacheControl, tokenCase.name).toContain('no-store');
};

/** HTTP itself cannot carry a line break in a header; one second's boundary may pass between minting and judging. */
const sendable = tokenCases.filter(({ name }) => !name.includes('\\n"'));
const onTheEdge = new Set(['exp now -4', 'nbf now +6', 'iat now +6', 'iat 24 h and 5 s ago, exp 24 h after']);

describe.each(surfaces)('$name', (surface) => {
  it.each(sendable.filter(({ name }) => !onTheEdge.has(name)))('$name', (tokenCase) =>
    expectAnswer(surface, tokenCase),
  );

  it.each(sendable.filter(({ name }) => onTheEdge.has(name)))('$name, early in a second', async (edge) => {
    const late = Date.now() % 1000;
    if (late > 300) await new Promise((resolve) => setTimeout(resolve, 1_005 - late));
    await expectAnswer(surface, edge);
  });

  it('takes no token from anywhere but the header', async () => {
    const token = mintToken(freshly());
    const params = encodeURIComponent(JSON.stringify({ authorization: `Bearer ${token}`, token }));
    const join = surface.path.includes('?') ? '&' : '?';
    for (const extra of [
      `access_token=${token}`,
      `connectionParams=${params}`,
      `authorization=Bearer%20${token}`,
    ]) {
      const answer = await ask(`${surface.path}${join}${extra}`, []);
      expect(answer.status).toBe(expectedOf(surface, { expected: 'anonymous' }).status);
    }
    const cookie = await ask(surface.path, [`Cookie: access_token=${token}; token=${token}`]);
    expect(cookie.status).toBe(expectedOf(surface, { expected: 'anonymous' }).status);
  });

  it('is not led by forged hosts', async () => {
    const forged = ['Host: evil.test', 'X-Forwarded-Host: evil.test', 'X-Forwarded-Proto: https'];
    const good = `Authorization: Bearer ${mintToken(freshly())}`;
    const evil = `Authorization: Bearer ${mintToken(freshly(), { iss: 'https://evil.test/' })}`;
    expect((await ask(surface.path, [good, ...forged.slice(1)])).status).toBe(200);
    expect((await ask(surface.path, [evil, ...forged.slice(1)])).status).toBe(401);
  });

  it('refuses a header of 20 kB before it is looked at', async () => {
    expect((await ask(surface.path, [`Authorization: Bearer ${'x'.repeat(20_000)}`])).status).toBe(431);
  });
});

test('the table is whole', () => {
  expect(tokenCases.length).toBeGreaterThanOrEqual(150);
  expect(tokenCases.length - sendable.length).toBe(1);
  expect(sendable.filter(({ name }) => onTheEdge.has(name))).toHaveLength(onTheEdge.size);
});

test('whatever the tokens said, only our issuer was asked, and rarely', () => {
  expect(new Set(issuer.asked)).toEqual(new Set(['/.well-known/openid-configuration', '/jwks']));
  // The first time, and then for unknown kids at most once in ten seconds.
  expect(issuer.keyRequests()).toBeLessThanOrEqual(2 + Math.ceil(performance.now() / 10_000));
});

test('no token, nor a part of one, was written to the log', () => {
  expect(log.length).toBeGreaterThan(500);
  expect(wrote).toContain('eyJ');
  const text = log.join('');
  expect(text).not.toContain('eyJ');
  expect(text).not.toContain('access_token');
});
