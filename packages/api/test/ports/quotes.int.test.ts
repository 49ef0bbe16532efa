import { describe } from 'vitest';
import { mongoContractors } from '../../src/modules/contractor/contractor.mongo.ts';
import { mongoQuotes, mongoQuoteTails } from '../../src/modules/quote/quote.mongo.ts';
import { lookingIn } from '../mongo/looking.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { quotesContract } from './quotes.contract.ts';

describe('mongoQuotes', () => {
  const { db } = useTestDatabase('quotes');
  quotesContract(() => ({
    quotes: mongoQuotes(db),
    tails: mongoQuoteTails(db),
    contractors: mongoContractors(db),
    look: lookingIn(db),
  }));
});
