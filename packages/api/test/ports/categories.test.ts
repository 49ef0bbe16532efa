import { describe } from 'vitest';
import { fakeCategories } from '../fakes/fake-categories.ts';
import { categoriesContract } from './categories.contract.ts';

describe('fakeCategories', () => categoriesContract(async () => fakeCategories()));
