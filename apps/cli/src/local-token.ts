import type { Role } from '@pmp/contracts/role';
import { CliError, exitCodes } from './failure.ts';

/** The people of a local stack, by role: the first, then `--other`. */
export const personaKeys: Readonly<Record<Role, readonly [first: string, other: string]>> = {
  homeowner: ['hannah', 'henry'],
  contractor: ['carlos', 'chloe'],
  official: ['olivia', 'oscar'],
};

/** The local issuer's own grant; a real issuer knows nothing of it. */
export const personaGrant = 'urn:pmp:persona';
export const clientId = 'pmp-cli';

/** True for an address that only this machine can reach. */
export const isLoopback = (url: string): boolean =>
  /^(localhost|([\w-]+\.)+localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(new URL(url).hostname);

const waitMs = 5000;

async function readReply(url: URL, init: RequestInit = {}): Promise<Map<string, unknown>> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(waitMs) }).catch(
    (cause: unknown) => {
      throw new CliError(
        `${url.origin} cannot be reached: is it running? (npm start, --url)`,
        exitCodes.away,
        {
          cause,
        },
      );
    },
  );
  const reply: unknown = await response.json().catch(() => undefined);
  return new Map(typeof reply === 'object' && reply !== null ? Object.entries(reply) : []);
}

/** The sign-in service that a platform trusts, as it tells every browser. */
async function issuerOf(platformUrl: string): Promise<string | undefined> {
  const issuer = (await readReply(new URL('/config.json', platformUrl))).get('issuer');
  return typeof issuer === 'string' && URL.canParse(issuer) ? issuer : undefined;
}

/** A persona's access token; undefined when the platform's issuer is not a local one. */
export async function localToken(platformUrl: string, personaKey: string): Promise<string | undefined> {
  const issuer = await issuerOf(platformUrl);
  if (issuer === undefined || !isLoopback(issuer)) return undefined;
  const token = (
    await readReply(new URL('oauth/token', issuer), {
      method: 'POST',
      body: new URLSearchParams({ grant_type: personaGrant, client_id: clientId, persona: personaKey }),
    })
  ).get('access_token');
  if (typeof token !== 'string')
    throw new CliError(`The issuer at ${issuer} gave no token for ${personaKey}.`);
  return token;
}
