import { quote, soon } from './quote.ts';
import { expectThat, type Step } from './step.ts';

const done = ['no-leaks', 'drains-run', 'valves-work', 'dry-and-clean'];

/** From the beginning of the work to an invoice that is paid. */
export const repairing: readonly Step[] = [
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
