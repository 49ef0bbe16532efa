import { join, resolve } from 'node:path';
import { parseVariables, readEnv } from '../../apps/server/src/env.ts';
import type { StackOptions } from '../../packages/devkit/src/stack/start-stack.ts';
import { UserError } from '../../packages/devkit/src/user-error.ts';
import { seedDemoCity, seedDemoMap } from './seed.ts';

export const root = join(import.meta.dirname, '..', '..');

/** What `npm start` and `npm run dev` give to the stack, from `./.env` and the environment over it. */
export function stackSettings(): StackOptions {
  const source = readEnv(join(root, '.env'));
  const env = parseVariables(source);
  if (env.mode === 'production') {
    throw new UserError(
      'This starts a local platform with a sign-in for anybody, which production mode refuses: unset PMP_MODE and NODE_ENV.',
    );
  }
  const issuerUrl = env.PMP_ISSUER ?? (env.AUTH0_DOMAIN && `https://${env.AUTH0_DOMAIN}/`);
  if (issuerUrl !== undefined && env.AUTH0_API_AUDIENCE === undefined) {
    throw new UserError(
      'AUTH0_DOMAIN or PMP_ISSUER is set, so AUTH0_API_AUDIENCE must be too (or unset the former).',
    );
  }
  const given = env.MONGO_CONNECTION_STRING;
  return {
    dataDir: resolve(root, env.PMP_DATA_DIR),
    port: env.PORT,
    env: source,
    dbName: env.DB_NAME,
    rolesClaim: env.PMP_ROLES_CLAIM,
    webClientId: env.PMP_WEB_CLIENT_ID,
    ...(env.PMP_ISSUER_PORT === undefined ? {} : { issuerPort: env.PMP_ISSUER_PORT }),
    ...(env.PMP_DB === undefined ? {} : { databaseWay: env.PMP_DB }),
    ...(given === undefined ? {} : { mongoUrl: given }),
    ...(issuerUrl !== undefined && env.AUTH0_API_AUDIENCE !== undefined
      ? { otherIssuer: { url: issuerUrl, audience: env.AUTH0_API_AUDIENCE } }
      : {}),
    // Nobody wants a demo city in a database of their own unless they say so.
    ...(given === undefined || source['PMP_SEED'] === '1'
      ? { seed: env.PMP_SEED ? seedDemoCity : seedDemoMap }
      : {}),
  };
}
