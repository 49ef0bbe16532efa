import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Composed } from '@pmp/api/server';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** How long streams have to end by themselves on a stop. */
const farewellMs = 300;

/** What tRPC streams comes as a Response, whose headers Fastify takes over only after this hook. */
const typeOf = (reply: FastifyReply, payload: unknown) =>
  payload instanceof Response ? payload.headers.get('content-type') : reply.getHeader('content-type');

/** Open event streams would keep `app.close()` waiting for ever; and one whose reader takes nothing would stay for ever. */
export const watchStreams = (
  app: FastifyInstance,
  { streams, stalledMs }: { streams: Pick<Composed['deps']['streams'], 'endAll'>; stalledMs: number },
) => {
  /** Each with the time since when its reader takes nothing; undefined while it does. */
  const open = new Map<ServerResponse, number | undefined>();

  // oxlint-disable-next-line eslint/max-params -- Fastify's signature of a hook with a callback
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (String(typeOf(reply, payload)).startsWith('text/event-stream')) {
      const { raw } = reply;
      open.set(raw, undefined);
      raw.once('close', () => open.delete(raw));
    }
    done();
  });

  const look = () => {
    const now = performance.now();
    for (const [raw, since] of open) {
      if (!raw.writableNeedDrain) open.set(raw, undefined);
      else if (since === undefined) open.set(raw, now);
      else if (now - since >= stalledMs) raw.destroy();
    }
  };
  const watch = setInterval(look, stalledMs / 6);
  watch.unref();

  app.addHook('preClose', async () => {
    clearInterval(watch);
    // Without a farewell, so that clients come back, to whoever is there then.
    streams.endAll();
    const until = performance.now() + farewellMs;
    while (open.size > 0 && performance.now() < until) await wait(5);
    for (const raw of open.keys()) raw.destroy();
  });
};
