import { describe } from 'vitest';
import { lookingInFakes } from '../fakes/fake-look.ts';
import { fakeProperties } from '../fakes/fake-properties.ts';
import { propertiesContract } from './properties.contract.ts';

describe('fakeProperties', () => propertiesContract(fakeProperties, lookingInFakes));
