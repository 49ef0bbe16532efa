import { type Connection, openConnection, saveJurisdictions } from '@pmp/api/server';
import { demoCities, toJurisdiction } from './map.ts';

/** Generous: the embedded database is slow, and nobody waits for a reply here. */
export const socketTimeoutMs = 30_000;

/** The demo cities' territories and streets; saved again, they stay the same. */
export const saveMap = ({ db }: Pick<Connection, 'db'>) =>
  saveJurisdictions(db, demoCities.map(toJurisdiction));

/** Puts the demo cities on the map, with nobody in them, so that their addresses are found. Answers their names. */
export const seedMap = async ({ mongoUrl, dbName }: { mongoUrl: string; dbName: string }) => {
  const connection = openConnection({ url: mongoUrl, dbName, socketTimeoutMs });
  try {
    await saveMap(connection);
  } finally {
    await connection.close();
  }
  return demoCities.map(({ name }) => name);
};
