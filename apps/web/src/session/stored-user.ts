/** The person behind the token, as the ID token names them. */
export interface Person {
  sub: string;
  name: string;
}

/** What of a stored sign-in is needed to call the server. */
export interface StoredUser {
  token: string;
  /** In seconds since 1970. */
  expiresAt: number;
  person: Person;
}

/** oidc-client-ts keeps a user under this prefix; it is read here too, so that the list shows before that library is loaded. */
export const storePrefix = 'pmp.';
const userPrefix = `${storePrefix}user:`;

const fields = (value: unknown): Map<string, unknown> =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);

const parse = (text: string): StoredUser | undefined => {
  try {
    const user = fields(JSON.parse(text));
    const profile = fields(user.get('profile'));
    const token = user.get('access_token');
    const sub = profile.get('sub');
    if (typeof token !== 'string' || typeof sub !== 'string') return undefined;
    const name = profile.get('name') ?? profile.get('email');
    const expiresAt = user.get('expires_at');
    return {
      token,
      expiresAt: typeof expiresAt === 'number' ? expiresAt : 0,
      person: { sub, name: typeof name === 'string' ? name : 'Signed in' },
    };
  } catch {
    return undefined;
  }
};

const keysOf = (storage: Storage): string[] =>
  Array.from({ length: storage.length }, (_, index) => storage.key(index)).filter(
    (key): key is string => key?.startsWith(userPrefix) === true,
  );

export const readUser = (storage: Storage): StoredUser | undefined => {
  const [key] = keysOf(storage);
  const text = key === undefined ? null : storage.getItem(key);
  return text === null ? undefined : parse(text);
};

export const forgetUser = (storage: Storage): void => {
  for (const key of keysOf(storage)) storage.removeItem(key);
};
