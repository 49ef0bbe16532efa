import { createPmpClient, type PmpClient } from '@pmp/client';
import type { Role } from '@pmp/contracts/role';
import { CliError, exitCodes } from './failure.ts';
import type { Io } from './io.ts';
import { isLoopback, localToken, personaKeys } from './local-token.ts';
import { createOutput, type Output } from './output.ts';
import { platformUrl } from './platform-url.ts';

/** The options that every command takes. */
export interface GlobalOptions {
  readonly url?: string;
  readonly token?: string;
  readonly as?: Role;
  readonly other?: boolean;
  readonly json?: boolean;
}

export interface Session {
  readonly url: string;
  readonly client: PmpClient;
  readonly output: Output;
}

const waitMs = 30_000;

/** Options of one call: it is given up after a while. */
export const patience = () => ({ signal: AbortSignal.timeout(waitMs) });

interface Caller {
  /** Anybody may call. */
  readonly open?: boolean;
  /** Who calls on a local stack when nothing is said. */
  readonly role?: Role;
}

/** Settles where to call and as whom. What is open to everybody needs no token, so it asks for none. */
export async function openSession(
  io: Io,
  options: GlobalOptions,
  { open = false, role = 'homeowner' }: Caller = {},
): Promise<Session> {
  const url = await platformUrl(io.env, options.url);
  const getToken = tokenOf(io, { ...options, url }, { open, role });
  return {
    url,
    client: createPmpClient({ url, ...(getToken && { getToken }) }),
    output: createOutput(io, options.json ?? false),
  };
}

type GetToken = () => Promise<string | undefined>;

function tokenOf(
  io: Io,
  options: GlobalOptions & { url: string },
  usual: Required<Caller>,
): GetToken | undefined {
  const { url, as: role, other = false } = options;
  if (options.token !== undefined && role !== undefined) {
    throw new CliError('--token and --as exclude each other.', exitCodes.usage);
  }
  const token = options.token ?? (role === undefined && !other ? io.env.token : undefined);
  if (token !== undefined) return () => Promise.resolve(token);
  const asked = role !== undefined || other;
  if (!isLoopback(url)) {
    if (asked) throw new CliError(`--as is for a stack on this machine, and ${url} is not.`, exitCodes.usage);
    return undefined;
  }
  if (usual.open && !asked) return undefined;
  const key = personaKeys[role ?? usual.role][other ? 1 : 0];
  let asking: Promise<string | undefined> | undefined;
  return async () => {
    asking ??= localToken(url, key);
    const found = await asking;
    if (found === undefined && asked) {
      throw new CliError(`--as needs the local issuer, and ${url} uses another.`, exitCodes.usage);
    }
    return found;
  };
}
