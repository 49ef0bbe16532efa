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
  }),
  category('heating', ['Climate', 'Heating and hot water'], {
    description: 'Boiler, radiators, thermostat, no hot water.',
    defaultPriority: 'high',
    emergencyText: 'Smell of gas: open windows, touch no switch, leave, and call the gas emergency line.',
    selfHelp: ['Check the pressure gauge of the boiler.', 'Check that the thermostat has power.'],
  }),
  category('cooling', ['Climate', 'Air conditioning'], {
    description: 'Air conditioning and ventilation units.',
    selfHelp: ['Clean or replace the filter.'],
  }),
  category('electrical', ['Power', 'Electrical'], {
    description: 'Sockets, lights, fuse box, wiring.',
    defaultPriority: 'high',
    emergencyText:
      'Sparks, burning smell or a shock: switch off the main breaker and call the emergency line.',
    selfHelp: ['Check whether a breaker has tripped.'],
  }),
  category('roofing', ['Structure', 'Roof and gutters'], {
    description: 'Roof leaks, missing tiles, blocked gutters.',
    selfHelp: ['Photograph from the ground; stay off the roof.'],
  }),
  category('structural', ['Structure', 'Walls, floors and ceilings'], {
    description: 'Cracks, damp, sagging floors, falling plaster.',
    emergencyText: 'A wall or ceiling that is moving: leave the building and call the emergency line.',
  }),
  category('windows-doors', ['Structure', 'Windows, doors and locks'], {
    description: 'Broken glass, jammed doors, locks.',
  }),
  category('appliance', ['Inside', 'Appliances'], {
    description: 'Cooker, fridge, washing machine, dishwasher.',
    defaultPriority: 'low',
    selfHelp: ['Note the model number on the type plate.'],
  }),
  category('pest', ['Inside', 'Pests'], {
    description: 'Insects, rodents, birds in the building.',
  }),
  category('mould', ['Inside', 'Mould and damp'], {
    description: 'Mould on walls, condensation, musty smell.',
    selfHelp: ['Air the room twice a day until someone comes.'],
  }),
  category('landscaping', ['Outside', 'Trees, fences and paths'], {
    description: 'Fallen branches, broken fences, unsafe paths.',
    defaultPriority: 'low',
  }),
  category('other', ['Other', 'Something else'], {
    description: 'None of the above, or not sure.',
  }),
];
