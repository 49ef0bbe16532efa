import { riverton } from '../../packages/devkit/src/city/map.ts';
import { quote, soon } from './quote.ts';
import { expectThat, type Step } from './step.ts';

const farAway = new Date('2099-01-01T00:00:00Z');
const zone = 'America/Chicago';

const profile = (displayName: string) => ({
  displayName,
  about: 'Leaks, drains and taps, all week.',
  trades: ['plumbing'],
  serviceArea: { kind: 'circle' as const, centre: riverton.centre, radiusM: 6_000 },
  licences: [{ trade: 'plumbing', number: 'PL-1001', issuer: 'State of Westmark', validUntil: farAway }],
  insurance: { insurer: 'Westmark Mutual', policyNumber: 'WM-5', validUntil: farAway },
  capacity: 4,
  currency: 'USD',
  active: true,
});

/** From the report to a visit that is agreed on. */
export const choosing: readonly Step[] = [
  {
    step: 'the contractor says what they do and where',
    role: 'contractor',
    run: async ({ contractor }, told) => {
      told.contractorId = (await contractor.contractor.profile.save.mutate(profile('Mendes Plumbing'))).id;
    },
  },
  {
    step: 'another contractor does too',
    role: 'contractor',
    run: async ({ rival }, told) => {
      told.rivalId = (await rival.contractor.profile.save.mutate(profile('Tran Repairs'))).id;
    },
  },
  {
    step: 'report what is broken',
    role: 'homeowner',
    run: async ({ homeowner }, told) => {
      const request = await homeowner.homeowner.requests.create.mutate({
        title: 'Sink drips into the cupboard',
        description: 'The trap under the kitchen sink leaks whenever water runs.',
        category: 'plumbing',
        address: { line1: '12 Ferry Lane', city: 'Riverton', postalCode: '55101' },
      });
      expectThat(request.status === 'submitted', 'it was submitted');
      expectThat(request.allowedMoves.includes('invite'), 'contractors may be invited next');
      told.requestId = request.id;
    },
  },
  {
    step: 'find contractors of the trade and area, and invite two',
    role: 'homeowner',
    run: async ({ homeowner }, told) => {
      const { requestId, contractorId, rivalId } = told;
      const { items } = await homeowner.homeowner.contractors.list.query({ requestId });
      const found = items.map(({ id }) => id);
      expectThat(found.includes(contractorId) && found.includes(rivalId), 'both contractors were found');
      const request = await homeowner.homeowner.requests.invite.mutate({
        id: requestId,
        contractorIds: [contractorId, rivalId],
        spendCap: { minor: 60_000, currency: 'USD' },
      });
      expectThat(request.status === 'quoting', 'quotes may come in');
    },
  },
  {
    step: 'see the invitation, and only roughly where it is',
    role: 'contractor',
    run: async ({ contractor }, { requestId }) => {
      const { items } = await contractor.contractor.jobs.invitations.query({});
      const job = items.find(({ id }) => id === requestId);
      expectThat(job?.invited === true, 'the contractor was invited');
      expectThat(!JSON.stringify(items).includes('Ferry Lane'), 'the address is not told yet');
    },
  },
  {
    step: 'submit a sealed quote',
    role: 'contractor',
    run: async ({ contractor }, { requestId }) => {
      const own = await contractor.contractor.quotes.submit.mutate({ requestId, ...quote(3, 9_000) });
      expectThat(own.state === 'submitted', 'the quote was submitted');
    },
  },
  {
    step: 'submit a second sealed quote, knowing nothing of the first',
    role: 'contractor',
    run: async ({ rival }, { requestId }) => {
      const before = JSON.stringify(await rival.contractor.jobs.getOpen.query({ id: requestId }));
      expectThat(!before.includes('9000') && !before.includes('Mendes'), 'nothing of the first quote shows');
      await rival.contractor.quotes.submit.mutate({ requestId, ...quote(4, 8_500) });
    },
  },
  {
    step: 'compare the quotes side by side',
    role: 'homeowner',
    run: async ({ homeowner }, told) => {
      const { quotes, cheapestId } = await homeowner.homeowner.quotes.list.query({
        requestId: told.requestId,
      });
      expectThat(quotes.length === 2, 'there are two quotes');
      const [first] = quotes;
      expectThat(first !== undefined && first.id === cheapestId, 'the cheapest comes first');
      expectThat(
        first.contractorId === told.contractorId && first.withinCap === true,
        'it is within the cap',
      );
      told.quoteId = first.id;
      told.revision = first.revision;
    },
  },
  {
    step: 'accept the quote that was seen',
    role: 'homeowner',
    run: async ({ homeowner }, { requestId, quoteId, revision }) => {
      const request = await homeowner.homeowner.quotes.accept.mutate({ id: requestId, quoteId, revision });
      expectThat(request.status === 'assigned', 'the job was awarded');
      expectThat(request.award?.agreed.minor === 33_350, 'the total of the quote was agreed');
    },
  },
  {
    step: 'the other contractor learns that another was chosen',
    role: 'contractor',
    run: async ({ rival }, { requestId }) => {
      const own = await rival.contractor.quotes.get.query({ requestId });
      expectThat(own.state === 'declined', 'the other quote was declined');
    },
  },
  {
    step: 'read the address, and offer windows for a visit',
    role: 'contractor',
    run: async ({ contractor }, told) => {
      const job = await contractor.contractor.jobs.get.query({ id: told.requestId });
      expectThat(job.address?.line1 === '12 Ferry Lane', 'the address is told now');
      told.visitStart = soon(48);
      await contractor.contractor.jobs.offerWindows.mutate({
        id: told.requestId,
        zone,
        windows: [48, 72].map((hours) => ({ start: soon(hours), end: soon(hours + 2) })),
      });
    },
  },
  {
    step: 'agree to a window',
    role: 'homeowner',
    run: async ({ homeowner }, { requestId }) => {
      const { windows } = await homeowner.homeowner.requests.get.query({ id: requestId });
      const start = windows?.windows[0]?.start;
      expectThat(start !== undefined, 'a window was offered');
      const request = await homeowner.homeowner.requests.confirmWindow.mutate({ id: requestId, start });
      expectThat(request.status === 'scheduled' && request.visits.length === 1, 'a visit was agreed');
    },
  },
];
