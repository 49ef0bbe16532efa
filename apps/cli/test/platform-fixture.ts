import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { appRouter, createKeyStore, createVerifier, type Principal, systemClock } from '@pmp/api/server';
import { createTestApi } from '@pmp/api/testing';
import { startIssuer } from '@pmp/devkit/issuer/start-issuer';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import { run } from '../src/run.ts';

const audience = 'https://api.pmp.localhost';
const rolesClaim = 'https://pmp.example/roles';

/** The whole API on fakes behind a loopback port, signed in to by a real local issuer. */
export async function startPlatform() {
  const issuer = await startIssuer({ port: 0, audience, rolesClaim, env: {} });
  const keyStore = createKeyStore({ issuer: issuer.url, clock: systemClock });
  const verifier = createVerifier({
    issuer: issuer.url,
    audience,
    algorithms: ['RS256'],
    rolesClaim,
    keyStore,
    clock: systemClock,
  });
  const api = createTestApi();
  let announcedIssuer = issuer.url;

  const principalOf = async (authorization: string | undefined): Promise<Principal | null> => {
    const outcome = await verifier.authenticate(authorization === undefined ? [] : [authorization]);
    return outcome.kind === 'principal' ? outcome.principal : null;
  };
  const server = createServer((req, res) => {
    const { pathname } = new URL(req.url ?? '/', 'http://localhost');
    if (pathname === '/config.json') {
      res.end(JSON.stringify({ issuer: announcedIssuer, clientId: 'pmp-web', audience }));
      return;
    }
    if (!pathname.startsWith('/trpc/')) {
      res.writeHead(404).end('<h1>Not here</h1>');
      return;
    }
    void nodeHTTPRequestHandler({
      req,
      res,
      path: pathname.slice('/trpc/'.length),
      router: appRouter,
      createContext: async () => api.contextAs(await principalOf(req.headers.authorization)),
    });
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  return {
    url,
    issuer,
    api,
    announceIssuer: (other: string) => {
      announcedIssuer = other;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await issuer.stop();
    },
  };
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

export interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Surroundings {
  readonly stdin?: string;
  readonly columns?: number;
  readonly url?: string;
  readonly token?: string;
}

/** Runs `pmp` in this process, as a terminal or script would see it. */
export async function pmp(
  args: readonly string[],
  { stdin = '', columns, ...env }: Surroundings,
): Promise<Told> {
  let out = '';
  let err = '';
  const code = await run(args, {
    env: { dataDir: '/nowhere', color: false, ...env },
    stdin: (async function* () {
      yield stdin;
    })(),
    stdout: { columns, write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
  });
  return { code, out, err };
}
