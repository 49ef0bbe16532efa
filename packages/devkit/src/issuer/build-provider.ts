import { type Configuration, errors, interactionPolicy, Provider } from 'oidc-provider';
import { findPersona, personaOfSub } from '../personas.ts';
import { idClaims } from './id-claims.ts';
import { problemPage } from './pages.ts';
import { addPersonaGrant } from './persona-grant.ts';
import { sendPage } from './reply.ts';
import {
  ACCESS_TOKEN_SECONDS,
  CLI_CLIENT_ID,
  type IssuerSettings,
  PERSONA_GRANT,
  SCOPES,
  SIGNED_IN_SECONDS,
} from './settings.ts';
import type { SigningKey } from './signing-keys.ts';
import type { IssuerStore } from './store.ts';

/**
 * An OpenID provider shaped like Auth0: its paths, its `audience` parameter, its trailing slash, its namespaced
 * roles claim, no consent page for a first-party app. A rotation builds a new one over the same store.
 */
export function buildProvider(
  settings: IssuerSettings,
  keys: readonly SigningKey[],
  store: IssuerStore,
): Provider {
  const provider = new Provider(settings.url, configure(settings, keys, store));
  // The registered list is exact; ours also takes loopback on any port.
  provider.Client.prototype.redirectUriAllowed = (uri: string) => settings.uris.callback(uri);
  addPersonaGrant(provider, settings);
  return provider;
}

function configure(settings: IssuerSettings, keys: readonly SigningKey[], store: IssuerStore): Configuration {
  const { audience, rolesClaim, url } = settings;
  const cookie = (name: string): string => `pmp_issuer_${new URL(url).port}_${name}`;
  const policy = interactionPolicy.base();
  policy.get('login')?.checks.add(personaWasAskedFor);
  return {
    adapter: store.adapter,
    jwks: { keys },
    clients: [
      {
        client_id: settings.webClientId,
        client_name: 'Property Maintenance Platform',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: ['http://127.0.0.1/callback'],
      },
      {
        client_id: CLI_CLIENT_ID,
        token_endpoint_auth_method: 'none',
        grant_types: [PERSONA_GRANT],
        response_types: [],
        redirect_uris: [],
      },
    ],
    clientDefaults: { id_token_signed_response_alg: 'RS256' },
    scopes: SCOPES,
    responseTypes: ['code'],
    claims: {
      openid: ['sub', rolesClaim],
      profile: ['name', 'given_name', 'family_name', 'nickname'],
      email: ['email', 'email_verified'],
    },
    conformIdTokenClaims: false,
    findAccount: (_ctx, sub) => {
      const persona = personaOfSub(sub);
      return persona && { accountId: sub, claims: () => idClaims(persona, rolesClaim) };
    },
    // An unknown one is refused below, where the resource is looked up.
    extraParams: ['audience'],
    extraTokenClaims: (_ctx, token) => {
      const persona = 'accountId' in token ? personaOfSub(token.accountId) : undefined;
      // At Auth0 an Action adds both.
      return persona && { name: persona.name, [rolesClaim]: persona.roles };
    },
    formats: {
      customizers: {
        jwt: (_ctx, token, jwt) => {
          // Auth0 lists /userinfo beside the API as soon as openid was asked for.
          if (token.scopes.has('openid')) jwt.payload.aud = [audience, `${url}userinfo`];
        },
      },
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: (ctx, _client, oneOf) => {
          const asked = ctx.oidc.params?.audience;
          return oneOf ?? (typeof asked === 'string' ? asked : []);
        },
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, resource) => {
          if (resource !== audience) throw new errors.InvalidTarget(unknownAudience(resource));
          return {
            audience,
            scope: SCOPES.join(' '),
            accessTokenFormat: 'jwt',
            accessTokenTTL: ACCESS_TOKEN_SECONDS,
            jwt: { sign: { alg: 'RS256', ...(keys[0] && { kid: keys[0].kid }) } },
          };
        },
      },
    },
    // No consent page: every sign-in gets a grant of its own, so that a reused refresh token ends one sign-in only.
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(SCOPES.join(' '));
      grant.addResourceScope(audience, SCOPES.join(' '));
      await grant.save();
      return grant;
    },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    // Three personas in three tabs share one cookie: the last sign-in must not end the others.
    expiresWithSession: () => false,
    rotateRefreshToken: true,
    interactions: { policy, url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    renderError: (ctx, out) => {
      sendPage(ctx.res, ctx.status, problemPage(out.error, out.error_description ?? ''));
      ctx.respond = false;
    },
    clientBasedCORS: (_ctx, origin, client) =>
      client.clientId === settings.webClientId && settings.uris.origin(origin),
    cookies: {
      names: { session: cookie('session'), interaction: cookie('interaction'), resume: cookie('resume') },
    },
    discovery: { end_session_endpoint: `${url}oidc/logout` },
    routes: {
      authorization: '/authorize',
      token: '/oauth/token',
      jwks: '/.well-known/jwks.json',
      userinfo: '/userinfo',
    },
    ttl: {
      AccessToken: ACCESS_TOKEN_SECONDS,
      IdToken: ACCESS_TOKEN_SECONDS,
      AuthorizationCode: 60,
      Interaction: 3600,
      Session: SIGNED_IN_SECONDS,
      Grant: SIGNED_IN_SECONDS,
      RefreshToken: SIGNED_IN_SECONDS,
    },
  };
}

/** A persona link wins over whoever is signed in here. */
const personaWasAskedFor = new interactionPolicy.Check(
  'login_hint',
  'another persona was asked for',
  'login_required',
  ({ oidc }) => {
    const hint = oidc.params?.login_hint;
    const asked = typeof hint === 'string' ? findPersona(hint) : undefined;
    return asked !== undefined && oidc.session?.accountId !== asked.sub;
  },
);

const unknownAudience = (value: string): string => `Service not found: ${value}`;
