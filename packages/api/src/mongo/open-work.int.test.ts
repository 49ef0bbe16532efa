import { afterEach, describe, expect, inject, it } from 'vitest';
import { Bag } from '../kernel/bag.ts';
import { type Connection, openConnection } from './connection.ts';

/** What the driver keeps in its own register. */
const noted = (connection: Connection, name: string): unknown =>
  Reflect.get(Reflect.get(connection.client, 's'), name);

describe('what the driver has open', () => {
  let connection: Connection;
  afterEach(() => connection.close());

  const openSome = async () => {
    connection = openConnection({ url: inject('mongoUrl'), dbName: 'open_work' });
    const { client, db } = connection;
    await db.collection('some').insertMany([{ a: 1 }, { a: 2 }, { a: 3 }]);
    const session = client.startSession();
    const cursor = db.collection('some').find().batchSize(2);
    await cursor.next();
    return { session, cursor };
  };

  it.each(['activeSessions', 'activeCursors'])('is noted in a bag: %s', async (name) => {
    connection = openConnection({ url: inject('mongoUrl'), dbName: 'open_work' });
    expect(noted(connection, name)).toBeInstanceOf(Bag);
    await connection.connect();
    expect(noted(connection, name)).toBeInstanceOf(Bag);
  });

  it('is there while it is open and gone afterwards', async () => {
    const { session, cursor } = await openSome();
    expect([...(noted(connection, 'activeSessions') as Bag<object>)]).toContain(session);
    expect([...(noted(connection, 'activeCursors') as Bag<object>)]).toEqual([cursor]);

    await Promise.all([session.endSession(), cursor.close()]);
    expect(noted(connection, 'activeSessions')).toHaveProperty('size', 0);
    expect(noted(connection, 'activeCursors')).toHaveProperty('size', 0);
  });

  it('is ended when the connection is closed', async () => {
    const { session, cursor } = await openSome();
    await connection.close();
    expect(session.hasEnded).toBe(true);
    expect(cursor.killed).toBe(true);
  });
});
