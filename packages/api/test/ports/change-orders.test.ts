import { describe } from 'vitest';
import { fakeChangeOrders } from '../fakes/fake-change-orders.ts';
import { lookingInFakes } from '../fakes/fake-look.ts';
import { changeOrdersContract } from './change-orders.contract.ts';

describe('fakeChangeOrders', () => changeOrdersContract(fakeChangeOrders, lookingInFakes));
