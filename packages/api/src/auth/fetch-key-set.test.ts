import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createSigner } from '../../test/token-mint.ts';
import { createKeyStore, KeysUnavailable } from './key-store.ts';

const one = createSigner('one');

describe('over a real connection', () => {
  async function listen(
    answer: (url: string) => { status?: number; body?: string; location?: string } | undefined,
  ) {
    const requests: string[] = [];
    const server = createServer((request, response) => {
      requests.push(request.url ?? '');
      const reply = answer(request.url ?? '');
      if (reply === undefined) return;
      if (reply.location !== undefined) response.setHeader('location', reply.location);
      response.writeHead(reply.status ?? 200, { 'content-type': 'application/json' }).end(reply.body ?? '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return {
      issuer: `http://127.0.0.1:${port}/`,
      requests,
      [Symbol.asyncDispose]: async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  }
  const clock = { now: () => new Date() };
  const keys = JSON.stringify({ keys: [one.jwk] });

  it('reads metadata and keys of a loopback issuer', async () => {
    let self = '';
    await using server = await listen((url) => ({
      body: url.endsWith('openid-configuration')
        ? JSON.stringify({ issuer: self, jwks_uri: `${self}jwks` })
        : keys,
    }));
    self = server.issuer;
    const store = createKeyStore({ issuer: self, clock });
    expect(await store.key('one')).toBeDefined();
    expect(server.requests).toEqual(['/.well-known/openid-configuration', '/jwks']);
  });

  it('follows no redirect', async () => {
    await using target = await listen(() => ({ body: keys }));
    await using server = await listen((url) =>
      url.endsWith('jwks.json') ? { status: 302, location: `${target.issuer}jwks` } : { status: 404 },
    );
    await expect(createKeyStore({ issuer: server.issuer, clock }).key('one')).rejects.toThrow(
      KeysUnavailable,
    );
    expect(target.requests).toEqual([]);
  });

  it('stops reading after 256 KiB', async () => {
    await using server = await listen((url) =>
      url.endsWith('jwks.json') ? { body: `${keys}${' '.repeat(300 * 1024)}` } : { status: 404 },
    );
    await expect(createKeyStore({ issuer: server.issuer, clock }).key('one')).rejects.toThrow(
      KeysUnavailable,
    );
  });

  it('waits 5 s for an issuer that hangs, and no longer', async () => {
    await using server = await listen(() => undefined);
    const started = performance.now();
    await expect(createKeyStore({ issuer: server.issuer, clock }).key('one')).rejects.toThrow(
      KeysUnavailable,
    );
    expect(performance.now() - started).toBeGreaterThan(4_900);
    expect(performance.now() - started).toBeLessThan(9_000);
  }, 15_000);
});
