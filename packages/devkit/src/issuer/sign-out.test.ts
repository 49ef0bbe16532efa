import { afterAll, beforeAll, expect, test } from 'vitest';
import { IssuerBrowser } from '../../test/issuer-browser.ts';
import { signInAs, testIssuer, tokenCall, WEB, webRequest } from '../../test/issuer-fixture.ts';
import type { Issuer } from './start-issuer.ts';

let issuer: Issuer;
beforeAll(async () => {
  issuer = await testIssuer();
});
afterAll(() => issuer.stop());

const address = (path: string, query: Record<string, string>): string =>
  `${issuer.url}${path}?${new URLSearchParams(query).toString()}`;

test.each([
  [
    'oidc/logout',
    (idToken: string) => ({ id_token_hint: idToken, post_logout_redirect_uri: `${WEB}/`, state: 's' }),
  ],
  ['v2/logout', () => ({ client_id: 'pmp-web', returnTo: WEB, state: 's' })],
])('%s ends the session and the refresh token and goes back to the web', async (path, query) => {
  const browser = new IssuerBrowser(issuer.url);
  const tokens = await signInAs(issuer.url, 'hannah', browser);

  const copied = browser.copy();
  const { away } = await browser.follow(address(path, query(tokens.id_token)));
  expect(away?.href).toBe(`${WEB}/?state=s`);
  const silent = await copied.follow(webRequest(issuer.url, { prompt: 'none' }).url);
  expect(silent.away?.searchParams.get('error')).toBe('login_required');

  const { page } = await browser.follow(webRequest(issuer.url).url);
  expect(await page?.text()).toContain('Who are you today?');
  const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
  expect(await tokenCall(issuer.url, refresh)).toMatchObject({ status: 400, error: 'invalid_grant' });
});

test('signing one persona out leaves another tab’s persona alone', async () => {
  const browser = new IssuerBrowser(issuer.url);
  const carlos = await signInAs(issuer.url, 'carlos', browser);
  await signInAs(issuer.url, 'olivia', browser);
  await browser.follow(address('v2/logout', { client_id: 'pmp-web', returnTo: `${WEB}/` }));
  const refresh = { grant_type: 'refresh_token', refresh_token: carlos.refresh_token };
  expect(await tokenCall(issuer.url, refresh)).toMatchObject({ status: 200 });
});

test.each([
  { client_id: 'pmp-web', returnTo: 'https://evil.example/' },
  { client_id: 'pmp-web', returnTo: `${WEB}/anywhere` },
  { client_id: 'somebody', returnTo: `${WEB}/` },
  { returnTo: `${WEB}/` },
  { id_token_hint: 'junk', post_logout_redirect_uri: `${WEB}/` },
])('no way out to an address that is not the web’s: %o', async (query) => {
  const response = await new IssuerBrowser(issuer.url).open(address('v2/logout', query));
  expect(response.status).toBe(400);
  expect(response.headers.get('location')).toBeNull();
});

test('without an address it says so on a page', async () => {
  const response = await new IssuerBrowser(issuer.url).open(address('v2/logout', {}));
  expect(await response.text()).toContain('You are signed out');
});
