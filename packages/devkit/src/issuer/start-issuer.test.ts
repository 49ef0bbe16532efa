import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { AUDIENCE, ROLES_CLAIM, signInAs, testIssuer, tokenCall, WEB } from '../../test/issuer-fixture.ts';
import { KEY_FILE } from './signing-keys.ts';
import type { Issuer, IssuerOptions } from './start-issuer.ts';

const running: Issuer[] = [];
const start = async (options: Partial<IssuerOptions> = {}): Promise<Issuer> => {
  const issuer = await testIssuer(options);
  running.push(issuer);
  return issuer;
};
afterEach(async () => {
  await Promise.all(running.splice(0).map((issuer) => issuer.stop()));
});

let dataDir = '';
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pmp-issuer-'));
});
afterAll(() => rm(dataDir, { recursive: true }));

/** As an API verifies it: issuer with its slash, our audience, RS256, the key by JWKS. */
const verify = (issuer: Issuer, token: string) =>
  jwtVerify(token, createRemoteJWKSet(new URL('.well-known/jwks.json', issuer.url)), {
    issuer: issuer.url,
    audience: AUDIENCE,
    algorithms: ['RS256'],
    typ: 'at+jwt',
    requiredClaims: ['exp', 'iat', 'sub'],
  });

const refresh = (issuer: Issuer, token: string) =>
  tokenCall(issuer.url, { grant_type: 'refresh_token', refresh_token: token });

test('a refresh token is used once; a second use ends that sign-in alone', async () => {
  const issuer = await start({ refreshLeewaySeconds: 0 });
  const [first, other] = await Promise.all([signInAs(issuer.url, 'hannah'), signInAs(issuer.url, 'hannah')]);
  const second = await refresh(issuer, first.refresh_token);
  expect(second.refresh_token).not.toBe(first.refresh_token);
  const { payload } = await verify(issuer, second.access_token);
  expect(payload).toMatchObject({ sub: 'auth0|pmp-hannah', [ROLES_CLAIM]: ['homeowner'] });

  expect(await refresh(issuer, first.refresh_token)).toMatchObject({ error: 'invalid_grant' });
  expect(await refresh(issuer, second.refresh_token)).toMatchObject({ error: 'invalid_grant' });
  expect(await refresh(issuer, other.refresh_token)).toMatchObject({ status: 200 });
});

test('two tabs that refresh at once both stay signed in', async () => {
  const issuer = await start();
  const { refresh_token: shared } = await signInAs(issuer.url, 'hannah');
  const replies = await Promise.all([refresh(issuer, shared), refresh(issuer, shared)]);
  expect(replies.map(({ status }) => status)).toEqual([200, 200]);
});

test('a rotation keeps old tokens valid, signs new ones with the new key and signs nobody out', async () => {
  const issuer = await start();
  const before = await signInAs(issuer.url, 'carlos');
  await issuer.rotate();
  const after = await refresh(issuer, before.refresh_token);
  expect(decodeProtectedHeader(after.access_token).kid).not.toBe(
    decodeProtectedHeader(before.access_token).kid,
  );
  await verify(issuer, before.access_token);
  await verify(issuer, after.access_token);
  expect(decodeProtectedHeader(after.id_token).kid).toBe(decodeProtectedHeader(after.access_token).kid);

  await issuer.rotate({ keepOld: false });
  await expect(verify(issuer, before.access_token)).rejects.toMatchObject({
    code: 'ERR_JWKS_NO_MATCHING_KEY',
  });
});

test('a published next key is in the key set before it signs', async () => {
  const issuer = await start();
  await issuer.publishNextKey();
  const response = await fetch(`${issuer.url}.well-known/jwks.json`);
  const published = (await response.json()) as { keys: Record<string, string>[] };
  const kids = published.keys.map(({ kid }) => kid);
  expect(kids).toHaveLength(2);
  expect(published.keys.flatMap(Object.keys)).not.toContain('d');
  expect(decodeProtectedHeader(await issuer.mint()).kid).toBe(kids[0]);
  await issuer.rotate();
  expect(decodeProtectedHeader(await issuer.mint()).kid).toBe(kids[1]);
  expect((await signInAs(issuer.url, 'hannah')).access_token.split('.')[0]).toBe(
    (await issuer.mint()).split('.')[0],
  );
  expect(issuer.jwksRequests()).toBe(1);
});

test('keys survive a restart, rotated ones too, readable by the owner alone', async () => {
  const first = await start({ dataDir });
  expect((await stat(join(dataDir, KEY_FILE))).mode & 0o777).toBe(0o600);
  const token = await first.mint();
  await first.rotate();
  const newer = await first.mint();
  await first.stop();
  const second = await start({ dataDir, port: first.port });
  await verify(second, token);
  await verify(second, newer);
  expect(decodeProtectedHeader(await second.mint()).kid).toBe(decodeProtectedHeader(newer).kid);
});

test('a damaged key file is named, not overwritten', async () => {
  const file = join(dataDir, KEY_FILE);
  await writeFile(file, '{"keys": []}');
  await expect(start({ dataDir })).rejects.toThrow(/issuer-keys\.json is damaged: delete it/);
  expect(await readFile(file, 'utf8')).toBe('{"keys": []}');
});

test('a test can bend any claim and header', async () => {
  const issuer = await start();
  const token = await issuer.mint({
    sub: 'auth0|stranger',
    claims: { exp: undefined },
    header: { kid: undefined },
  });
  expect(decodeProtectedHeader(token)).toEqual({ alg: 'RS256', typ: 'at+jwt' });
  await expect(verify(issuer, token)).rejects.toMatchObject({ code: 'ERR_JWT_CLAIM_VALIDATION_FAILED' });
});

test('/userinfo takes the API’s token, and a bad one is 401', async () => {
  const issuer = await start();
  const ask = async (token: string) => {
    const headers = { authorization: `Bearer ${token}`, origin: WEB };
    const response = await fetch(`${issuer.url}userinfo`, { headers });
    return {
      status: response.status,
      cors: response.headers.get('access-control-allow-origin'),
      ...((await response.json()) as object),
    };
  };
  const good = await ask((await signInAs(issuer.url, 'olivia')).access_token);
  expect(good).toMatchObject({
    status: 200,
    cors: WEB,
    sub: 'auth0|pmp-olivia',
    email: 'olivia.grant@example.org',
  });
  const lapsed = await issuer.mint({ expiresIn: -60 });
  expect(await ask(lapsed)).toMatchObject({ status: 401, error: 'invalid_token' });
  expect(await ask(await issuer.mint({ claims: { aud: AUDIENCE } }))).toMatchObject({ status: 401 });
});

test('the web’s origin may read the endpoints, another one may not', async () => {
  const issuer = await start();
  const readable = async (origin: string, path: string, init: Omit<RequestInit, 'headers'> = {}) => {
    const response = await fetch(issuer.url + path, { ...init, headers: { origin } });
    return response.headers.get('access-control-allow-origin') === origin;
  };
  const body = new URLSearchParams({ client_id: 'pmp-web', grant_type: 'refresh_token', refresh_token: 'x' });
  const token = (origin: string) => readable(origin, 'oauth/token', { method: 'POST', body });
  expect(await readable(WEB, '.well-known/openid-configuration')).toBe(true);
  expect(await readable(WEB, '.well-known/jwks.json')).toBe(true);
  expect(await token(WEB)).toBe(true);
  expect(await token('http://localhost:5173')).toBe(true);
  expect(await token('https://evil.example')).toBe(false);
  expect(await token('null')).toBe(false);
  const persona = new URLSearchParams({
    client_id: 'pmp-cli',
    grant_type: 'urn:pmp:persona',
    persona: 'hannah',
  });
  expect(await readable(WEB, 'oauth/token', { method: 'POST', body: persona })).toBe(false);
});

test('a foreign Host gets nothing: a name that resolves here is not this machine', async () => {
  const issuer = await start();
  const status = await new Promise((resolve, reject) => {
    const headers = { host: 'rebound.example' };
    const sent = request(`${issuer.url}.well-known/jwks.json`, { headers }, (reply) => {
      reply.resume();
      resolve(reply.statusCode);
    });
    sent.on('error', reject).end();
  });
  expect(status).toBe(421);
});

test('it starts neither in production nor off loopback nor on a taken port', async () => {
  await expect(start({ env: { NODE_ENV: 'production' } })).rejects.toThrow(/does not start in production/);
  await expect(start({ env: { PMP_MODE: 'production' } })).rejects.toThrow(/does not start in production/);
  await expect(start({ host: '0.0.0.0' })).rejects.toThrow(/loopback only/);
  const { port } = await start();
  await expect(start({ port })).rejects.toThrow(`Port ${port} is taken`);
});
