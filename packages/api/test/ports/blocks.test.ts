import { describe } from 'vitest';
import { fakeBlocks } from '../fakes/fake-blocks.ts';
import { blocksContract } from './blocks.contract.ts';

describe('fakeBlocks', () => blocksContract(fakeBlocks));
