import type { Composed } from '@pmp/api/server';
import type { FastifyInstance } from 'fastify';

/** What readiness asks. Each answers or throws. */
export interface Checks {
  /** Indexes and reference data are in place. */
  prepared(): boolean;
  database(): Promise<void>;
  /** Milliseconds since the issuer's keys were read; undefined while there are none. */
  keyAge(): number | undefined;
  /** True once a stop has begun. */
  stopping(): boolean;
}

const settled = async (check: () => Promise<void>) => {
  try {
    await check();
    return 'ok' as const;
  } catch {
    return 'away' as const;
  }
};

/** `/healthz`: the process runs. `/readyz`: it can serve. `/version`: which release. No token, no personal data. */
export const registerHealth = (
  app: FastifyInstance,
  {
    checks,
    blocked,
    meter,
    version,
  }: {
    checks: Checks;
    blocked: Pick<Composed['deps']['blocked'], 'isCurrent'>;
    meter: Pick<Composed['meter'], 'isShared'>;
    version: string;
  },
) => {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/version', () => ({ version }));
  app.get('/readyz', async (_request, reply) => {
    const database = await settled(() => checks.database());
    const report = {
      database,
      prepared: checks.prepared() ? 'ok' : 'waiting',
      // Who is shut out: without knowing that for some time, nothing may be written.
      blocks: blocked.isCurrent() ? 'ok' : 'stale',
      keys: checks.keyAge() === undefined ? 'away' : 'ok',
      // No reason not to serve: each process then counts for itself.
      limits: meter.isShared() ? 'shared' : 'local',
      stopping: checks.stopping(),
    };
    const parts = [database, report.prepared, report.blocks, report.keys];
    const ready = parts.every((part) => part === 'ok') && !report.stopping;
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', ...report });
  });
};
