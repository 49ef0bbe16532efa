import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../user-error.ts';
import { allowedUris, isLoopback } from './allowed-uris.ts';
import { buildProvider } from './build-provider.ts';
import { type MintOptions, mintToken } from './mint.ts';
import { redirect, sendJson } from './reply.ts';
import { type IssuerSettings, WEB_CLIENT_ID } from './settings.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import {
  loadSigningKeys,
  MAX_KEYS,
  newSigningKey,
  type SigningKey,
  saveSigningKeys,
} from './signing-keys.ts';
import { IssuerStore } from './store.ts';
import { bearerJwt, userinfo } from './userinfo.ts';

export interface IssuerOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** The port that its address names, when something stands before it. */
  readonly publicPort?: number;
  /** Loopback only; the default is 127.0.0.1. */
  readonly host?: string;
  /** Where the signing keys are kept, so that tokens survive a restart. Without it they end with the process. */
  readonly dataDir?: string;
  readonly audience: string;
  readonly rolesClaim: string;
  /** Where the web is served. Loopback origins are let in on any port without being named. */
  readonly webOrigins?: readonly string[];
  readonly webClientId?: string;
  /** How long a used refresh token still works, for two tabs that refresh at once (default 5). */
  readonly refreshLeewaySeconds?: number;
  /** Where "production" is looked for. Required, so that the guard cannot be forgotten; tests pass `{}`. */
  readonly env: { readonly NODE_ENV?: string | undefined; readonly PMP_MODE?: string | undefined };
}

export interface Issuer {
  /** With a trailing slash: exactly the `iss` of its tokens. */
  readonly url: string;
  readonly port: number;
  /** How often the key set was fetched since the start. */
  jwksRequests(): number;
  /** Puts the next key into the key set without signing with it, as Auth0 does ahead of a rotation. */
  publishNextKey(): Promise<void>;
  /** Signs with a new key (the published next one, if any); `keepOld: false` revokes all earlier ones. */
  rotate(options?: { keepOld?: boolean }): Promise<void>;
  /** An access token straight from the signing key, right or deliberately wrong. For tests. */
  mint(options?: MintOptions): Promise<string>;
  stop(): Promise<void>;
}

/** Starts the local OpenID issuer. It signs in anybody as anybody: for development, demo and tests only. */
export async function startIssuer(options: IssuerOptions): Promise<Issuer> {
  const host = options.host ?? '127.0.0.1';
  refuseUnsafe(host, options.env);
  let keys = await loadSigningKeys(options.dataDir);
  let next: SigningKey | undefined;
  let jwksRequests = 0;

  const server = createServer({ requestTimeout: 30_000 });
  const port = await listen(server, options.port, host);
  const settings: IssuerSettings = {
    url: `http://${host.includes(':') ? `[${host.replace(/[[\]]/g, '')}]` : host}:${options.publicPort ?? port}/`,
    audience: options.audience,
    rolesClaim: options.rolesClaim,
    webClientId: options.webClientId ?? WEB_CLIENT_ID,
    uris: allowedUris(options.webOrigins ?? []),
  };
  const store = new IssuerStore(options.refreshLeewaySeconds ?? 5);
  let provider = buildProvider(settings, keys, store);
  let answerByProvider = provider.callback();
  const publish = (): void => {
    provider = buildProvider(settings, next ? [...keys, next] : keys, store);
    answerByProvider = provider.callback();
  };

  const handle = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (!isLoopback(hostname(req)))
      return sendJson(res, 421, { error: 'This issuer answers on loopback only.' });
    const path = new URL(req.url ?? '/', settings.url).pathname;
    if (path === '/.well-known/jwks.json') jwksRequests += 1;
    if (path.startsWith('/interaction/')) return signIn(provider, req, res);
    if (path === '/oidc/logout' || path === '/v2/logout')
      return signOut({ provider, store, settings }, req, res);
    if (path === '/userinfo' && bearerJwt(req) !== undefined) return userinfo(settings, keys, req, res);
    if (path === '/') return redirect(res, '/.well-known/openid-configuration');
    await answerByProvider(req, res);
  };
  server.on('request', (req, res) => {
    handle(req, res).catch(() => {
      if (res.headersSent) res.destroy();
      else sendJson(res, 500, { error: 'server_error' });
    });
  });

  return {
    url: settings.url,
    port,
    jwksRequests: () => jwksRequests,
    publishNextKey: async () => {
      next ??= await newSigningKey();
      publish();
    },
    rotate: async ({ keepOld = true } = {}) => {
      keys = [next ?? (await newSigningKey()), ...(keepOld ? keys : [])].slice(0, MAX_KEYS);
      next = undefined;
      await saveSigningKeys(options.dataDir, keys);
      publish();
    },
    mint: (mintOptions) => mintToken(settings, signingKey(keys), mintOptions),
    stop: () => close(server),
  };
}

/** It hands out every role without a password, so it must not be reachable or run beside real data. */
function refuseUnsafe(host: string, env: IssuerOptions['env']): void {
  if (env.NODE_ENV === 'production' || env.PMP_MODE === 'production') {
    throw new Error(
      'The local issuer signs in anybody and does not start in production: set AUTH0_DOMAIN instead.',
    );
  }
  if (!isLoopback(host)) throw new UserError(`The local issuer listens on loopback only, not on "${host}".`);
}

function signingKey([first]: readonly SigningKey[]): SigningKey {
  if (!first) throw new Error('The issuer has no signing key.');
  return first;
}

/** A page on the internet whose name resolves to this machine must not talk to the issuer (DNS rebinding). */
const hostname = (req: IncomingMessage): string => URL.parse(`http://${req.headers.host}`)?.hostname ?? '';

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const taken = 'code' in error && error.code === 'EADDRINUSE';
      const text = `Port ${port} is taken: stop what uses it, or set PMP_ISSUER_PORT to a free port.`;
      reject(taken ? new UserError(text, { cause: error }) : error);
    });
    server.listen(port, host.replace(/[[\]]/g, ''), () => {
      const address: AddressInfo | string | null = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
