import { describe } from 'vitest';
import { mongoProperties } from '../../src/modules/property/property.mongo.ts';
import { lookingIn } from '../mongo/looking.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { propertiesContract } from './properties.contract.ts';

describe('mongoProperties', () => {
  const { db } = useTestDatabase('properties');
  propertiesContract(() => mongoProperties(db), lookingIn(db));
});
