/** What the server tells the browser: whom to sign in with. Nothing in it is secret. */
export interface Settings {
  issuer: string;
  clientId: string;
  audience: string;
}

let loading: Promise<Settings> | undefined;

const textIn = (value: object, key: string): string => {
  const found: unknown = Object.entries(value).find(([name]) => name === key)?.[1];
  if (typeof found !== 'string' || found === '') throw new Error(`/config.json has no ${key}`);
  return found;
};

const load = async (): Promise<Settings> => {
  const answer = await fetch('/config.json');
  if (!answer.ok) throw new Error(`/config.json answered ${answer.status}`);
  const value: unknown = await answer.json();
  if (typeof value !== 'object' || value === null) throw new Error('/config.json is not an object');
  return {
    issuer: textIn(value, 'issuer'),
    clientId: textIn(value, 'clientId'),
    audience: textIn(value, 'audience'),
  };
};

/** Read once; after a failure the next call tries again. */
export const settings = (): Promise<Settings> => {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
};
