import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IssuerBrowser, pkceRequest } from '../../test/issuer-browser.ts';
import {
  AUDIENCE,
  ROLES_CLAIM,
  redeem,
  signInAs,
  testIssuer,
  WEB,
  webRequest,
} from '../../test/issuer-fixture.ts';
import { personas } from '../personas.ts';
import type { Issuer } from './start-issuer.ts';

let issuer: Issuer;
beforeAll(async () => {
  issuer = await testIssuer();
});
afterAll(() => issuer.stop());

const formAction = (html: string): string => /<form method="post" action="([^"]+)"/.exec(html)?.[1] ?? '';

test('a persona chosen on the page ends in the tokens that Auth0 would give', async () => {
  const browser = new IssuerBrowser(issuer.url);
  const request = webRequest(issuer.url);
  const { page } = await browser.follow(request.url);
  const html = (await page?.text()) ?? '';
  for (const { name, key, description } of personas) {
    expect(html).toContain(`value="${key}"`);
    expect(html).toContain(name);
    expect(html).toContain(description);
  }

  const body = new URLSearchParams({ persona: 'carlos' });
  const { away } = await browser.follow(formAction(html), { method: 'POST', body });
  expect(away?.origin).toBe(WEB);
  expect(away?.searchParams.get('state')).toBe('state-1');
  const tokens = await redeem(issuer.url, request, away);

  const access = decodeJwt(tokens.access_token);
  expect(decodeProtectedHeader(tokens.access_token)).toEqual({
    alg: 'RS256',
    typ: 'at+jwt',
    kid: expect.stringMatching(/^[\w-]{43}$/),
  });
  expect(access).toMatchObject({
    iss: issuer.url,
    sub: 'auth0|pmp-carlos',
    aud: [AUDIENCE, `${issuer.url}userinfo`],
    [ROLES_CLAIM]: ['contractor'],
    name: 'Carlos Mendes',
    client_id: 'pmp-web',
    scope: 'openid profile email',
  });
  expect((access.exp ?? 0) - (access.iat ?? 0)).toBe(3600);
  expect(decodeJwt(tokens.id_token)).toMatchObject({
    aud: 'pmp-web',
    nonce: 'nonce-1',
    sub: 'auth0|pmp-carlos',
    name: 'Carlos Mendes',
    email: 'carlos.mendes@example.org',
  });
  expect(tokens.refresh_token).toMatch(/./);
});

test('a minted token has the shape of a real one', async () => {
  const real = await signInAs(issuer.url, 'olivia');
  const minted = await issuer.mint({ persona: 'olivia' });
  expect(decodeProtectedHeader(minted)).toEqual(decodeProtectedHeader(real.access_token));
  const ownEachTime = { jti: expect.any(String), iat: expect.any(Number), exp: expect.any(Number) };
  expect(decodeJwt(minted)).toEqual({ ...decodeJwt(real.access_token), ...ownEachTime });
});

test('a persona link signs in at once, also over another persona, and leaves the first one signed in', async () => {
  const browser = new IssuerBrowser(issuer.url);
  const hannah = await signInAs(issuer.url, 'hannah', browser);
  const olivia = await signInAs(issuer.url, 'olivia.grant@example.org', browser);
  expect(decodeJwt(hannah.access_token).sub).toBe('auth0|pmp-hannah');
  expect(decodeJwt(olivia.access_token).sub).toBe('auth0|pmp-olivia');

  // The browser's session is Olivia's now; a request without a hint goes on with it, as at Auth0.
  const silent = webRequest(issuer.url, { prompt: 'none' });
  const again = await redeem(issuer.url, silent, (await browser.follow(silent.url)).away);
  expect(decodeJwt(again.access_token).sub).toBe('auth0|pmp-olivia');
  const mismatch = await browser.follow(webRequest(issuer.url, { prompt: 'none', login_hint: 'hannah' }).url);
  expect(mismatch.away?.searchParams.get('error')).toBe('login_required');
});

test('an unknown hint shows the page', async () => {
  const { page } = await new IssuerBrowser(issuer.url).follow(
    webRequest(issuer.url, { login_hint: 'nobody' }).url,
  );
  expect(page?.status).toBe(200);
  expect(await page?.text()).toContain('Who are you today?');
});

test('the page runs no script, fetches nothing and may only post back or lead to the app', async () => {
  const { page } = await new IssuerBrowser(issuer.url).follow(webRequest(issuer.url).url);
  const policy = page?.headers.get('content-security-policy') ?? '';
  const html = (await page?.text()) ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain(`form-action 'self' ${WEB}`);
  expect(html).toContain(`<style nonce="${/'nonce-([^']+)'/.exec(policy)?.[1]}">`);
  expect(html).not.toMatch(/<script|https?:\/\/|style="|url\(/);
});

test('cancelling leads back to the app with access_denied', async () => {
  const browser = new IssuerBrowser(issuer.url);
  const { page } = await browser.follow(webRequest(issuer.url).url);
  const body = new URLSearchParams({ cancel: '1' });
  const { away } = await browser.follow(formAction((await page?.text()) ?? ''), { method: 'POST', body });
  expect(away?.searchParams.get('error')).toBe('access_denied');
});

test('another browser cannot finish a sign-in', async () => {
  const { page } = await new IssuerBrowser(issuer.url).follow(webRequest(issuer.url).url);
  const body = new URLSearchParams({ persona: 'olivia' });
  const stolen = await new IssuerBrowser(issuer.url).open(formAction((await page?.text()) ?? ''), {
    method: 'POST',
    body,
  });
  expect(stolen.status).toBe(400);
  expect(stolen.headers.get('location')).toBeNull();
});

test('a wrong audience is refused as Auth0 does', async () => {
  const { away } = await new IssuerBrowser(issuer.url).follow(
    pkceRequest({ issuer: issuer.url, audience: 'https://other.example', redirectUri: `${WEB}/callback` })
      .url,
  );
  expect(away?.searchParams.get('error')).toBe('invalid_target');
  expect(away?.searchParams.get('code')).toBeNull();
});

test.each([
  ['http://127.0.0.1:5173/callback', true],
  ['http://localhost:4173/callback', true],
  [`${WEB}/elsewhere`, false],
  [`${WEB}/callback?next=//evil.example`, false],
  ['https://evil.example/callback', false],
  ['http://127.0.0.1.evil.example/callback', false],
  ['http://user@127.0.0.1/callback', false],
])('redirect to %s: %s', async (redirectUri, allowed) => {
  const request = pkceRequest(
    { issuer: issuer.url, audience: AUDIENCE, redirectUri },
    { login_hint: 'hannah' },
  );
  const { page, away } = await new IssuerBrowser(issuer.url).follow(request.url);
  expect(away?.searchParams.has('code') ?? false).toBe(allowed);
  expect(page?.status).toBe(allowed ? undefined : 400);
});

test('a code needs its verifier', async () => {
  const request = webRequest(issuer.url, { login_hint: 'hannah' });
  const { away } = await new IssuerBrowser(issuer.url).follow(request.url);
  const stolen = await redeem(issuer.url, { ...request, verifier: 'a'.repeat(43) }, away);
  expect(stolen).toMatchObject({ status: 400, error: 'invalid_grant' });
});
