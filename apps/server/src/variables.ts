import { isIP } from 'node:net';
import { z } from 'zod';

const text = (max = 2000) => z.string().trim().min(1).max(max);
const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number')
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65_535, 'must be between 1 and 65535');
const flag = z.enum(['0', '1'], 'must be 0 or 1').transform((value) => value === '1');

const issuer = z.url('must be a URL').refine((value) => value.endsWith('/'), 'must end with a slash');
const domain = text(253).regex(/^[a-z0-9.-]+(:\d+)?$/i, 'must be a host name, without https://');

const names = text().transform((value) =>
  value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
);

const origins = text().transform((value, context) => {
  const list = value.split(',').map((origin) => origin.trim());
  for (const origin of list) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      context.addIssue({
        code: 'custom',
        message: `"${origin}" is not an exact origin such as https://app.example`,
      });
    }
  }
  return list;
});

const ranges = text().transform((value, context) => {
  const list = value.split(',').map((range) => range.trim());
  for (const range of list) {
    const [address = '', bits, ...more] = range.split('/');
    const version = isIP(address);
    const isRange =
      bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
    if (version === 0 || !isRange || more.length > 0) {
      context.addIssue({
        code: 'custom',
        message: `"${range}" is not an address or a range such as 10.0.0.0/8`,
      });
    }
  }
  return list;
});
const milliseconds = (most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, 'must be a number of milliseconds')
    .transform(Number)
    .refine((value) => value <= most, `must be at most ${most}`);

const count = (most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, 'must be a number')
    .transform(Number)
    .refine((value) => value <= most, `must be at most ${most}`);

interface Variable {
  readonly schema: z.ZodType;
  /** One sentence for .env.example. */
  readonly help: string;
  readonly example: string;
}

/** Every variable that the platform reads, in the order of .env.example. */
export const variables = {
  MONGO_CONNECTION_STRING: {
    schema: text()
      .regex(/^mongodb(\+srv)?:\/\//, 'must start with mongodb:// or mongodb+srv://')
      .optional(),
    help: 'The database. Unset, `npm start` brings its own.',
    example: 'mongodb+srv://user:password@cluster.example.mongodb.net/',
  },
  DB_NAME: {
    schema: text(60)
      .regex(/^[\w-]+$/, 'may hold letters, digits, "_" and "-"')
      .default('property_maintenance_db'),
    help: 'The name of the database.',
    example: 'property_maintenance_db',
  },
  AUTH0_DOMAIN: {
    schema: domain.optional(),
    help: 'The Auth0 tenant; tokens must come from https://<AUTH0_DOMAIN>/. Unset, `npm start` brings its own issuer.',
    example: 'your-tenant.eu.auth0.com',
  },
  AUTH0_API_AUDIENCE: {
    schema: text(200).optional(),
    help: 'The audience that tokens must be for: the identifier of the API in Auth0.',
    example: 'https://api.your-city.example',
  },
  AUTH0_ALGORITHMS: {
    schema: z.literal('RS256', 'only RS256 is supported').default('RS256'),
    help: 'The signature algorithm of tokens. RS256 is the only one.',
    example: 'RS256',
  },
  PORT: { schema: port.default(8000), help: 'Where the server listens.', example: '8000' },
  WEB_CONCURRENCY: {
    schema: z
      .string()
      .regex(/^\d{1,2}$/, 'must be a number of processes')
      .transform(Number)
      .refine((value) => value >= 1 && value <= 64, 'must be between 1 and 64')
      .optional(),
    help: 'How many server processes: by default one a CPU up to 4 in production, 1 locally.',
    example: '4',
  },
  PMP_MODE: {
    schema: z.enum(['local', 'production'], 'must be local or production').optional(),
    help: 'local or production; unset, production where NODE_ENV is.',
    example: 'production',
  },
  PMP_HOST: {
    schema: text(253).optional(),
    help: 'The address to listen on: by default 127.0.0.1 locally, 0.0.0.0 in production.',
    example: '0.0.0.0',
  },
  PMP_ISSUER: {
    schema: issuer.optional(),
    help: 'Another OpenID issuer in place of https://<AUTH0_DOMAIN>/, exactly as its tokens name it.',
    example: 'https://login.your-city.example/',
  },
  PMP_USER_NAMESPACE: {
    schema: text(200).optional(),
    help: "What user ids are made of besides a token's subject: by default the issuer's address. When the issuer moves (an Auth0 custom domain), keep the old address here, so that people keep their records.",
    example: 'https://your-tenant.eu.auth0.com/',
  },
  PMP_ROLES_CLAIM: {
    schema: text(200).default('https://pmp.example/roles'),
    help: 'The one claim of the access token that holds the roles.',
    example: 'https://pmp.example/roles',
  },
  PMP_WEB_CLIENT_ID: {
    schema: text(120).default('pmp-web'),
    help: "The client id of the web app at the issuer (Auth0: the single-page application's).",
    example: 'your-spa-client-id',
  },
  PMP_CLIENT_IDS: {
    schema: names.optional(),
    help: "The applications whose tokens are taken (azp or client_id), comma-separated. Unset, all of the issuer's.",
    example: 'your-spa-client-id,your-tool-client-id',
  },
  PMP_CORS_ORIGINS: {
    schema: origins.default([]),
    help: 'Other origins whose pages may call the API, exact and comma-separated.',
    example: 'https://app.your-city.example,https://tools.your-city.example',
  },
  PMP_TRUSTED_PROXIES: {
    schema: ranges.default([]),
    help: "Addresses or ranges of your own proxies, comma-separated, whose X-Forwarded-For is believed. Unset, nobody's is.",
    example: '10.0.0.0/8,fd00::/8',
  },
  PMP_DRAIN_MS: {
    schema: milliseconds(7000).optional(),
    help: 'How long a stop keeps answering after readiness says no, so that balancers notice: by default 2000 in production, 0 locally.',
    example: '2000',
  },
  PMP_MAX_LOOP_DELAY_MS: {
    schema: milliseconds(60_000).default(1000),
    help: 'Above this mean delay of the event loop new calls are answered 503 until it recovers; 0 never does.',
    example: '1000',
  },
  PMP_LIMIT_ANONYMOUS: {
    schema: count(100_000).default(60),
    help: 'Points that one address may spend a minute without a token: a question costs 1, a change 5, each call of a batch and each hundred of a list for itself. 0: no limit.',
    example: '60',
  },
  PMP_LIMIT_SIGNED_IN: {
    schema: count(100_000).default(600),
    help: 'Points that one person may spend a minute. 0: no limit.',
    example: '600',
  },
  PMP_LIMIT_REQUESTS_A_DAY: {
    schema: count(1_000).default(100),
    help: 'Requests that one homeowner may report a day (UTC). 0: no limit.',
    example: '100',
  },
  PMP_LIMIT_PROPERTIES: {
    schema: count(1_000).default(100),
    help: 'Properties that one homeowner may have. 0: no limit.',
    example: '100',
  },
  PMP_LIMIT_PLANS: {
    schema: count(1_000).default(50),
    help: 'Recurring plans that one homeowner may have going on. 0: no limit.',
    example: '50',
  },
  PMP_LOG_LEVEL: {
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).optional(),
    help: 'fatal, error, warn, info, debug or silent: by default info in production, warn locally.',
    example: 'info',
  },
  PMP_DATA_DIR: {
    schema: text(1000).default('.data'),
    help: 'Where `npm start` keeps the database and signing keys, and the server the last good keys of the issuer.',
    example: '.data',
  },
  PMP_ISSUER_PORT: {
    schema: port.optional(),
    help: '`npm start` only: where the local issuer listens. By default PORT + 1.',
    example: '8001',
  },
  PMP_SEED: {
    schema: flag.default(true),
    help: '`npm start` only: 0 leaves the demo city out.',
    example: '1',
  },
  PMP_DB: {
    schema: z.enum(['mongod', 'secantus', 'download'], 'must be mongod, secantus or download').optional(),
    help: '`npm start` only: forces a way to bring a database: mongod, secantus or download.',
    example: 'mongod',
  },
  PMP_CHROMIUM: {
    schema: text(1000).optional(),
    help: '`npm test` only: the Chromium to drive. By default one is looked for.',
    example: '/usr/bin/chromium',
  },
  NODE_ENV: {
    schema: text(40).optional(),
    help: 'production switches to production mode, unless PMP_MODE says otherwise.',
    example: 'production',
  },
} as const satisfies Record<string, Variable>;
