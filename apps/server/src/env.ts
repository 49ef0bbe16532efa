import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { EnvError } from './env-error.ts';
import { readEnvFile } from './env-file.ts';
import { variables } from './variables.ts';

type Source = Readonly<Record<string, string | undefined>>;

const schema = z.object(
  Object.fromEntries(Object.entries(variables).map(([name, { schema: of }]) => [name, of])) as {
    [Name in keyof typeof variables]: (typeof variables)[Name]['schema'];
  },
);
type Variables = z.infer<typeof schema>;

/** The process environment over `./.env`; an empty value counts as unset. */
export const readEnv = (file = '.env'): Source => {
  const filled = Object.entries({ ...readEnvFile(file), ...process.env }).filter(([, value]) => value !== '');
  return Object.fromEntries(filled);
};

/** Parses all variables; throws one EnvError that names every fault. For `npm start`, which fills in what is missing. */
export const parseVariables = (source: Source): Variables & { mode: 'local' | 'production' } => {
  const parsed = schema.safeParse(source);
  if (!parsed.success) {
    throw new EnvError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  }
  const { PMP_MODE, NODE_ENV } = parsed.data;
  return { ...parsed.data, mode: PMP_MODE ?? (NODE_ENV === 'production' ? 'production' : 'local') };
};

const isLoopback = (url: string) => /^(localhost|127\.|\[::1\])/.test(new URL(url).hostname);

/** What the server runs with. Throws EnvError when something is missing, wrong, or unsafe in production. */
export const loadEnv = (source: Source) => {
  const { mode, ...env } = parseVariables(source);
  const faults: string[] = [];
  const production = mode === 'production';

  const mongoUrl = env.MONGO_CONNECTION_STRING;
  if (mongoUrl === undefined) faults.push('MONGO_CONNECTION_STRING: is needed');
  const issuer = env.PMP_ISSUER ?? (env.AUTH0_DOMAIN && `https://${env.AUTH0_DOMAIN}/`);
  if (issuer === undefined) faults.push('AUTH0_DOMAIN (or PMP_ISSUER): is needed');
  const audience = env.AUTH0_API_AUDIENCE;
  if (audience === undefined) faults.push('AUTH0_API_AUDIENCE: is needed');
  if (production && issuer !== undefined && (!issuer.startsWith('https://') || isLoopback(issuer))) {
    faults.push('PMP_ISSUER: must be https and not on this machine in production');
  }
  if (mongoUrl === undefined || issuer === undefined || audience === undefined || faults.length > 0) {
    throw new EnvError(faults);
  }

  return {
    mode,
    port: env.PORT,
    host: env.PMP_HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    workers: env.WEB_CONCURRENCY ?? (production ? Math.min(4, availableParallelism()) : 1),
    mongoUrl,
    dbName: env.DB_NAME,
    issuer,
    audience,
    userNamespace: env.PMP_USER_NAMESPACE ?? issuer,
    algorithms: [env.AUTH0_ALGORITHMS],
    rolesClaim: env.PMP_ROLES_CLAIM,
    clientIds: env.PMP_CLIENT_IDS,
    webClientId: env.PMP_WEB_CLIENT_ID,
    corsOrigins: env.PMP_CORS_ORIGINS,
    rates: { anonymous: env.PMP_LIMIT_ANONYMOUS, signedIn: env.PMP_LIMIT_SIGNED_IN },
    allowances: {
      requestsADay: env.PMP_LIMIT_REQUESTS_A_DAY,
      properties: env.PMP_LIMIT_PROPERTIES,
      plans: env.PMP_LIMIT_PLANS,
    },
    trustedProxies: env.PMP_TRUSTED_PROXIES,
    drainMs: env.PMP_DRAIN_MS ?? (production ? 2000 : 0),
    maxLoopDelayMs: env.PMP_MAX_LOOP_DELAY_MS,
    dataDir: env.PMP_DATA_DIR,
    logLevel: env.PMP_LOG_LEVEL ?? (production ? 'info' : 'warn'),
  };
};
export type Env = ReturnType<typeof loadEnv>;
