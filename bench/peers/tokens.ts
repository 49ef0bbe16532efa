import { createHash } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { ObjectId } from 'mongodb';
import { settings } from './settings.ts';

/** Who calls. */
export interface Caller {
  readonly id: ObjectId;
  readonly roles: readonly string[];
}

const keys = createRemoteJWKSet(new URL('.well-known/jwks.json', settings.issuer));
const known = new Map<string, { caller: Caller; until: number }>();
const rememberedMs = 60_000;

const verify = async (token: string): Promise<Caller> => {
  const { payload } = await jwtVerify(token, keys, {
    issuer: settings.issuer,
    audience: settings.audience,
    algorithms: ['RS256'],
  });
  const roles = payload[settings.rolesClaim];
  const name = createHash('sha256').update(`${settings.issuer}\n${payload.sub}`).digest('hex').slice(0, 24);
  const caller = { id: new ObjectId(name), roles: Array.isArray(roles) ? roles.map(String) : [] };
  const until = Math.min(Date.now() + rememberedMs, Number(payload.exp) * 1000);
  known.set(token, { caller, until });
  return caller;
};

/** A refusal with the status that it is answered with. */
export class Refused extends Error {
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

/** What is not there, and what is not theirs to see. */
export const missing = () => new Refused(404, 'Not found');

/** Checks token and role; a token that was verified within the last minute is not verified again. */
export const callerOf = async (authorization: string | undefined, role: string): Promise<Caller> => {
  const token = authorization?.startsWith('Bearer ') ? authorization.slice(7) : '';
  const entry = known.get(token);
  const caller = entry && entry.until > Date.now() ? entry.caller : await verified(token);
  if (!caller.roles.includes(role)) throw new Refused(403, `Only a ${role} may do this`);
  return caller;
};

const verified = async (token: string) => {
  try {
    return await verify(token);
  } catch {
    throw new Refused(401, 'Sign in first');
  }
};
