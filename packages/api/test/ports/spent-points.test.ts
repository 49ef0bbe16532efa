import { describe } from 'vitest';
import { fakeSpentPoints } from '../fakes/fake-spent-points.ts';
import { spentPointsContract } from './spent-points.contract.ts';

describe('fakeSpentPoints', () => spentPointsContract(fakeSpentPoints));
