import type { ReactElement } from 'react';

/** The app's own drawings, one path each on a 24 grid. */
const paths = {
  alert: 'M12 4 2.8 19.5h18.4zM12 10v4.5M12 17.2v.1',
  arrow: 'M5 12h14m-5.5-5.5L19 12l-5.5 5.5',
  back: 'M19 12H5m5.5-5.5L5 12l5.5 5.5',
  bolt: 'M13 3 5 13.5h6L10 21l8-10.5h-6z',
  brick: 'M3.5 6h17v12h-17zM3.5 12h17M9 6v6m6-6v6M7 12v6m6-6v6',
  bug: 'M8 9.5a4 4 0 0 1 8 0v5a4 4 0 0 1-8 0zM8 12H4m16 0h-4M5 6.5 8.2 9M19 6.5 15.8 9M5 18.5l3.4-2.5M19 18.5 15.6 16M12 9v9',
  calendar: 'M4 6.5h16V20H4zM4 10.5h16M8.5 4v4m7-4v4m-6.5 6.5 2 2 4-4',
  check: 'm5 12.5 4.7 4.7L19.5 7',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2',
  cross: 'm6.5 6.5 11 11m0-11-11 11',
  damp: 'M6 8h.1M11 6h.1M17 7h.1M8 12h.1M14 11h.1M18 13h.1M6 17h.1M11 16h.1M15 18h.1',
  door: 'M6 21V3.5h12V21M3.5 21h17M14.5 12v1',
  drop: 'M12 3.5c3.5 4.2 6 7 6 10.2a6 6 0 0 1-12 0c0-3.2 2.5-6 6-10.2z',
  flag: 'M6 21V4h11l-2.5 4L17 12H6',
  flame: 'M12 3c.5 3.5 5.5 5.5 5.5 11a5.5 5.5 0 0 1-11 0c0-2.5 1.5-4 2.5-5.5.5 1.5 1 2 2 2.5 0-3 0-5.5 1-8z',
  home: 'm3.5 11.5 8.5-7.5 8.5 7.5M6 9.5V20h12V9.5M10 20v-5.5h4V20',
  inbox: 'M4 13.5 6.5 5h11l2.5 8.5V19H4zM4 13.5h4.5l1.5 2.5h4l1.5-2.5H20',
  info: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5M12 7.8v.1',
  leaf: 'M12 21v-8m0 0c-4.5 0-6.5-2.8-6.5-8.5C11 4.5 12 8 12 13zm0 3c0-4 1.5-6.5 6.5-6.5 0 5-2.5 6.5-6.5 6.5z',
  list: 'M4 6h2m3 0h11M4 12h2m3 0h11M4 18h2m3 0h11',
  machine: 'M5 3.5h14v17H5zM5 8h14M8 5.8h.1M12 10.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z',
  offline:
    'M3 3l18 18M8.5 15.5a5 5 0 0 1 6 0M5 12a10 10 0 0 1 5-2.7m4.5.2A10 10 0 0 1 19 12M2.5 8.5a14.5 14.5 0 0 1 4-2.3m4-.9c4-.3 8 .8 11 3.2M12 19v.1',
  pause: 'M8.5 5.5v13m7-13v13',
  pen: 'M4 20l1-4.5L16 4.5l3.5 3.5-11 11zM14 6.5l3.5 3.5',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.8-4 3.7-6 7.5-6s6.7 2 7.5 6',
  pin: 'M12 21c4.5-5 6.8-8.3 6.8-11.2a6.8 6.8 0 0 0-13.600 0C5.2 12.7 7.5 16 12 21zM12 7.5a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8z',
  plus: 'M12 5v14M5 12h14',
  quote: 'M6 3.5h12v17l-3-2-3 2-3-2-3 2zM9.5 8.5h5m-5 4h5',
  roof: 'm2.5 13 9.5-8 9.5 8M5.5 10.5V20h13v-9.5M16.5 8.5V5h2.5v5.5',
  snow: 'M12 3v18M4.2 7.5l15.600 9M19.8 7.5l-15.600 9M12 6.5 9.5 4.5M12 6.5l2.5-2M12 17.5l-2.5 2m2.5-2 2.5 2',
  wrench:
    'M20 7.5a5 5 0 0 1-6.7 5.5L7 19.5a1.8 1.8 0 0 1-2.5-2.5L11 10.7A5 5 0 0 1 16.5 4l-2.8 2.8.5 3 3 .5z',
} as const;

export type IconName = keyof typeof paths;

/** Always beside a word, so it is hidden from screen readers. */
export const Icon = ({ name }: { name: IconName }): ReactElement => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={paths[name]} />
  </svg>
);

const byCategory: Partial<Record<string, IconName>> = {
  plumbing: 'drop',
  heating: 'flame',
  cooling: 'snow',
  electrical: 'bolt',
  roofing: 'roof',
  structural: 'brick',
  'windows-doors': 'door',
  appliance: 'machine',
  pest: 'bug',
  mould: 'damp',
  landscaping: 'leaf',
};

/** A city may add categories of its own; those get the wrench. */
export const categoryIcon = (code: string): IconName => byCategory[code] ?? 'wrench';
