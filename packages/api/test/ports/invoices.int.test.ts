import { describe } from 'vitest';
import { mongoInvoices } from '../../src/modules/invoice/invoice.mongo.ts';
import { lookingIn } from '../mongo/looking.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { invoicesContract } from './invoices.contract.ts';

describe('mongoInvoices', () => {
  const { db } = useTestDatabase('invoices');
  invoicesContract(() => mongoInvoices(db), lookingIn(db));
});
