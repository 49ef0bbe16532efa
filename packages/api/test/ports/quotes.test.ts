import { describe } from 'vitest';
import { fakeQuotes } from '../fakes/fake-quotes.ts';
import { quotesContract } from './quotes.contract.ts';

describe('fakeQuotes', () =>
  quotesContract(() => {
    const quotes = fakeQuotes();
    return { quotes, tails: quotes };
  }));
