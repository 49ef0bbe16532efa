import { errors, type Provider } from 'oidc-provider';
import { findPersona, personas } from '../personas.ts';
import { ACCESS_TOKEN_SECONDS, type IssuerSettings, PERSONA_GRANT } from './settings.ts';

/**
 * `grant_type=urn:pmp:persona&client_id=pmp-cli&persona=hannah`: a token without a browser, made by the same code
 * path as the browser's. No origin may read it (CORS lets in the web client only) and the issuer is on loopback.
 */
export function addPersonaGrant(provider: Provider, { audience }: IssuerSettings): void {
  provider.registerGrantType<{ persona?: string; audience?: string }>(
    PERSONA_GRANT,
    async (ctx) => {
      const { client, params } = ctx.oidc;
      const persona = findPersona(params.persona ?? '');
      if (!persona) {
        throw new errors.InvalidRequest(
          `persona must be one of ${personas.map(({ key }) => key).join(', ')}`,
        );
      }
      if (params.audience !== undefined && params.audience !== audience) throw new errors.InvalidTarget();
      const grant = new provider.Grant({ clientId: client.clientId, accountId: persona.sub });
      const scope = 'openid profile email';
      grant.addOIDCScope(scope);
      grant.addResourceScope(audience, scope);
      const token = new provider.AccessToken({
        accountId: persona.sub,
        client,
        grantId: await grant.save(),
        gty: PERSONA_GRANT,
        scope,
      });
      token.resourceServer = new provider.ResourceServer(audience, {
        audience,
        scope,
        accessTokenFormat: 'jwt',
        accessTokenTTL: ACCESS_TOKEN_SECONDS,
      });
      ctx.body = {
        access_token: await token.save(),
        expires_in: token.expiration,
        scope,
        token_type: token.tokenType,
      };
    },
    ['persona', 'audience'],
  );
}
