import type { Property as PropertyView } from '@pmp/contracts/property';
import type { Property } from './property.ports.ts';

/** What the owner sees. */
export const toPropertyView = ({ ownerId: _, sortKey: __, ...property }: Property): PropertyView => property;
