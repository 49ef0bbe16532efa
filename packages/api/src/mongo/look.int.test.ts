import { type Document, ObjectId } from 'mongodb';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/mongo/test-database.ts';
import { findOneBeside, lookAt } from './look.ts';

describe('a read of one document', () => {
  const { client, db } = useTestDatabase('look');
  const some = db.collection<{ _id: ObjectId; a: number; b: string }>('some');
  const [id, nowhere] = [new ObjectId(), new ObjectId()];
  beforeAll(() => some.insertMany([2, 1].map((a) => ({ _id: a === 1 ? id : new ObjectId(), a, b: 'b' }))));

  const looks = {
    other: lookAt({ name: 'some' }, { by: { ids: id, foreign: '_id' } }, (found) => found.length),
  };

  /** What the driver has noted as open. */
  const open = () => {
    const state: unknown = Reflect.get(client, 's');
    if (typeof state !== 'object' || state === null) throw new Error('The driver keeps its state elsewhere');
    return [Reflect.get(state, 'activeSessions'), Reflect.get(state, 'activeCursors')];
  };
  afterEach(() => expect(open()).toMatchObject([{ size: 0 }, { size: 0 }]));

  const sentBy = async (call: () => Promise<unknown>) => {
    const sent: Document[] = [];
    const note = ({ command: { lsid: _, $clusterTime: __, ...command } }: { command: Document }) =>
      sent.push(command);
    client.on('commandStarted', note);
    await call();
    client.off('commandStarted', note);
    return sent;
  };

  it('answers the first, with what the looks find beside it', async () => {
    const filter = { b: 'b' };
    expect(await findOneBeside(some, { filter, sort: { a: 1 } })).toMatchObject({ doc: { _id: id } });
    expect(await findOneBeside(some, { filter, sort: { a: 1 } }, looks)).toMatchObject({
      doc: { _id: id },
      beside: { other: 1 },
    });
  });

  it('answers nothing where there is none', async () => {
    const filter = { _id: nowhere };
    expect(await findOneBeside(some, { filter })).toBeUndefined();
    expect(await findOneBeside(some, { filter }, looks)).toBeUndefined();
  });

  it('leaves nothing open when it is refused', async () => {
    const filter = { $nonsense: 1 };
    await expect(findOneBeside(some, { filter })).rejects.toThrow('nonsense');
    await expect(findOneBeside(some, { filter }, looks)).rejects.toThrow('nonsense');
  });

  it("sends what the driver's findOne sends, in a transaction too", async () => {
    const [filter, projection] = [{ _id: id }, { b: 0 } as const];
    expect(await sentBy(() => findOneBeside(some, { filter, projection }))).toEqual(
      await sentBy(() => some.findOne(filter, { projection })),
    );
    await client.withSession(async (session) => {
      session.startTransaction();
      expect(await findOneBeside(some, { filter, session })).toMatchObject({ doc: { a: 1 } });
      expect(await sentBy(() => findOneBeside(some, { filter, session }))).toEqual(
        await sentBy(() => some.findOne(filter, { session })),
      );
      expect(session.inTransaction()).toBe(true);
      await session.abortTransaction();
    });
  });
});
