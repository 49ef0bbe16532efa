import { join, resolve } from 'node:path';
import { readEnv } from '../apps/server/src/env.ts';
import { requestToken } from '../packages/devkit/src/issuer/request-token.ts';
import { runningIssuer } from '../packages/devkit/src/issuer/running-issuer.ts';
import { findPersona, type Persona, persona, personas } from '../packages/devkit/src/personas.ts';
import { UserError } from '../packages/devkit/src/user-error.ts';
import { parseOptions } from './start/options.ts';

const help = `npm run -s token -- <who>           print an access token of the running local issuer
npm run -s token -- <who> --other   the second person of that role
npm run -s token -- <who> --json    {access_token, token_type, expires_at, persona, name, role, sub, url, issuer}

<who> is homeowner, contractor or official, or a person:
${personas.map(({ key, name, role }) => `  ${key.padEnd(8)} ${name}, ${role}`).join('\n')}

  curl -H "Authorization: Bearer $(npm run -s token -- homeowner)" http://127.0.0.1:8000/homeowner/requests`;

const root = join(import.meta.dirname, '..');

function chosen(who: string | undefined, other: boolean): Persona {
  if (who === 'homeowner' || who === 'contractor' || who === 'official') return persona(who, other);
  const named = findPersona(who ?? '');
  if (!named)
    throw new UserError(
      'Say whose token: npm run -s token -- homeowner|contractor|official [--other] [--json]',
    );
  if (other) throw new UserError('--other goes with a role, not with a person.');
  return named;
}

async function main(): Promise<void> {
  const { values, positionals } = parseOptions('npm run -s token --', {
    allowPositionals: true,
    options: {
      other: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  const who = chosen(positionals[0], values.other);
  const { PMP_DATA_DIR = '.data', PMP_ISSUER_PORT, PORT = '8000' } = readEnv(join(root, '.env'));
  const found = await runningIssuer(resolve(root, PMP_DATA_DIR), Number(PMP_ISSUER_PORT ?? Number(PORT) + 1));
  if (!found) throw new UserError('Start it first: npm start');
  const { accessToken, expiresAt } = await requestToken(found.issuerUrl, who);
  const { key, name, role, sub } = who;
  const details = {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_at: expiresAt.toISOString(),
    persona: key,
    name,
    role,
    sub,
    url: found.url,
    issuer: found.issuerUrl,
  };
  console.log(values.json ? JSON.stringify(details, null, 2) : accessToken);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
