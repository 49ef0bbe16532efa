import { describe } from 'vitest';
import { mongoQuotes, mongoQuoteTails } from '../../src/modules/quote/quote.mongo.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { quotesContract } from './quotes.contract.ts';

describe('mongoQuotes', () => {
  const { db } = useTestDatabase('quotes');
  quotesContract(() => ({ quotes: mongoQuotes(db), tails: mongoQuoteTails(db) }));
});
