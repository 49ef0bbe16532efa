import type { Category } from '@pmp/contracts/category';

const category = (
  code: string,
  [group, name]: [group: string, name: string],
  rest: Partial<Omit<Category, 'code' | 'group' | 'name'>> & { description: string },
): Category => ({
  code,
  group,
  name,
  defaultPriority: 'normal',
  emergencyText: null,
  selfHelp: [],
  licenceRequired: false,
  checklist: [],
  ...rest,
});

/** What a new installation starts with; a city edits its own copy in the database. */
export const defaultCategories: readonly Category[] = [
  category('plumbing', ['Water', 'Plumbing'], {
    description: 'Leaks, blocked drains, taps, toilets, water pressure.',
    emergencyText: 'Water near sockets or a burst pipe: shut the main valve and keep away from switches.',
    selfHelp: [
      'Close the valve under the sink or at the meter.',
      'Put a bucket under the leak and take a photo.',
    ],
    licenceRequired: true,
    checklist: [
      { code: 'no-leaks', text: 'No leak under full pressure' },
      { code: 'drains-run', text: 'Water runs off as it should' },
      { code: 'valves-work', text: 'Shut-off valves work and are marked' },
      { code: 'dry-and-clean', text: 'The place is dry and clean' },
    ],
  }),
  category('heating', ['Climate', 'Heating and hot water'], {
    description: 'Boiler, radiators, thermostat, no hot water.',
    defaultPriority: 'high',
    emergencyText: 'Smell of gas: open windows, touch no switch, leave, and call the gas emergency line.',
    selfHelp: ['Check the pressure gauge of the boiler.', 'Check that the thermostat has power.'],
    licenceRequired: true,
    checklist: [
      { code: 'pressure-right', text: 'Pressure and temperature are as the maker says' },
      { code: 'no-gas-leak', text: 'Gas joints tested for leaks' },
      { code: 'flue-clear', text: 'Flue and air supply are clear' },
      { code: 'controls-shown', text: 'The controls were shown to the resident' },
    ],
  }),
  category('cooling', ['Climate', 'Air conditioning'], {
    description: 'Air conditioning and ventilation units.',
    selfHelp: ['Clean or replace the filter.'],
    checklist: [
      { code: 'cools-to-set', text: 'Cools to the set temperature' },
      { code: 'filter-clean', text: 'Filter is clean or new' },
      { code: 'drain-clear', text: 'Condensate drains away' },
    ],
  }),
  category('electrical', ['Power', 'Electrical'], {
    description: 'Sockets, lights, fuse box, wiring.',
    defaultPriority: 'high',
    emergencyText:
      'Sparks, burning smell or a shock: switch off the main breaker and call the emergency line.',
    selfHelp: ['Check whether a breaker has tripped.'],
    licenceRequired: true,
    checklist: [
      { code: 'circuit-tested', text: 'The circuit was tested and its readings noted' },
      { code: 'earth-and-breaker', text: 'Earth and residual-current breaker work' },
      { code: 'covers-closed', text: 'Covers are closed, no live part can be touched' },
      { code: 'circuits-marked', text: 'Circuits in the fuse box are marked' },
    ],
  }),
  category('roofing', ['Structure', 'Roof and gutters'], {
    description: 'Roof leaks, missing tiles, blocked gutters.',
    selfHelp: ['Photograph from the ground; stay off the roof.'],
    checklist: [
      { code: 'watertight', text: 'Watertight, tried with water or after rain' },
      { code: 'gutters-clear', text: 'Gutters and drains are clear' },
      { code: 'nothing-loose', text: 'No loose tile or tool is left on the roof' },
    ],
  }),
  category('structural', ['Structure', 'Walls, floors and ceilings'], {
    description: 'Cracks, damp, sagging floors, falling plaster.',
    emergencyText: 'A wall or ceiling that is moving: leave the building and call the emergency line.',
    checklist: [
      { code: 'carries-load', text: 'What carries load stands firm' },
      { code: 'cause-found', text: 'The cause was found and named' },
      { code: 'surface-closed', text: 'The surface is closed and clean' },
    ],
  }),
  category('windows-doors', ['Structure', 'Windows, doors and locks'], {
    description: 'Broken glass, jammed doors, locks.',
    checklist: [
      { code: 'opens-and-locks', text: 'Opens, closes and locks' },
      { code: 'keys-handed-over', text: 'All keys were handed over' },
      { code: 'no-broken-glass', text: 'No broken glass is left behind' },
    ],
  }),
  category('appliance', ['Inside', 'Appliances'], {
    description: 'Cooker, fridge, washing machine, dishwasher.',
    defaultPriority: 'low',
    selfHelp: ['Note the model number on the type plate.'],
    checklist: [
      { code: 'runs-a-cycle', text: 'Ran a whole cycle without a fault' },
      { code: 'safely-connected', text: 'Safely connected to water, power or gas' },
    ],
  }),
  category('pest', ['Inside', 'Pests'], {
    description: 'Insects, rodents, birds in the building.',
    checklist: [
      { code: 'ways-in-closed', text: 'Ways in were found and closed' },
      { code: 'bait-marked', text: 'Bait and traps are marked and out of reach of children' },
      { code: 'return-agreed', text: 'A second visit was agreed where one is needed' },
    ],
  }),
  category('mould', ['Inside', 'Mould and damp'], {
    description: 'Mould on walls, condensation, musty smell.',
    selfHelp: ['Air the room twice a day until someone comes.'],
    checklist: [
      { code: 'cause-removed', text: 'The cause of the damp was dealt with' },
      { code: 'mould-removed', text: 'Mould was removed, not painted over' },
      { code: 'humidity-measured', text: 'Humidity was measured and noted' },
    ],
  }),
  category('landscaping', ['Outside', 'Trees, fences and paths'], {
    description: 'Fallen branches, broken fences, unsafe paths.',
    defaultPriority: 'low',
    checklist: [
      { code: 'path-safe', text: 'Paths are safe to walk on' },
      { code: 'cuttings-removed', text: 'Cuttings and waste were taken away' },
    ],
  }),
  category('other', ['Other', 'Something else'], {
    description: 'None of the above, or not sure.',
  }),
];
