import { Case, type Cast, type Course } from './course-case.ts';
import { euros, inDays, quoteOf, reason } from './must.ts';

/** From a draft by quotes and a visit to a paid invoice. */
function* quoted(cast: Cast): Course {
  const { homeowner, first, second, official } = cast;
  const one = new Case(cast);
  yield* one.report(true);
  yield one.move(homeowner, 'homeowner.requests.update', {
    event: 'edited',
    version: 1,
    title: 'A broken fence',
  });
  yield one.move(homeowner, 'homeowner.requests.submit', { event: 'submitted' });
  yield one.move(official, 'official.requests.setPriorityFloor', {
    event: 'prioritised',
    priorityFloor: 'urgent',
  });
  yield one.move(homeowner, 'homeowner.requests.invite', { event: 'invited', contractorIds: [first.id] });
  yield one.move(homeowner, 'homeowner.requests.invite', {
    event: 'invited',
    contractorIds: [second.id],
    publish: true,
  });
  yield one.quote(first, 'save', quoteOf(900));
  yield one.quote(first, 'submit', { event: 'quote_submitted', ...quoteOf(1_000) });
  yield one.quote(second, 'submit', { event: 'quote_submitted', ...quoteOf(1_100) });
  const revised = yield one.quote(first, 'submit', { event: 'quote_revised', ...quoteOf(1_200) });
  yield one.quote(second, 'withdraw', { event: 'quote_withdrawn', reason });
  const again = yield one.quote(second, 'submit', { event: 'quote_revised', ...quoteOf(1_050) });
  const won = cast.random.next() < 0.5 ? { by: first, made: revised } : { by: second, made: again };
  yield* one.award(won);
  yield* one.visit(won.by, 'contractor');
  yield one.either(won.by, 'cancelVisit', { event: 'unscheduled', reason });
  yield* one.visit(won.by, 'homeowner');
  yield one.move(won.by, 'contractor.jobs.start', { event: 'started' });
  yield one.paper(won.by, 'contractor.workLog.create', {
    kind: 'material',
    text: 'Two posts',
    quantity: 2,
    unit: 'piece',
    unitPrice: 700,
    at: new Date().toISOString(),
  });
  yield* one.extra(won.by, 'approve');
  yield one.complete(won.by);
  const id = yield* one.invoice(won.by);
  yield one.move(homeowner, 'homeowner.invoices.pay', { event: 'invoice_paid', id });
  yield one.move(homeowner, 'homeowner.requests.confirm', { event: 'confirmed' });
  yield one.move(homeowner, 'homeowner.requests.rate', { event: 'rated', quality: 5, time: 4, price: 3 });
}

/** A direct offer, with all that can come in between. */
function* offered(cast: Cast): Course {
  const { random, homeowner, first, official } = cast;
  const one = new Case(cast);
  yield* one.report();
  yield one.move(homeowner, 'homeowner.requests.offer', {
    event: 'offered',
    contractorId: first.id,
    spendCap: euros(50_000),
  });
  yield one.move(first, 'contractor.jobs.acceptOffer', { event: 'offer_accepted' });
  yield one.move(first, 'contractor.jobs.start', { event: 'started' });
  yield one.either(first, 'hold', { event: 'held', holdReason: 'weather', until: inDays(5) });
  yield one.either(first, 'resume', { event: 'resumed' });
  yield one.move(official, 'official.requests.stopWork', { event: 'work_stopped', reason });
  yield one.move(official, 'official.requests.liftStopWork', { event: 'stop_work_lifted', reason });
  yield* one.extra(first, 'decline');
  yield* one.extra(first, 'withdraw');
  yield one.complete(first);
  yield one.move(homeowner, 'homeowner.requests.sendBack', { event: 'sent_back', reason });
  yield one.complete(first);
  const wrong = yield* one.invoice(first);
  yield one.move(first, 'contractor.invoices.cancel', { event: 'invoice_cancelled', id: wrong, reason });
  const id = yield* one.invoice(first);
  yield one.move(homeowner, 'homeowner.invoices.pay', { event: 'invoice_paid', id });
  yield one.move(homeowner, 'homeowner.requests.confirm', { event: 'confirmed' });
  const opener =
    random.next() < 0.5 ? ([homeowner, 'homeowner'] as const) : ([official, 'official'] as const);
  yield one.move(opener[0], `${opener[1]}.requests.reopen`, { event: 'reopened', reason });
  yield* one.end();
}

/** Turned down, merged, cancelled, and each taken back. */
function* ended(cast: Cast): Course {
  const { random, homeowner, first, official } = cast;
  const [one, earlier] = [new Case(cast), new Case(cast)];
  yield* earlier.report();
  yield* one.report();
  yield one.move(official, 'official.requests.reject', {
    event: 'rejected',
    resolution: 'not_responsible',
    closingText: reason,
  });
  yield one.move(official, 'official.requests.reinstate', { event: 'reinstated', reason });
  yield one.move(homeowner, 'homeowner.requests.invite', { event: 'invited', contractorIds: [first.id] });
  yield one.quote(first, 'submit', { event: 'quote_submitted', ...quoteOf(1_000) });
  const merger =
    random.next() < 0.5 ? ([homeowner, 'homeowner'] as const) : ([official, 'official'] as const);
  yield one.move(merger[0], `${merger[1]}.requests.merge`, { event: 'merged', duplicateOfId: earlier.id });
  yield one.move(official, 'official.requests.reinstate', { event: 'reinstated', reason });
  yield* one.end();
  yield one.move(homeowner, 'homeowner.requests.restore', { event: 'restored', reason });
  yield one.move(homeowner, 'homeowner.requests.submit', { event: 'submitted' });
  yield* one.end();
  yield* earlier.end();
}

/** Awarded, given up, awarded to another, given up under way, and offered anew. */
function* released(cast: Cast): Course {
  const { homeowner, first, second } = cast;
  const one = new Case(cast);
  yield* one.report();
  const contractorIds = [first.id, second.id];
  yield one.move(homeowner, 'homeowner.requests.invite', { event: 'invited', contractorIds });
  const made = yield one.quote(first, 'submit', { event: 'quote_submitted', ...quoteOf(1_000) });
  const other = yield one.quote(second, 'submit', { event: 'quote_submitted', ...quoteOf(1_100) });
  yield* one.award({ by: first, made });
  yield* one.visit(first, 'contractor');
  yield one.either(first, 'release', { event: 'released', reason });
  yield* one.award({ by: second, made: other });
  yield one.move(second, 'contractor.jobs.start', { event: 'started' });
  yield one.either(second, 'release', { event: 'released', reason, partCost: euros(700) });
  yield one.move(homeowner, 'homeowner.requests.offer', {
    event: 'offered',
    contractorId: first.id,
    spendCap: euros(50_000),
  });
  yield one.move(first, 'contractor.jobs.acceptOffer', { event: 'offer_accepted' });
  yield one.either(first, 'hold', { event: 'held', holdReason: 'parts' });
  yield one.either(first, 'resume', { event: 'resumed' });
  yield* one.end();
}

/** Together they make every move that people make. */
export const courses: readonly ((cast: Cast) => Course)[] = [quoted, offered, ended, released];
