import { describe } from 'vitest';
import { mongoChangeOrders } from '../../src/modules/change-order/change-order.mongo.ts';
import { lookingIn } from '../mongo/looking.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { changeOrdersContract } from './change-orders.contract.ts';

describe('mongoChangeOrders', () => {
  const { db } = useTestDatabase('change_orders');
  changeOrdersContract(() => mongoChangeOrders(db), lookingIn(db));
});
