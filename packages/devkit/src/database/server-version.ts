import type { MongoClient } from 'mongodb';

/** What the server calls itself; SecantusDB also names the MongoDB whose commands it follows. */
export async function serverVersion(client: MongoClient, name = 'MongoDB'): Promise<string> {
  const info = await client.db('admin').command({ buildInfo: 1 });
  const own: unknown = info['secantusVersion'];
  return typeof own === 'string' ? `SecantusDB ${own}` : `${name} ${info['version']}`;
}
