import { describe } from 'vitest';
import { fakeInvoices } from '../fakes/fake-invoices.ts';
import { lookingInFakes } from '../fakes/fake-look.ts';
import { invoicesContract } from './invoices.contract.ts';

describe('fakeInvoices', () => invoicesContract(fakeInvoices, lookingInFakes));
