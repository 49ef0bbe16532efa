import { MongoClient } from 'mongodb';
import { expect, inject, it } from 'vitest';

it('serves transactions from the shared test server', async () => {
  const client = new MongoClient(inject('mongoUrl'));
  const db = client.db('launcher_int_test');
  try {
    await db.collection('notes').deleteMany({});
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await db.collection('notes').insertOne({ text: 'one' }, { session });
        await db.collection('notes').insertOne({ text: 'two' }, { session });
      }),
    );
    expect(await db.collection('notes').countDocuments()).toBe(2);
  } finally {
    await db.dropDatabase();
    await client.close();
  }
});
