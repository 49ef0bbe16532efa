import { at } from './common.ts';

export const event = {
  seq: 1,
  type: 'submitted',
  by: 'homeowner',
  at,
  from: null,
  to: 'submitted',
  fields: [],
  reason: null,
  facts: {},
};
