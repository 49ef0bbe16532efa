let drawn = 0;

/** Counts up within a test file. */
export const unique = () => {
  drawn += 1;
  return drawn;
};

/** 24 hexadecimal characters that no other record of this test file has. */
export const hexId = () => `a${unique().toString(16).padStart(23, '0')}`;

/** When things happen unless a test says otherwise. */
export const instant = new Date('2026-03-01T09:00:00.000Z');

/** `seconds` after `instant`. */
export const later = (seconds: number) => new Date(instant.getTime() + seconds * 1000);
