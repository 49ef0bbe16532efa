import { describe } from 'vitest';
import { createGazetteer } from '../../src/modules/place/gazetteer.ts';
import { milford, riverton } from '../factories/place.ts';
import { placesContract } from './places.contract.ts';

describe('a gazetteer in memory', () => placesContract(async () => createGazetteer([riverton, milford])));
