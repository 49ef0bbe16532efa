import { address, at, id, place } from './common.ts';

export const newProperty = { label: 'Home', kind: 'house', address };
export const property = {
  id,
  version: 1,
  ...newProperty,
  place,
  accessNotes: null,
  createdAt: at,
  updatedAt: at,
};
export const propertyEdit = { version: 1, accessNotes: 'The bell is broken: knock.' };
