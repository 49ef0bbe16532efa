import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Address, Point, StoredAddress } from './place.ts';

const address = { line1: '12 Harbour Street', city: 'Riverton', postalCode: 'RV1 2AB' };

describe('Point', () => {
  it('takes every point on the earth and none off it', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), (lon, lat) => {
        expect(Point.safeParse({ lon, lat }).success).toBe(Math.abs(lon) <= 180 && Math.abs(lat) <= 90);
      }),
      { numRuns: 500 },
    );
  });

  it.each([{ lon: '1', lat: 2 }, [1, 2], { lon: 1 }, { lon: 1, lat: 2, alt: 3 }])('refuses %j', (value) => {
    expect(Point.safeParse(value).success).toBe(false);
  });
});

describe('Address', () => {
  it('needs a line, a city and a postal code', () => {
    expect(Address.parse(address)).toEqual(address);
    for (const field of ['line1', 'city', 'postalCode']) {
      expect(Address.safeParse({ ...address, [field]: '' }).success).toBe(false);
      expect(Address.safeParse({ ...address, [field]: undefined }).success).toBe(false);
    }
  });

  it('takes a country by its two letters', () => {
    expect(Address.safeParse({ ...address, country: 'GB' }).success).toBe(true);
    for (const country of ['gb', 'GBR', 'G', '12', 'GB\n']) {
      expect(Address.safeParse({ ...address, country }).success).toBe(false);
    }
  });

  it('can always be read back: what is accepted today is a stored address', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 30 });
    const anyAddress = fc.record(
      { line1: text, line2: text, city: text, region: text, postalCode: text, country: fc.constant('GB') },
      { requiredKeys: ['line1', 'city', 'postalCode'] },
    );
    fc.assert(
      fc.property(anyAddress, (value) => {
        const { data } = Address.safeParse(value);
        if (data) expect(StoredAddress.parse(data)).toStrictEqual(data);
      }),
    );
    expect(StoredAddress.safeParse({ line1: '', city: '', postalCode: '' }).success).toBe(true);
  });
});
