type Commands = readonly string[];

const nothing: Commands = [];
const read: Commands = ['find'];
/** With what stands beside it. */
const wideRead: Commands = ['aggregate'];
const twoReads: Commands = ['find', 'find'];
const threeReads: Commands = ['find', 'find', 'find'];
const insert: Commands = ['insert'];
const insertAfterALook: Commands = ['find', 'insert'];
const change: Commands = ['find', 'findAndModify'];
const changeAfterAWideRead: Commands = ['aggregate', 'findAndModify'];
const changeAfterALook: Commands = ['find', 'find', 'findAndModify'];
const changeAfterTwoLooks: Commands = ['find', 'find', 'find', 'findAndModify'];
/** Two documents in one transaction. */
const together: Commands = ['find', 'find', 'findAndModify', 'findAndModify', 'commitTransaction'];

/** What each procedure may send to the database when it succeeds: exactly this, in this order. */
export const budgets: Readonly<Record<string, Commands>> = {
  'contractor.changeOrders.list': twoReads,
  'contractor.changeOrders.propose': ['find', 'insert', 'findAndModify'],
  'contractor.changeOrders.withdraw': change,
  'contractor.invoices.cancel': change,
  'contractor.invoices.get': twoReads,
  'contractor.invoices.publish': together,
  'contractor.invoices.save': changeAfterALook,
  // One less where the category asks for no licence.
  'contractor.jobs.acceptOffer': changeAfterALook,
  'contractor.jobs.access': wideRead,
  'contractor.jobs.board': twoReads,
  'contractor.jobs.calendar': read,
  'contractor.jobs.cancelVisit': change,
  'contractor.jobs.complete': change,
  'contractor.jobs.confirmWindow': together,
  'contractor.jobs.get': read,
  // One more for one who was not asked by name: their trades and area.
  'contractor.jobs.getOpen': read,
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
  'contractor.quotes.get': twoReads,
  'contractor.quotes.list': twoReads,
  'contractor.quotes.save': changeAfterTwoLooks,
  'contractor.quotes.submit': changeAfterTwoLooks,
  'contractor.quotes.withdraw': ['find', 'findAndModify', 'find'],
  'contractor.workLog.create': insertAfterALook,
  'contractor.workLog.list': twoReads,
  'contractor.workLog.remove': change,
  'homeowner.changeOrders.approve': change,
  'homeowner.changeOrders.decline': change,
  'homeowner.changeOrders.list': twoReads,
  'homeowner.contractors.get': read,
  'homeowner.contractors.list': twoReads,
  'homeowner.invoices.get': twoReads,
  'homeowner.invoices.pay': change,
  'homeowner.plans.create': insertAfterALook,
  'homeowner.plans.end': change,
  'homeowner.plans.get': read,
  'homeowner.plans.list': read,
  'homeowner.plans.update': change,
  'homeowner.properties.create': insert,
  'homeowner.properties.list': read,
  'homeowner.properties.update': change,
  'homeowner.quotes.accept': together,
  'homeowner.quotes.get': threeReads,
  'homeowner.quotes.list': threeReads,
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
  'homeowner.requests.merge': together,
  'homeowner.requests.offer': changeAfterALook,
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
  'homeowner.workLog.list': twoReads,
  'official.people.reinstate': change,
  // Who is out already stays out.
  'official.people.suspend': twoReads,
  'official.requests.get': read,
  'official.requests.liftStopWork': change,
  'official.requests.list': read,
  'official.requests.merge': together,
  'official.requests.reinstate': change,
  'official.requests.reject': change,
  'official.requests.reopen': change,
  'official.requests.setPriorityFloor': change,
  'official.requests.stopWork': change,
  'official.requests.timeline': wideRead,
  'public.categories.list': nothing,
  'public.status': nothing,
};
