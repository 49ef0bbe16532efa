import { describe } from 'vitest';
import { mongoSpentPoints } from '../../src/modules/limit/limit.mongo.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { spentPointsContract } from './spent-points.contract.ts';

describe('mongoSpentPoints', () => {
  const { db } = useTestDatabase('spent_points');
  spentPointsContract(() => mongoSpentPoints(db));
});
