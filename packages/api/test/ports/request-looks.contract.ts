import { describe, expect, it } from 'vitest';
import type { Properties } from '../../src/modules/property/property.ports.ts';
import type { Requests } from '../../src/modules/request/request.ports.ts';
import { aProperty } from '../factories/property.ts';
import { asOfficial, asOwner } from '../factories/request.ts';
import { hexId } from '../factories/unique.ts';
import type { Looking } from '../fakes/fake-look.ts';
import { commandNamed, requestCases } from './request-cases.ts';

interface LookPorts {
  requests: Requests;
  properties: Properties;
  look: Looking;
}

/** What every implementation of `Requests` must answer with looks, and beside other records. */
export const requestLooksContract = (open: () => LookPorts) => {
  const { requests, properties, look } = open();
  const { inserted, wholeOf } = requestCases(requests);
  const looks = { access: properties.accessBeside(), isOwned: properties.ownedBeside(hexId()) };
  const atProperty = async () => {
    const property = aProperty({ accessNotes: 'Ring twice' });
    await properties.insert(property, undefined);
    const request = await inserted({ homeownerId: property.ownerId, propertyId: property.id });
    const { accessNotes, address, place } = property;
    return { request, beside: { access: { accessNotes, address, place }, isOwned: false } };
  };

  describe('reads with looks', () => {
    it('answer the record as without them, and each look under its name', async () => {
      const { request, beside } = await atProperty();
      const scope = asOwner(request.homeownerId);
      expect(await requests.findWith(request.id, scope, looks)).toStrictEqual({ request, beside });
      const whole = await wholeOf(request);
      expect(await requests.findWhole(request.id, scope, looks)).toStrictEqual({ ...whole, beside });
      expect(await requests.findWith(request.id, scope, {})).toStrictEqual({ request, beside: {} });
    });

    it('bring nothing of what is out of scope or missing', async () => {
      const { request } = await atProperty();
      for (const scope of [asOwner(hexId()), asOfficial('milford')]) {
        expect(await requests.findWith(request.id, scope, looks)).toBeUndefined();
        expect(await requests.findWhole(request.id, scope, looks)).toBeUndefined();
      }
      expect(await requests.findWith(hexId(), { by: 'system' }, looks)).toBeUndefined();
    });
  });

  it('stands beside a record that is about it', async () => {
    const request = await inserted({}, commandNamed('key-beside'));
    expect(await look(requests.beside(), { requestId: request.id })).toStrictEqual(request);
    expect(await look(requests.beside(), { requestId: hexId() })).toBeUndefined();
  });
};
