import { riverton } from '../../packages/devkit/src/city/map.ts';
import { expectThat, type Step } from './step.ts';

const hour = 3_600_000;
const soon = (hours: number) => new Date(Math.ceil((Date.now() + hours * hour) / 60_000) * 60_000);
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

const quote = (hours: number, pricePerHour: number) => ({
  lines: [
    {
      kind: 'labour' as const,
      text: 'Replace the trap',
      quantity: hours,
      unit: 'h',
      unitPrice: pricePerHour,
    },
    { kind: 'material' as const, text: 'Trap and seals', quantity: 1, unit: 'set', unitPrice: 4_950 },
    { kind: 'tax' as const, text: 'Sales tax', quantity: 1, unit: 'sum', unitPrice: 1_400 },
  ],
  currency: 'USD',
  validUntil: soon(24 * 14),
  leadDays: 2,
  durationDays: 1,
  note: 'Parts are in the van.',
});

const done = ['no-leaks', 'drains-run', 'valves-work', 'dry-and-clean'];

/** From a report to a repair that is paid for: every step through the client package, with a token of the role that takes it. */
export const reportToRepair: readonly Step[] = [
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
  {
    step: 'begin the work',
    role: 'contractor',
    run: async ({ contractor }, { requestId: id }) => {
      const job = await contractor.contractor.jobs.start.mutate({ id });
      expectThat(job.status === 'in_progress', 'the work is under way');
    },
  },
  {
    step: 'pause for parts',
    role: 'contractor',
    run: async ({ contractor }, { requestId: id }) => {
      const job = await contractor.contractor.jobs.hold.mutate({ id, holdReason: 'parts', until: soon(24) });
      expectThat(job.status === 'on_hold', 'the work pauses');
    },
  },
  {
    step: 'go on',
    role: 'contractor',
    run: async ({ contractor }, { requestId: id }) => {
      const job = await contractor.contractor.jobs.resume.mutate({ id });
      expectThat(job.status === 'in_progress', 'the work goes on');
    },
  },
  {
    step: 'write the hours down',
    role: 'contractor',
    run: async ({ contractor }, { requestId }) => {
      await contractor.contractor.workLog.create.mutate({
        requestId,
        kind: 'labour',
        text: 'Took the old trap out',
        minutes: 90,
        quantity: 1.5,
        unit: 'h',
        unitPrice: 9_000,
        currency: 'USD',
        at: new Date(),
      });
    },
  },
  {
    step: 'say that it is done',
    role: 'contractor',
    run: async ({ contractor }, { requestId: id }) => {
      const job = await contractor.contractor.jobs.complete.mutate({
        id,
        note: 'New trap, tested for ten minutes.',
        done,
        labourMinutes: 170,
        cost: { minor: 33_350, currency: 'USD' },
        warrantyDays: 365,
      });
      expectThat(job.status === 'completed', 'the homeowner is to look');
    },
  },
  {
    step: 'send it back: it still drips',
    role: 'homeowner',
    run: async ({ homeowner }, { requestId: id }) => {
      const reason = 'It still drips where the pipe meets the wall.';
      const request = await homeowner.homeowner.requests.sendBack.mutate({ id, reason });
      expectThat(request.status === 'in_progress' && request.returnedCount === 1, 'the work goes on');
    },
  },
  {
    step: 'say again that it is done',
    role: 'contractor',
    run: async ({ contractor }, { requestId: id }) => {
      await contractor.contractor.jobs.complete.mutate({
        id,
        note: 'Sealed the wall joint too.',
        done,
        labourMinutes: 200,
        cost: { minor: 33_350, currency: 'USD' },
        warrantyDays: 365,
      });
    },
  },
  {
    step: 'confirm that it is done',
    role: 'homeowner',
    run: async ({ homeowner }, { requestId: id }) => {
      const request = await homeowner.homeowner.requests.confirm.mutate({ id });
      expectThat(request.status === 'closed' && request.resolution === 'fixed', 'the case is closed');
    },
  },
  {
    step: 'rate the work',
    role: 'homeowner',
    run: async ({ homeowner }, { requestId, contractorId }) => {
      await homeowner.homeowner.requests.rate.mutate({ id: requestId, quality: 5, time: 4, price: 4 });
      const { rating } = await homeowner.homeowner.contractors.get.query({ id: contractorId });
      expectThat(rating.count === 1 && rating.quality === 5, 'the rating counts');
    },
  },
  {
    step: 'send the invoice',
    role: 'contractor',
    run: async ({ contractor }, { requestId }) => {
      await contractor.contractor.invoices.save.mutate({
        requestId,
        currency: 'USD',
        lines: quote(3, 9_000).lines,
        note: 'Thank you.',
        dueAt: soon(24 * 30),
      });
      const { invoice } = await contractor.contractor.invoices.publish.mutate({ requestId });
      expectThat(invoice?.state === 'published', 'the invoice was published');
    },
  },
  {
    step: 'read the invoice beside the quote, and mark it as paid',
    role: 'homeowner',
    run: async ({ homeowner }, { requestId }) => {
      const invoice = await homeowner.homeowner.invoices.get.query({ requestId });
      expectThat(invoice.agreed.minor === 33_350, 'what was agreed stands beside it');
      expectThat(invoice.variance.minor === 0, 'it asks for what was agreed');
      expectThat(invoice.perKind?.labour === 0, 'and for each kind of line what was quoted');
      await homeowner.homeowner.invoices.pay.mutate({ requestId, id: invoice.id });
    },
  },
  {
    step: 'read the whole history of the case, without the money',
    role: 'official',
    run: async ({ official }, { requestId: id }) => {
      const events = await official.official.requests.timeline.query({ id });
      const seqs = events.map(({ seq }) => seq);
      expectThat(
        seqs.every((seq, index) => seq === index + 1),
        'no event is missing',
      );
      expectThat(events.at(-1)?.type === 'invoice_paid', 'the last thing was that it was paid');
      expectThat(
        events.every(({ facts }) => facts.amount === undefined),
        'no amount is told to officials',
      );
    },
  },
];
