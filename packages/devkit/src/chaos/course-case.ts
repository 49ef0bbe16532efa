import type { Random } from '../city/random.ts';
import { category, checklist, euros, lines, location, reason, textIn } from './must.ts';
import type { Person } from './people.ts';
import { quoteKey } from './stored-records.ts';
import { report } from './writers.ts';

/** Which record a step writes. Those of `papers` have no history: drafts of invoices and entries of the work log. */
export type Store = 'requests' | 'quotes' | 'papers';

/** One command of a course. Whoever carries it out adds its key. */
export interface Step {
  readonly by: Person;
  readonly path: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly store: Store;
  readonly subjectKey: string;
  readonly event?: string;
  readonly creates?: true;
}

/** Commands that are legal one after another; each is answered before the next is asked for. */
export type Course = Generator<Step, void, Record<string, unknown>>;

/** Who plays a course. The contractors are in no other that is played at the same time. */
export interface Cast {
  readonly random: Random;
  readonly homeowner: Person;
  readonly first: Person;
  readonly second: Person;
  readonly official: Person;
  /** The beginning of an hour that no visit of the contractors has had yet. */
  nextHour(): Date;
}

const zone = 'Europe/Berlin';
const hourMs = 3_600_000;

/** The commands of a course, bound to the case that they are about. */
export class Case {
  readonly cast: Cast;
  readonly subjectKey: string;
  id = '';

  constructor(cast: Cast) {
    this.cast = cast;
    this.subjectKey = `case-${cast.random.hex(20)}`;
  }

  *report(draft = false): Course {
    const { homeowner } = this.cast;
    const made = yield {
      by: homeowner,
      path: 'homeowner.requests.create',
      input: {
        ...report(this.subjectKey),
        category,
        location,
        ...(draft && { draft }),
        clientKey: this.subjectKey,
      },
      store: 'requests',
      subjectKey: this.subjectKey,
      event: draft ? 'saved_as_draft' : 'submitted',
      creates: true,
    };
    this.id = textIn(made, 'id');
  }

  /** A command on the request itself. */
  move(by: Person, name: string, { event, ...input }: { event: string; [name: string]: unknown }): Step {
    const field = /jobs|requests|homeowner\.quotes/.test(name) ? 'id' : 'requestId';
    return {
      by,
      path: name,
      input: { [field]: this.id, ...input },
      store: 'requests',
      subjectKey: this.subjectKey,
      event,
    };
  }

  quote(
    by: Person,
    name: 'save' | 'submit' | 'withdraw',
    { event, ...input }: { event?: string; [name: string]: unknown },
  ): Step {
    return {
      by,
      path: `contractor.quotes.${name}`,
      input: { requestId: this.id, ...input },
      store: 'quotes',
      subjectKey: quoteKey(this.id, by.id),
      ...(event !== undefined && { event }),
    };
  }

  paper(by: Person, path: string, input: Record<string, unknown>): Step {
    return {
      by,
      path,
      input: { requestId: this.id, currency: 'EUR', ...input },
      store: 'papers',
      subjectKey: this.id,
    };
  }

  /** A step of either party, whoever it happens to be. */
  either(contractor: Person, name: string, rest: { event: string; [name: string]: unknown }): Step {
    return this.cast.random.next() < 0.5
      ? this.move(this.cast.homeowner, `homeowner.requests.${name}`, rest)
      : this.move(contractor, `contractor.jobs.${name}`, rest);
  }

  *visit(contractor: Person, offeredBy: 'homeowner' | 'contractor'): Course {
    const from = this.cast.nextHour();
    const start = from.toISOString();
    const windows = [{ start, end: new Date(from.getTime() + hourMs).toISOString() }];
    const offer = { event: 'windows_offered', zone, windows };
    const agree = { event: 'scheduled', start };
    const ours = (name: string, rest: { event: string }) =>
      this.move(this.cast.homeowner, `homeowner.requests.${name}`, rest);
    const theirs = (name: string, rest: { event: string }) =>
      this.move(contractor, `contractor.jobs.${name}`, rest);
    yield offeredBy === 'homeowner' ? ours('offerWindows', offer) : theirs('offerWindows', offer);
    yield offeredBy === 'homeowner' ? theirs('confirmWindow', agree) : ours('confirmWindow', agree);
  }

  /** Extra work, and how it is answered. */
  *extra(contractor: Person, answer: 'approve' | 'decline' | 'withdraw'): Course {
    const made = yield this.move(contractor, 'contractor.changeOrders.propose', {
      event: 'change_order_proposed',
      currency: 'EUR',
      lines: lines(500),
      reason,
    });
    const id = newestOrder(made);
    if (answer === 'withdraw')
      yield this.move(contractor, 'contractor.changeOrders.withdraw', {
        event: 'change_order_withdrawn',
        id,
      });
    else
      yield this.move(this.cast.homeowner, `homeowner.changeOrders.${answer}`, {
        event: `change_order_${answer}d`,
        id,
      });
  }

  complete(contractor: Person): Step {
    return this.move(contractor, 'contractor.jobs.complete', {
      event: 'completed',
      note: 'All done',
      done: checklist,
      labourMinutes: 90,
      cost: euros(1_000),
    });
  }

  /** A draft that is sent; gives the invoice's id. */
  *invoice(contractor: Person): Generator<Step, string, Record<string, unknown>> {
    const draft = yield this.paper(contractor, 'contractor.invoices.save', { lines: lines(1_200) });
    yield this.move(contractor, 'contractor.invoices.publish', { event: 'invoice_published' });
    return textIn(draft, 'id');
  }

  *award(bid: { by: Person; made: Record<string, unknown> }): Course {
    const current = bid.made['current'] as { revision: number };
    yield this.move(this.cast.homeowner, 'homeowner.quotes.accept', {
      event: 'awarded',
      quoteId: textIn(bid.made, 'id'),
      revision: current.revision,
    });
  }

  *end(): Course {
    yield this.move(this.cast.homeowner, 'homeowner.requests.cancel', { event: 'cancelled', reason });
  }
}

function newestOrder(job: Record<string, unknown>): string {
  const award = job['award'] as { changeOrders: { id: string }[] };
  const id = award.changeOrders.at(-1)?.id;
  if (id === undefined) throw new Error('There is no change order to answer.');
  return id;
}
