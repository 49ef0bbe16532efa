import {
  type Composed,
  type Connection,
  composeApi,
  openConnection,
  saveJurisdictions,
  userIdOf,
} from '@pmp/api/server';
import { demoCities, toJurisdiction } from './map.ts';
import { assignments } from './people.ts';

/** Generous: the embedded database is slow, and nobody waits for a reply here. */
export const socketTimeoutMs = 30_000;

interface Installation {
  connection: Pick<Connection, 'db'>;
  officials: Composed['deps']['officials'];
  userNamespace: string;
}

/** The demo cities' territories, streets and officials; saved again, they stay the same. */
export const saveMap = async ({ connection, officials, userNamespace }: Installation) => {
  await saveJurisdictions(connection.db, demoCities.map(toJurisdiction));
  for (const [jurisdictionId, sub] of Object.entries(assignments)) {
    await officials.assign(userIdOf(userNamespace, sub), jurisdictionId);
  }
};

interface MapOptions {
  mongoUrl: string;
  dbName: string;
  /** What user ids are made of besides the subject. */
  userNamespace: string;
}

/** Puts the demo cities and their officials on the map, without homes or requests. Answers the cities' names. */
export const seedMap = async ({ mongoUrl, dbName, userNamespace }: MapOptions) => {
  const connection = openConnection({ url: mongoUrl, dbName, socketTimeoutMs });
  const onError = (error: unknown) => {
    throw error;
  };
  const api = composeApi({ connection, version: 'demo', userNamespace, onError });
  try {
    await saveMap({ connection, officials: api.deps.officials, userNamespace });
  } finally {
    await api.stop();
    await connection.close();
  }
  return demoCities.map(({ name }) => name);
};
