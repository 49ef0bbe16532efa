import { type ClientSession, type MongoClient, MongoError, MongoServerError } from 'mongodb';
import type { Transact } from '../kernel/transact.ts';
import { reach } from './faults.ts';

/** Another transaction has written one of the documents; a database that is away is another matter. */
const isConflict = (error: unknown) =>
  error instanceof MongoServerError && error.hasErrorLabel('TransientTransactionError');

/** Whether the commit happened is not known: it is asked again, which does no harm to one that has. */
const commit = async (session: ClientSession) => {
  try {
    await session.commitTransaction();
  } catch (error) {
    if (!(error instanceof MongoError) || !error.hasErrorLabel('UnknownTransactionCommitResult')) throw error;
    await session.commitTransaction();
  }
};

/** `bind` makes the ports of one session. Nothing is retried here: whoever called looks again first. */
export const createTransact =
  <Ports>(client: MongoClient, bind: (session: ClientSession) => Ports): Transact<Ports> =>
  (work) =>
    reach(async () => {
      const session = client.startSession();
      try {
        session.startTransaction({
          readConcern: { level: 'snapshot' },
          writeConcern: { w: 'majority', j: true },
        });
        const result = await work(bind(session));
        if (result === undefined) await session.abortTransaction();
        else await commit(session);
        return result;
      } catch (error) {
        if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
        if (isConflict(error)) return undefined;
        throw error;
      } finally {
        await session.endSession();
      }
    });
