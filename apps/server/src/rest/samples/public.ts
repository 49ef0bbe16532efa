import { at } from './common.ts';

export const category = {
  code: 'plumbing',
  name: 'Plumbing',
  group: 'Water',
  description: 'Pipes, taps, drains and toilets.',
  defaultPriority: 'normal',
  emergencyText: null,
  selfHelp: ['Turn off the stop valve under the sink.'],
  licenceRequired: true,
  checklist: [{ code: 'no-leaks', text: 'No leak under full pressure' }],
};

export const status = { status: 'ok', version: '0.1.0', time: at };
