import type { ClientSession, Db } from 'mongodb';
import type { TransactionPorts } from '../deps.ts';
import { mongoCalendars } from '../modules/calendar/calendar.mongo.ts';
import { mongoContractors } from '../modules/contractor/contractor.mongo.ts';
import { mongoInvoices } from '../modules/invoice/invoice.mongo.ts';
import { mongoQuotes } from '../modules/quote/quote.mongo.ts';
import { mongoRequests } from '../modules/request/request.mongo.ts';

/** What a transaction can write, in the database; with a session, in that session's transaction. */
export const transactionPorts = (db: Db, session?: ClientSession): TransactionPorts => ({
  requests: mongoRequests(db, session),
  contractors: mongoContractors(db, session),
  calendars: mongoCalendars(db, session),
  quotes: mongoQuotes(db, session),
  invoices: mongoInvoices(db, session),
});
