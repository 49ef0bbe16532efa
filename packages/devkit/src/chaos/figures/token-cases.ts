import { createServer } from 'node:http';
import { type Mint, type TokenCase, tokenCases } from '@pmp/api/testing/token-cases';
import { createSigner } from '@pmp/api/testing/token-mint';
import { localAudience } from '../../stack/start-stack.ts';
import type { Figure } from '../figure.ts';
import { runLoad, tally } from '../load.ts';
import { sendRaw } from '../raw-socket.ts';
import { rolesClaim, startWorld, type World } from '../world.ts';

const workers = 4;

const empty = encodeURIComponent('{"json":{}}');
const doors = [
  {
    name: 'tRPC single',
    path: `/trpc/homeowner.requests.list?input=${empty}`,
    onlyHomeowners: true,
    batch: false,
  },
  {
    name: 'tRPC batch',
    path: `/trpc/public.status,homeowner.requests.list?batch=1&input=${encodeURIComponent('{"1":{"json":{}}}')}`,
    onlyHomeowners: true,
    batch: true,
  },
  { name: 'stream', path: '/trpc/live.feed', onlyHomeowners: false, batch: false },
  { name: 'REST', path: '/homeowner/requests', onlyHomeowners: true, batch: false },
] as const;
type Door = (typeof doors)[number];

/** The attack table of tokens against the running server, by every door: status and challenge, to the letter. */
export const tokenTable: Figure = {
  name: 'token-cases',
  goal: 'every token case by every door (tRPC single, tRPC batch, stream, REST): exact status and WWW-Authenticate',
  run: async (context) => {
    const world = await startWorld(context, { start: false });
    const signer = createSigner('key-1');
    const keys = await serveKeys(world, signer.jwk);
    try {
      world.issuerProxy.aim(keys.port);
      await world.startServer();
      await world.ready();
      const mint = {
        issuer: world.issuer.url,
        audience: localAudience,
        rolesClaim,
        signer,
        impostor: createSigner('key-1'),
      };
      // HTTP itself cannot carry a line break in a header.
      const sendable = tokenCases.filter(({ name }) => !name.includes('\\n"'));
      const tries = sendable.flatMap((tokenCase) => doors.map((door) => ({ tokenCase, door })));
      const wrong: string[] = [];
      await runLoad({ workers, count: tries.length, withinMs: 3 * 60_000 }, async (index) => {
        const one = tries[index];
        if (one === undefined) return;
        const fault = await judge(world, one, mint);
        if (fault !== undefined) wrong.push(fault);
      });
      return {
        value: `${tries.length - wrong.length} of ${tries.length} exact`,
        holds: wrong.length === 0 && sendable.length >= 150,
        cases: sendable.length,
        doors: tally(tries.map(({ door }) => door.name)),
        wrong: wrong.slice(0, 10),
      };
    } finally {
      await world.stop();
      await keys.stop();
    }
  },
};

async function judge(
  world: World,
  { tokenCase, door }: { tokenCase: TokenCase; door: Door },
  mint: Omit<Mint, 'now'>,
): Promise<string | undefined> {
  const expected = expectedOf(door, tokenCase.expected);
  let met = '';
  const onTheEdge = tokenCase.name.includes(' now ');
  // A second may turn between minting and judging: there a fault counts when it comes again.
  for (let tries = 0; tries < (onTheEdge ? 2 : 1) && met !== expected; tries += 1) {
    // The boundary cases are exact early in a second only.
    const late = Date.now() % 1_000;
    if (onTheEdge && late > 500) await new Promise((resolve) => setTimeout(resolve, 1_005 - late));
    const headers = tokenCase.headers({ ...mint, now: Math.floor(Date.now() / 1_000) });
    const lines = headers.map((value) => `Authorization: ${value}`);
    const text = [`GET ${door.path} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...lines, '', ''].join(
      '\r\n',
    );
    const answer = await sendRaw(Buffer.from(text, 'latin1'), { port: world.port, quietMs: 200 });
    const challenge = /^www-authenticate: (.*)$/im.exec(answer.text)?.[1]?.trim() ?? '';
    met = `${answer.statuses[0] ?? 'none'} ${challenge}`;
  }
  return met === expected ? undefined : `${door.name}, ${tokenCase.name}: ${met}, not ${expected}`;
}

function expectedOf(door: Door, expected: TokenCase['expected']): string {
  const isRest = door.name === 'REST';
  if (expected === 'anonymous') return `401 ${isRest ? 'Bearer' : 'Bearer realm="api"'}`;
  if (typeof expected === 'string') {
    const twice = expected === 'Send exactly one Authorization header';
    const error = twice ? 'invalid_request' : 'invalid_token';
    return `${twice ? 400 : 401} Bearer realm="api", error="${error}", error_description="${expected}"`;
  }
  if (!door.onlyHomeowners || expected.includes('homeowner')) return '200 ';
  // Of a batch only the call that was refused is; the public one has its answer.
  return `${door.batch ? 207 : 403} Bearer realm="api", error="insufficient_scope"`;
}

/** An issuer that is only metadata and keys: the table signs with keys of its own, in ways that no issuer would. */
async function serveKeys(world: World, jwk: unknown) {
  const { url } = world.issuer;
  const server = createServer((request, reply) => {
    const isKeys = request.url === '/keys';
    reply.setHeader('content-type', 'application/json');
    reply.end(JSON.stringify(isKeys ? { keys: [jwk] } : { issuer: url, jwks_uri: `${url}keys` }));
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port, stop };
}
