import { describe, expect, it } from 'vitest';
import { mongoProperties } from '../../src/modules/property/property.mongo.ts';
import {
  mongoRequests,
  mongoRequestTails,
  requestCollection,
} from '../../src/modules/request/request.mongo.ts';
import { noProgress } from '../../src/modules/request/request.ports.ts';
import { toRequestDoc } from '../../src/modules/request/request-document.mongo.ts';
import { open } from '../../src/mongo/collection.ts';
import { anEntry, aRequest } from '../factories/request.ts';
import { lookingIn } from '../mongo/looking.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { requestJobsContract } from './request-jobs.contract.ts';
import { requestLooksContract } from './request-looks.contract.ts';
import { requestReadsContract } from './request-reads.contract.ts';
import { requestTailsContract } from './request-tails.contract.ts';
import { requestWritesContract } from './request-writes.contract.ts';

describe('mongoRequests', () => {
  const { db } = useTestDatabase('requests');
  const ports = () => ({ requests: mongoRequests(db), tails: mongoRequestTails(db) });
  requestWritesContract(ports);
  requestReadsContract(ports);
  requestJobsContract(ports);
  requestTailsContract(ports);
  requestLooksContract(() => ({ ...ports(), properties: mongoProperties(db), look: lookingIn(db) }));

  it('stores nothing of progress that there is not, and reads its absence as nothing done', async () => {
    const request = aRequest();
    await mongoRequests(db).insert(request, anEntry(request), undefined);
    const doc = toRequestDoc(request, anEntry(request), undefined);
    const stored = await open(db, requestCollection).findOne({ _id: doc._id });
    for (const field of [...Object.keys(noProgress), 'board', 'dueAt']) {
      expect(stored).not.toHaveProperty(field);
    }
    expect(await mongoRequests(db).find(request.id, { by: 'system' })).toStrictEqual(request);
  });

  it('reads a tail as an older release has written it', async () => {
    const request = aRequest();
    const doc = toRequestDoc(request, anEntry(request), undefined);
    const [entry] = doc.tail;
    if (!entry) throw new Error('There is no entry');
    const to = doc.homeownerId;
    const older = { ...entry, fields: [], reason: null, notices: [{ to, kind: 'request_submitted' }] };
    await db.collection(requestCollection.name).insertOne({ ...doc, tail: [older] });
    const whole = await mongoRequests(db).findWhole(request.id, { by: 'system' });
    expect(whole?.tail).toStrictEqual([anEntry(request)]);
  });
});
