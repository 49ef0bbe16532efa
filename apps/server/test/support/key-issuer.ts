import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Signer } from '@pmp/api/testing/token-mint';

/** How the issuer behaves: its key set as it should be, or one of the ways in which it can be away. */
export type Mood = 'well' | 'down' | 'error' | 'html' | 'redirect' | 'hang' | 'empty' | 'cut' | 'huge';

/** An issuer that is only metadata and a key set, with keys of ours, which can be told to fail. */
export const startKeyIssuer = async (...signers: Signer[]) => {
  let mood: Mood = 'well';
  let keys = signers.map(({ jwk }) => jwk);
  const asked: string[] = [];
  let url = '';

  const misbehave: Partial<Record<Mood, (reply: ServerResponse) => void>> = {
    down: (reply) => reply.destroy(),
    error: (reply) => reply.writeHead(500).end('{}'),
    html: (reply) => reply.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Maintenance</h1>'),
    redirect: (reply) => reply.writeHead(302, { location: `${url}elsewhere` }).end(),
    hang: () => undefined,
    empty: (reply) => reply.end('{"keys":[]}'),
    cut: (reply) => {
      reply.writeHead(200, { 'content-length': '100' }).write('{"keys":[');
      setTimeout(() => reply.destroy(), 20);
    },
    huge: (reply) => reply.end(JSON.stringify({ keys, filler: 'x'.repeat(1_000_000) })),
  };
  const server = createServer((request, reply) => {
    asked.push(request.url ?? '');
    const answer = misbehave[mood];
    if (answer && (request.url === '/jwks' || mood !== 'empty')) return answer(reply);
    const well = request.url === '/jwks' ? { keys } : { issuer: url, jwks_uri: `${url}jwks` };
    reply.setHeader('content-type', 'application/json').end(JSON.stringify(well));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  return {
    url,
    /** Paths that were asked for, in order. */
    asked,
    keyRequests: () => asked.filter((path) => path === '/jwks').length,
    become: (next: Mood) => {
      mood = next;
    },
    publish: (...next: Signer[]) => {
      keys = next.map(({ jwk }) => jwk);
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
export type KeyIssuer = Awaited<ReturnType<typeof startKeyIssuer>>;
