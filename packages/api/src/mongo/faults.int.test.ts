import { type BulkWriteOptions, MongoBulkWriteError } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { anEntry, aRequest, asOwner } from '../../test/factories/request.ts';
import { hexId } from '../../test/factories/unique.ts';
import { useTestDatabase } from '../../test/mongo/test-database.ts';
import { AppError } from '../kernel/app-error.ts';
import { mongoContractors } from '../modules/contractor/contractor.mongo.ts';
import { mongoRequests, requestCollection } from '../modules/request/request.mongo.ts';
import { open } from './collection.ts';
import { openConnection } from './connection.ts';
import { isDuplicateKey, reach } from './faults.ts';
import { toObjectId } from './object-id.ts';

describe('faults of the database', () => {
  const { db } = useTestDatabase('faults');

  it('call a database that is away unavailable, and say when to come back', async () => {
    // Port 1 refuses; nothing listens there.
    const away = openConnection({
      url: 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200',
      dbName: 'none',
    });
    const requests = mongoRequests(away.db);
    const looks = { contractors: mongoContractors(away.db).manyBeside([hexId()]) };
    const scope = asOwner(hexId());
    try {
      for (const read of [requests.find(hexId(), scope), requests.findWith(hexId(), scope, looks)]) {
        const error = await read.catch((fault: unknown) => fault);
        expect(error).toBeInstanceOf(AppError);
        expect(error).toMatchObject({ code: 'unavailable', details: { retryAfterSeconds: 2 } });
      }
      await expect(away.ping()).rejects.toThrow();
    } finally {
      await away.close();
    }
  });

  it('let an error of ours through as it is', async () => {
    const ours = new Error('a bug');
    await expect(reach(() => Promise.reject(ours))).rejects.toBe(ours);
  });

  it('know a duplicate key from any other fault', async () => {
    const requests = open(db, requestCollection);
    const request = aRequest();
    await mongoRequests(db).insert(request, anEntry(request), undefined);
    const stored = await requests.findOne({ _id: toObjectId(request.id) });
    if (!stored) throw new Error('The request is gone');
    const error = await requests.insertOne(stored).catch((fault: unknown) => fault);
    expect(isDuplicateKey(error)).toBe(true);
    const other = await db.command({ noSuchCommand: 1 }).catch((fault: unknown) => fault);
    expect(other).toBeInstanceOf(Error);
    expect(isDuplicateKey(other)).toBe(false);
  });

  it('know duplicates alone from those beside which something else went wrong', async () => {
    const ids = db.collection<{ _id: number }>('ids');
    const insert = async (all: number[], options: BulkWriteOptions = {}) => {
      const error = await ids
        .insertMany(
          all.map((_id) => ({ _id })),
          { ordered: false, ...options },
        )
        .catch((fault: unknown) => fault);
      if (!(error instanceof MongoBulkWriteError)) throw new Error('Nothing was refused');
      return error;
    };
    await ids.insertMany([{ _id: 1 }, { _id: 2 }]);
    const duplicates = await insert([1, 2, 3]);
    expect(isDuplicateKey(duplicates)).toBe(true);

    await db.command({ collMod: 'ids', validator: { _id: { $ne: 4 } } });
    const mixed = await insert([1, 4]);
    const writeErrors = [mixed.writeErrors].flat().toSorted((a, b) => a.index - b.index);
    expect(writeErrors.map(({ code }) => code)).toEqual([11_000, 121]);
    // In the order and under the code that MongoDB gives them; another server may begin with what is no duplicate.
    Object.assign(mixed, { code: 11_000, writeErrors });
    expect(isDuplicateKey(mixed)).toBe(false);

    const unsafe = await insert([5], { writeConcern: { w: 9, wtimeoutMS: 10 } });
    expect(unsafe.result.getWriteConcernError()).toBeDefined();
    expect(isDuplicateKey(unsafe)).toBe(false);
    // Where both happened the driver tells of the writes, and has the rest in the result.
    duplicates.result = unsafe.result;
    expect(isDuplicateKey(duplicates)).toBe(false);
  });
});
