import { describe } from 'vitest';
import { fakeContractors } from '../fakes/fake-contractors.ts';
import { lookingInFakes } from '../fakes/fake-look.ts';
import { fakeQuotes } from '../fakes/fake-quotes.ts';
import { quotesContract } from './quotes.contract.ts';

describe('fakeQuotes', () =>
  quotesContract(() => {
    const quotes = fakeQuotes();
    return { quotes, tails: quotes, contractors: fakeContractors(), look: lookingInFakes };
  }));
