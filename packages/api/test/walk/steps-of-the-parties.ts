import type { Request } from '../../src/modules/request/request.ports.ts';
import type { Step } from './step.ts';
import type { World } from './world.ts';

const hour = 3_600_000;
const zone = 'America/Argentina/ComodRivadavia';

/** A price that fits what was agreed, in lines of any length. */
const priced = ({ make }: World, unitPrice: number) => ({
  currency: 'EUR',
  lines: [{ kind: 'labour' as const, text: make.line(120), quantity: 1, unit: 'h', unitPrice }],
});

/** As many windows as may be offered, one after the other. */
const fiveWindows = ({ clock }: World) => {
  const start = clock.now().getTime() + 24 * hour;
  return [0, 2, 4, 6, 8].map((at) => ({
    start: new Date(start + at * hour),
    end: new Date(start + (at + 1) * hour),
  }));
};

const offer = (world: World, { id }: Request) => ({
  id,
  commandKey: world.make.key(),
  zone,
  windows: fiveWindows(world),
});
const confirm = (world: World, { id, windows }: Request) => ({
  id,
  commandKey: world.make.key(),
  start: windows?.windows[0]?.start ?? world.clock.now(),
});

const isBound = ({ award }: Request) => award !== null && award.acceptedAt !== null;
const isUnderWay = (request: Request) =>
  isBound(request) && ['assigned', 'scheduled', 'in_progress'].includes(request.status);
const isDone = (request: Request) => isBound(request) && ['completed', 'closed'].includes(request.status);
const proposed = ({ award }: Request) => award?.changeOrders.find(({ state }) => state === 'proposed');
const contractor = (world: World, { award }: Request) => world.contractorOf(award?.contractorId);

/** What homeowner and contractor agree on besides the moves that either makes alone. */
export const stepsOfTheParties: readonly Step[] = [
  {
    by: 'homeowner',
    as: 'award',
    make: async (world, { id, openTo }) => {
      const bidder = world.contractorOf(openTo[0]);
      const quote = await bidder.quotes.submit({
        requestId: id,
        ...priced(world, 10_000),
        validUntil: world.make.soon(),
        leadDays: 0,
        durationDays: 1,
        note: world.make.text(500),
      });
      const revision = quote.current?.revision ?? 1;
      return world.own.quotes.accept({ id, quoteId: quote.id, revision, commandKey: world.make.key() });
    },
  },
  {
    by: 'homeowner',
    as: isUnderWay,
    make: (world, one) => world.own.requests.offerWindows(offer(world, one)),
  },
  {
    by: 'contractor',
    as: isUnderWay,
    make: (world, one) => contractor(world, one).jobs.offerWindows(offer(world, one)),
  },
  {
    by: 'homeowner',
    as: (one) => isUnderWay(one) && one.windows?.by === 'contractor',
    make: (world, one) => world.own.requests.confirmWindow(confirm(world, one)),
  },
  {
    by: 'contractor',
    as: (one) => isUnderWay(one) && one.windows?.by === 'homeowner',
    make: (world, one) => contractor(world, one).jobs.confirmWindow(confirm(world, one)),
  },
  {
    by: 'homeowner',
    as: 'unschedule',
    make: (world, { id }) =>
      world.own.requests.cancelVisit({ id, commandKey: world.make.key(), reason: world.make.text(500) }),
  },
  {
    by: 'contractor',
    as: (one) => isUnderWay(one) && !proposed(one),
    make: (world, one) =>
      contractor(world, one).changeOrders.propose({
        requestId: one.id,
        commandKey: world.make.key(),
        reason: world.make.text(500),
        ...priced(world, 1),
      }),
  },
  {
    by: 'homeowner',
    as: (one) => proposed(one) !== undefined,
    make: (world, one) => {
      const answer = { requestId: one.id, id: proposed(one)?.id ?? one.id, commandKey: world.make.key() };
      const { approve, decline } = world.own.changeOrders;
      return world.random.oneIn(2) ? approve(answer) : decline(answer);
    },
  },
  {
    by: 'contractor',
    as: (one) => isDone(one) && one.invoice?.state !== 'published' && one.invoice?.state !== 'paid',
    make: async (world, one) => {
      const { invoices } = contractor(world, one);
      await invoices.save({ requestId: one.id, ...priced(world, 10_000), note: world.make.text(1000) });
      return invoices.publish({ requestId: one.id, commandKey: world.make.key() });
    },
  },
  {
    by: 'homeowner',
    as: ({ invoice }) => invoice?.state === 'published',
    make: (world, { id: requestId, invoice }) =>
      world.own.invoices.pay({ requestId, id: invoice?.id ?? requestId, commandKey: world.make.key() }),
  },
  {
    by: 'contractor',
    as: ({ invoice }) => invoice?.state === 'published',
    make: (world, one) =>
      contractor(world, one).invoices.cancel({
        requestId: one.id,
        id: one.invoice?.id ?? one.id,
        commandKey: world.make.key(),
        reason: world.make.text(500),
      }),
  },
];
