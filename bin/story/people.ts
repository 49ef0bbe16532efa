import { createPmpClient, type PmpClient } from '../../packages/client/src/index.ts';
import { requestToken } from '../../packages/devkit/src/issuer/request-token.ts';
import { persona } from '../../packages/devkit/src/personas.ts';
import type { Stack } from '../../packages/devkit/src/stack/start-stack.ts';

/** Everybody who has a part in the story, each with a client of their own that signs in at the local issuer. */
export interface People {
  readonly homeowner: PmpClient;
  readonly contractor: PmpClient;
  readonly rival: PmpClient;
  readonly official: PmpClient;
}

/** Signs everybody in, with real tokens. */
export async function signIn({ url, issuerUrl }: Pick<Stack, 'url' | 'issuerUrl'>): Promise<People> {
  const clientOf = async (...who: Parameters<typeof persona>) => {
    const { accessToken } = await requestToken(issuerUrl, persona(...who));
    return createPmpClient({ url, getToken: () => accessToken });
  };
  return {
    homeowner: await clientOf('homeowner'),
    contractor: await clientOf('contractor'),
    rival: await clientOf('contractor', true),
    official: await clientOf('official'),
  };
}
