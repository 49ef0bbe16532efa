import { describe } from 'vitest';
import { fakeProperties } from '../fakes/fake-properties.ts';
import { propertiesContract } from './properties.contract.ts';

describe('fakeProperties', () => propertiesContract(fakeProperties));
