import type { Db } from 'mongodb';
import { requestCollection } from '../../src/modules/request/request.mongo.ts';
import type { Request } from '../../src/modules/request/request.ports.ts';
import { toFieldsDoc, toRequestDoc } from '../../src/modules/request/request-document.mongo.ts';
import { open } from '../../src/mongo/collection.ts';
import { anEntry } from '../factories/request.ts';

/** Puts a request into the database as moves would have left it, with nothing to relay. */
export const putRequest = async (db: Db, request: Request) => {
  const { relayDueAt: _, ...doc } = toRequestDoc(request, anEntry(request), undefined);
  const { award, invoice, completion, hold, startedAt, endedAt } = request;
  await open(db, requestCollection).insertOne({
    ...doc,
    ...toFieldsDoc({ award, invoice, completion, hold, startedAt, endedAt }),
    tail: [],
  });
};
