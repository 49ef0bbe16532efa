import { territoryAround } from '@pmp/api/server';
import type { SaveProfile } from '@pmp/contracts/contractor';
import { persona } from '../personas.ts';
import { type DemoCity, millbrook, riverton } from './map.ts';
import { day, type Moment } from './moment.ts';

/** Someone who repairs things in the demo city. */
export interface DemoContractor {
  readonly key: string;
  readonly sub: string;
  /** What an hour of their work costs, in cents. */
  readonly hourly: number;
  readonly profile: Omit<SaveProfile, 'licences' | 'insurance' | 'version'>;
  readonly licences: readonly { readonly trade: string; readonly number: string; readonly until: Moment }[];
  readonly insuredUntil: Moment | undefined;
}

interface Said {
  /** Absent for who cannot sign in. */
  sub?: string;
  name: string;
  about: string;
  trades: string[];
  area: SaveProfile['serviceArea'];
  capacity: number;
  hourly: number;
  licences?: [trade: string, number: string, until: Moment][];
  insuredUntil?: Moment;
  active?: boolean;
}

const contractor = (key: string, said: Said): DemoContractor => ({
  key,
  sub: said.sub ?? `auth0|pmp-contractor-${key}`,
  hourly: said.hourly,
  profile: {
    displayName: said.name,
    about: said.about,
    trades: said.trades,
    serviceArea: said.area,
    capacity: said.capacity,
    currency: 'USD',
    active: said.active ?? true,
    commandKey: `demo-contractor-${key}`,
  },
  licences: (said.licences ?? []).map(([trade, number, until]) => ({ trade, number, until })),
  insuredUntil: said.insuredUntil,
});

const around = ({ centre }: DemoCity, radiusM: number): SaveProfile['serviceArea'] => ({
  kind: 'circle',
  centre,
  radiusM,
});
const drawn = ({ centre }: DemoCity, rings: number): SaveProfile['serviceArea'] => ({
  kind: 'cells',
  cells: territoryAround(centre, rings),
});

/** The two contractors that can sign in come first. */
export const contractors: readonly DemoContractor[] = [
  contractor('carlos', {
    sub: persona('contractor').sub,
    name: 'Mendes Plumbing & Roofing',
    about: 'Pipes, drains and roofs. A crew of four, and somebody at the telephone all week.',
    trades: ['plumbing', 'roofing'],
    area: around(riverton, 7_000),
    capacity: 8,
    hourly: 9_000,
    licences: [['plumbing', 'PL-20417', day(410)]],
    insuredUntil: day(200),
  }),
  contractor('chloe', {
    sub: persona('contractor', true).sub,
    name: 'Tran Electric',
    about: 'Wiring, fuse boxes, intercoms and household machines. One electrician, no call-out fee.',
    trades: ['electrical', 'appliance'],
    area: drawn(riverton, 2),
    capacity: 3,
    hourly: 8_200,
    // Soon over: time to renew it.
    licences: [['electrical', 'EL-08831', day(12)]],
    insuredUntil: day(150),
  }),
  contractor('heating', {
    name: 'Harbour Heating',
    about: 'Boilers, radiators and air conditioning.',
    trades: ['heating', 'cooling', 'electrical'],
    area: around(riverton, 9_000),
    capacity: 6,
    hourly: 9_500,
    licences: [['heating', 'HT-5520', day(300)]],
    insuredUntil: day(90),
  }),
  contractor('builders', {
    name: 'Westmark Builders',
    about: 'Walls, floors, ceilings and roofs since 1987.',
    trades: ['structural', 'roofing'],
    area: drawn(riverton, 3),
    capacity: 10,
    hourly: 7_800,
    insuredUntil: day(330),
  }),
  contractor('joiner', {
    name: 'Weir Street Joinery',
    about: 'Windows, doors and locks, made to measure.',
    trades: ['windows-doors'],
    area: around(riverton, 8_000),
    capacity: 4,
    hourly: 7_000,
    insuredUntil: day(45),
  }),
  contractor('drains', {
    name: 'Northgate Drains',
    about: 'Blocked drains and leaking pipes, also at night.',
    trades: ['plumbing'],
    area: drawn(riverton, 2),
    capacity: 3,
    hourly: 8_400,
    // Over: whoever accepts their quote is told so.
    licences: [['plumbing', 'PL-11306', day(-20)]],
    insuredUntil: day(60),
  }),
  contractor('garden', {
    name: 'Heron Way Gardens',
    about: 'Trees, fences, paths, and what nests in them.',
    trades: ['landscaping', 'pest'],
    area: around(riverton, 6_000),
    capacity: 5,
    hourly: 5_200,
  }),
  contractor('handy', {
    name: 'All Round Repairs',
    about: 'Small repairs and machines of every kind.',
    trades: ['other', 'appliance', 'mould', 'windows-doors', 'electrical'],
    area: around(riverton, 7_000),
    capacity: 4,
    hourly: 6_000,
    insuredUntil: day(120),
  }),
  contractor('millbrook', {
    name: 'Brook Lane Services',
    about: 'New in Millbrook: power, water and heating.',
    trades: ['electrical', 'plumbing', 'heating'],
    area: around(millbrook, 4_000),
    capacity: 2,
    hourly: 8_800,
    licences: [
      ['electrical', 'EL-09112', day(500)],
      ['plumbing', 'PL-20990', day(500)],
    ],
    insuredUntil: day(365),
  }),
  contractor('retired', {
    name: 'Old Mill Roofing',
    about: 'Takes no new work at present.',
    trades: ['roofing'],
    area: around(riverton, 5_000),
    capacity: 1,
    hourly: 7_500,
    insuredUntil: day(30),
    active: false,
  }),
];

export const contractorOf = (key: string): DemoContractor => {
  const found = contractors.find((one) => one.key === key);
  if (!found) throw new Error(`There is no contractor "${key}" in the demo city.`);
  return found;
};
