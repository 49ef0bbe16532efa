import { describe, expect, it } from 'vitest';
import { loadEnv } from './env.ts';
import { EnvError } from './env-error.ts';

const good = {
  MONGO_CONNECTION_STRING: 'mongodb://127.0.0.1:27017/',
  AUTH0_DOMAIN: 'tenant.eu.auth0.com',
  AUTH0_API_AUDIENCE: 'https://api.example',
};
const faults = (source: Record<string, string | undefined>) => {
  try {
    loadEnv({ ...good, ...source });
    return undefined;
  } catch (error) {
    return error instanceof EnvError ? error.message : error;
  }
};

describe('loadEnv', () => {
  it('starts with the variables of the reference alone', () => {
    expect(loadEnv(good)).toMatchObject({
      mode: 'local',
      issuer: 'https://tenant.eu.auth0.com/',
      host: '127.0.0.1',
      trustedProxies: [],
      drainMs: 0,
    });
    const production = loadEnv({ ...good, NODE_ENV: 'production' });
    expect(production).toMatchObject({ mode: 'production', host: '0.0.0.0', drainMs: 2_000 });
  });

  it.each([
    'http://login.example/',
    'https://localhost/',
    'https://127.0.0.1/',
    'https://127.1.2.3:8443/',
    'https://[::1]/',
  ])('refuses the issuer %s in production', (issuer) => {
    expect(faults({ PMP_MODE: 'production', PMP_ISSUER: issuer })).toContain('PMP_ISSUER');
    expect(faults({ PMP_MODE: 'local', PMP_ISSUER: issuer })).toBeUndefined();
  });

  it.each(['PMP_MODE', 'NODE_ENV'])('refuses an audience that is empty or missing, by %s too', (name) => {
    for (const audience of [undefined, '', '  ']) {
      expect(faults({ [name]: 'production', AUTH0_API_AUDIENCE: audience })).toContain('AUTH0_API_AUDIENCE');
    }
  });

  it.each(['HS256', 'none', 'RS256,HS256', ''])('refuses the algorithm "%s"', (algorithm) => {
    expect(faults({ AUTH0_ALGORITHMS: algorithm })).toContain('AUTH0_ALGORITHMS');
  });

  it.each(['null', '*', 'https://a.example/', 'a.example', 'https://a.example,*'])(
    'refuses the origin "%s"',
    (origin) => {
      expect(faults({ PMP_CORS_ORIGINS: origin })).toContain('PMP_CORS_ORIGINS');
    },
  );

  it('takes proxies by address or range, and nothing else', () => {
    const { trustedProxies } = loadEnv({ ...good, PMP_TRUSTED_PROXIES: '10.0.0.0/8, 127.0.0.1,fd00::/8' });
    expect(trustedProxies).toEqual(['10.0.0.0/8', '127.0.0.1', 'fd00::/8']);
    for (const wrong of [
      '1',
      'true',
      'loopback',
      '10.0.0.0/33',
      '10.0.0.0/8/8',
      'proxy.example',
      '10.0.0.0/-1',
      '::/129',
    ]) {
      expect(faults({ PMP_TRUSTED_PROXIES: wrong })).toContain('PMP_TRUSTED_PROXIES');
    }
  });

  it('tells all faults at once', () => {
    const text = String(faults({ PORT: '0', PMP_DRAIN_MS: '9000', PMP_MAX_LOOP_DELAY_MS: 'x' }));
    for (const name of ['PORT', 'PMP_DRAIN_MS', 'PMP_MAX_LOOP_DELAY_MS']) expect(text).toContain(name);
  });
});
