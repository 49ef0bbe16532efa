import { describe } from 'vitest';
import { fakeInvoices } from '../fakes/fake-invoices.ts';
import { invoicesContract } from './invoices.contract.ts';

describe('fakeInvoices', () => invoicesContract(fakeInvoices));
