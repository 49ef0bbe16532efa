import { at } from './common.ts';

export const decision = { reason: 'Threatened a contractor, see the letter of 2 March' };
export const standing = { personId: '5d41402abc4b2a76b9719d91', state: 'suspended', changedAt: at };
