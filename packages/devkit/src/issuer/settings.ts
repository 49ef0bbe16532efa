import type { AllowedUris } from './allowed-uris.ts';

/** The browser app and the command line: both public clients, neither has a secret. */
export const WEB_CLIENT_ID = 'pmp-web';
export const CLI_CLIENT_ID = 'pmp-cli';
/** A grant of this local issuer alone: a token for a persona without a browser. */
export const PERSONA_GRANT = 'urn:pmp:persona';

export const ACCESS_TOKEN_SECONDS = 3600;
export const SIGNED_IN_SECONDS = 14 * 24 * 3600;
/** What a request may ask for; an access token for the API carries what was asked, as Auth0's do. */
export const SCOPES = ['openid', 'profile', 'email', 'offline_access'];

/** What the issuer's parts need to know; settled once, when the port is known. */
export interface IssuerSettings {
  /** With its trailing slash, as Auth0's. */
  readonly url: string;
  readonly audience: string;
  readonly rolesClaim: string;
  readonly webClientId: string;
  readonly uris: AllowedUris;
}
