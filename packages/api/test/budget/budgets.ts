type Commands = readonly string[];

const nothing: Commands = [];
const read: Commands = ['find'];
/** With what stands beside it. */
const wideRead: Commands = ['aggregate'];
const twoReads: Commands = ['find', 'find'];
const insert: Commands = ['insert'];
const insertAfterARead: Commands = ['find', 'insert'];
const change: Commands = ['find', 'findAndModify'];
const changeAfterAWideRead: Commands = ['aggregate', 'findAndModify'];
/** Two documents in one transaction. */
const together: Commands = ['findAndModify', 'findAndModify', 'commitTransaction'];

/** Who goes beyond the budget of a query, which is one command, or of a mutation, which is two outside a transaction; and why. */
export const reasonsToGoBeyond: Readonly<Record<string, string>> = {
  'contractor.changeOrders.propose':
    'what is proposed is a document of its own, stored before the request names it',
  'contractor.jobs.board': "the keys that it lists by are another record's, and it sorts and pages",
  'contractor.jobs.calendar': 'a calendar names many requests, and only those of the days asked for are read',
  'homeowner.contractors.list': "the keys that it lists by are another record's, and it sorts and pages",
  'official.people.suspend':
    'who is to be shut out is in no record yet, from beside which officials could be looked at',
};

/** What each procedure may send to the database when it succeeds: exactly this, in this order. */
export const budgets: Readonly<Record<string, Commands>> = {
  'contractor.changeOrders.list': wideRead,
  'contractor.changeOrders.propose': ['find', 'insert', 'findAndModify'],
  'contractor.changeOrders.withdraw': change,
  'contractor.invoices.cancel': change,
  'contractor.invoices.get': wideRead,
  'contractor.invoices.publish': ['aggregate', ...together],
  'contractor.invoices.save': changeAfterAWideRead,
  'contractor.jobs.acceptOffer': changeAfterAWideRead,
  'contractor.jobs.access': wideRead,
  'contractor.jobs.board': twoReads,
  'contractor.jobs.calendar': twoReads,
  'contractor.jobs.cancelVisit': change,
  'contractor.jobs.complete': change,
  'contractor.jobs.confirmWindow': ['find', 'find', ...together],
  'contractor.jobs.get': read,
  'contractor.jobs.getOpen': wideRead,
  'contractor.jobs.hold': change,
  'contractor.jobs.invitations': read,
  'contractor.jobs.list': read,
  'contractor.jobs.offerWindows': change,
  'contractor.jobs.release': change,
  'contractor.jobs.resume': change,
  'contractor.jobs.start': change,
  'contractor.jobs.timeline': wideRead,
  'contractor.profile.get': read,
  'contractor.profile.save': change,
  'contractor.quotes.get': wideRead,
  'contractor.quotes.list': wideRead,
  'contractor.quotes.save': changeAfterAWideRead,
  'contractor.quotes.submit': changeAfterAWideRead,
  'contractor.quotes.withdraw': changeAfterAWideRead,
  'contractor.workLog.create': insertAfterARead,
  'contractor.workLog.list': wideRead,
  'contractor.workLog.remove': change,
  'homeowner.changeOrders.approve': change,
  'homeowner.changeOrders.decline': change,
  'homeowner.changeOrders.list': wideRead,
  'homeowner.contractors.get': read,
  'homeowner.contractors.list': twoReads,
  'homeowner.invoices.get': wideRead,
  'homeowner.invoices.pay': change,
  'homeowner.plans.create': insertAfterARead,
  'homeowner.plans.end': change,
  'homeowner.plans.get': read,
  'homeowner.plans.list': read,
  'homeowner.plans.update': change,
  'homeowner.properties.create': insert,
  'homeowner.properties.list': read,
  'homeowner.properties.update': change,
  'homeowner.quotes.accept': ['find', 'find', ...together],
  'homeowner.quotes.get': wideRead,
  'homeowner.quotes.list': wideRead,
  'homeowner.requests.cancel': change,
  'homeowner.requests.cancelVisit': change,
  'homeowner.requests.confirm': change,
  // The first booking of a contractor makes their calendar.
  'homeowner.requests.confirmWindow': ['find', 'find', 'insert', 'findAndModify', 'commitTransaction'],
  'homeowner.requests.create': insert,
  'homeowner.requests.get': read,
  'homeowner.requests.hold': change,
  'homeowner.requests.invite': change,
  'homeowner.requests.list': read,
  'homeowner.requests.merge': ['find', 'find', ...together],
  'homeowner.requests.offer': changeAfterAWideRead,
  'homeowner.requests.offerWindows': change,
  'homeowner.requests.rate': ['find', 'findAndModify', 'update', 'commitTransaction'],
  'homeowner.requests.release': change,
  'homeowner.requests.reopen': change,
  'homeowner.requests.restore': change,
  'homeowner.requests.resume': change,
  'homeowner.requests.sendBack': change,
  'homeowner.requests.submit': changeAfterAWideRead,
  'homeowner.requests.timeline': wideRead,
  'homeowner.requests.update': change,
  'homeowner.workLog.list': wideRead,
  'official.people.reinstate': change,
  'official.people.suspend': ['find', 'find', 'insert'],
  'official.requests.get': read,
  'official.requests.liftStopWork': change,
  'official.requests.list': read,
  'official.requests.merge': ['find', 'find', ...together],
  'official.requests.reinstate': change,
  'official.requests.reject': change,
  'official.requests.reopen': change,
  'official.requests.setPriorityFloor': change,
  'official.requests.stopWork': change,
  'official.requests.timeline': wideRead,
  'public.categories.list': nothing,
  'public.status': nothing,
};
