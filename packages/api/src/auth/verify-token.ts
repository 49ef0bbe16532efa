import { type CryptoKey, decodeJwt, errors, jwtVerify } from 'jose';
import { isCompactJws, readBearer, refusedToken } from './bearer.ts';
import { type ClaimRules, kidOf, MAX_LIFETIME_S, principalOf, TokenRefused } from './claims.ts';
import { type KeyStore, KeysUnavailable } from './key-store.ts';
import { type AuthOutcome, type Principal, type RefusalReason, refusals } from './principal.ts';
import { createVerifiedTokens, digestOf } from './verified-tokens.ts';

const CLOCK_TOLERANCE_S = 5;

export interface VerifierOptions extends ClaimRules {
  readonly audience: string;
  /** RS256 is all that is supported; given, so that a configuration that asks for more does not start. */
  readonly algorithms: readonly string[];
  readonly keyStore: Pick<KeyStore, 'key' | 'revision'>;
  readonly clock: { now(): Date };
  readonly monotonic?: () => number;
}

export interface Verifier {
  /**
   * Takes every Authorization header of the request; answers at once without a token, or with one that was verified within the last minute.
   * Throws, or rejects, only for a fault of ours.
   */
  authenticate(authorizationHeaders: readonly string[]): AuthOutcome | Promise<AuthOutcome>;
}

/** Throws when issuer, audience, roles claim or algorithms are empty: jose would then check nothing. */
export function createVerifier(options: VerifierOptions): Verifier {
  const { issuer, audience, algorithms, keyStore, clock, monotonic = () => performance.now() } = options;
  if (issuer === '' || audience === '' || options.rolesClaim === '') {
    throw new TypeError('A verifier needs an issuer, an audience and a roles claim');
  }
  if (algorithms.length === 0 || algorithms.some((algorithm) => algorithm !== 'RS256')) {
    throw new TypeError(
      `Tokens are verified with RS256 only, not with: ${algorithms.join(', ') || 'nothing'}`,
    );
  }
  const verified = createVerifiedTokens({ clock, monotonic, keys: keyStore });

  async function keyFor(header: Parameters<typeof kidOf>[0]): Promise<CryptoKey> {
    const key = await keyStore.key(kidOf(header));
    if (key === undefined) throw new TokenRefused(refusals.signature);
    return key;
  }

  async function verify(token: string): Promise<Principal> {
    if (!isCompactJws(token)) throw new TokenRefused(refusals.malformed);
    // Before the key is looked up: a foreign token must not make us ask our issuer for its key.
    if (decodeJwt(token).iss !== issuer) throw new TokenRefused(refusals.notForUs);
    const { payload } = await jwtVerify(token, keyFor, {
      issuer,
      audience,
      algorithms: [...algorithms],
      requiredClaims: ['exp', 'iat', 'sub'],
      clockTolerance: CLOCK_TOLERANCE_S,
      maxTokenAge: MAX_LIFETIME_S,
      currentDate: clock.now(),
    });
    return principalOf(payload, options);
  }

  async function verifyOnce(token: string, digest: string): Promise<AuthOutcome> {
    const { revision } = keyStore;
    try {
      const principal = await verify(token);
      verified.add(digest, principal, revision);
      return { kind: 'principal', principal };
    } catch (error) {
      if (error instanceof KeysUnavailable)
        return { kind: 'unavailable', retryAfterSeconds: error.retryAfterSeconds };
      return refusedToken(reasonOf(error));
    }
  }

  return {
    authenticate(authorizationHeaders) {
      const token = readBearer(authorizationHeaders);
      if (typeof token !== 'string') return token;
      const digest = digestOf(token);
      const known = verified.get(digest);
      return known === undefined ? verifyOnce(token, digest) : { kind: 'principal', principal: known };
    },
  };
}

/** By jose's stable codes, never its messages. What is not about the token goes up as the fault that it is. */
function reasonOf(error: unknown): RefusalReason {
  if (error instanceof TokenRefused) return error.reason;
  // jose throws it for bytes that it cannot decode.
  if (error instanceof TypeError) return refusals.malformed;
  if (!(error instanceof errors.JOSEError)) throw error;
  switch (error.code) {
    case 'ERR_JWT_EXPIRED':
      return refusals.expired;
    case 'ERR_JWT_CLAIM_VALIDATION_FAILED':
      return error instanceof errors.JWTClaimValidationFailed ? reasonOfClaim(error) : refusals.malformed;
    case 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED':
    case 'ERR_JOSE_ALG_NOT_ALLOWED':
      return refusals.signature;
    default:
      return refusals.malformed;
  }
}

function reasonOfClaim({ claim, reason }: errors.JWTClaimValidationFailed): RefusalReason {
  if (claim === 'iss' || claim === 'aud') return refusals.notForUs;
  if ((claim === 'nbf' || claim === 'iat') && reason === 'check_failed') return refusals.notYet;
  return refusals.malformed;
}
