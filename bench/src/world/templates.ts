import type { CreateRequest } from '@pmp/contracts/request';
import { riverton } from '@pmp/devkit/city/map';
import { saveMap } from '@pmp/devkit/city/seed-map';
import type { Document } from 'mongodb';
import { type Api, callerFor, type Target, withApi } from './in-process.ts';
import type { People } from './people.ts';

/** How far a request has come: reported, or open to every contractor and quoted for. */
export type Stage = 'submitted' | 'published';

/** A request with its events and its quote as the platform itself stored them: what the generator multiplies, so that it cannot drift. */
export interface Template {
  readonly stage: Stage;
  readonly request: Document;
  readonly events: readonly Document[];
  /** Of a published one. */
  readonly quote?: Document;
}

/** What everybody here reports: as long as people write. */
export const reportOf = (index: number): CreateRequest => {
  const district = riverton.districts[index % riverton.districts.length] ?? riverton.districts[0];
  const street = district?.streets[index % district.streets.length] ?? '';
  return {
    title: `Water comes through the kitchen ceiling (${index})`,
    description:
      'Since the storm on Sunday there is a brown stain above the sink, and it drips when it rains. The flat above ' +
      'is dry. I have put a bucket there and switched off the light. Someone is at home in the mornings.',
    category: 'plumbing',
    priority: 'high',
    address: {
      line1: `${1 + (index % 90)} ${street}`,
      city: riverton.name,
      postalCode: district?.postalCode ?? '',
      country: 'US',
    },
  };
};

/** Longer than any run, shorter than a quote may be held open for. */
const inMonths = () => new Date(Date.now() + 200 * 86_400_000);

const contractorOf = ({ deps }: Api, { contractor: { id } }: People) =>
  callerFor(deps, id, 'contractor').contractor;

const saveProfile = (api: Api, people: People) =>
  contractorOf(api, people).profile.save({
    displayName: 'Mendes Plumbing',
    about: 'Pipes and roofs, a crew of four.',
    trades: ['plumbing'],
    serviceArea: { kind: 'circle', centre: riverton.centre, radiusM: 6000 },
    licences: [{ trade: 'plumbing', number: 'PL-1', issuer: 'Riverton', validUntil: inMonths() }],
    insurance: null,
    capacity: 4,
    currency: 'USD',
    active: true,
  });

const submitQuote = (api: Api, people: People, requestId: string) =>
  contractorOf(api, people).quotes.submit({
    requestId,
    lines: [
      { kind: 'labour', text: 'Find the leak, replace the pipe', quantity: 3.5, unit: 'h', unitPrice: 8500 },
      { kind: 'material', text: 'Copper pipe, 15 mm', quantity: 4, unit: 'm', unitPrice: 1250 },
      { kind: 'material', text: 'Plaster and paint', quantity: 1, unit: 'piece', unitPrice: 4900 },
      { kind: 'tax', text: 'Sales tax', quantity: 1, unit: 'piece', unitPrice: 2738 },
    ],
    currency: 'USD',
    validUntil: inMonths(),
    leadDays: 2,
    durationDays: 1,
    note: 'The water has to be off for about two hours.',
  });

/** Indexes, reference data and the contractor's profile. */
export const prepareDatabase = (target: Target, people: People): Promise<void> =>
  withApi(target, async (api, connection) => {
    await saveMap({ connection, officials: api.deps.officials, userNamespace: target.userNamespace });
    await saveProfile(api, people);
  });

const kinds = 12;

/** Requests of each stage in turn, written by the platform's own procedures in a database that is given up again. */
export const makeTemplates = async (target: Target, people: People): Promise<Template[]> => {
  await prepareDatabase(target, people);
  // Composed anew, since what it holds in memory was read before there was a map.
  return withApi(target, async (api, { db }) => {
    const { requests } = callerFor(api.deps, people.reader.id, 'homeowner').homeowner;
    for (let index = 0; index < kinds; index += 1) {
      await requests.create({ ...reportOf(index), clientKey: `bench-template-${index}` });
      const { id } = await requests.create({
        ...reportOf(index),
        clientKey: `bench-published-${index}`,
      });
      await requests.invite({ id, publish: true });
      await submitQuote(api, people, id);
    }
    await api.stop();
    const templates: Template[] = [];
    for (const request of await db.collection('requests').find().sort({ sk: 1 }).toArray()) {
      const events = await db.collection('events').find({ subject: request._id }).sort({ seq: 1 }).toArray();
      const quote = await db.collection('quotes').findOne({ requestId: request._id });
      templates.push({ stage: quote ? 'published' : 'submitted', request, events, ...(quote && { quote }) });
    }
    await db.dropDatabase();
    return templates;
  });
};
