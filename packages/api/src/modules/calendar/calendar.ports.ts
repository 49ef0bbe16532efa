/** A visit that a contractor has agreed to. A request has several in a calendar where one is agreed to before one that was kept is over. */
export interface Booking {
  requestId: string;
  start: Date;
  end: Date;
}

/** What a contractor is booked for. Some of it may be over, or given up meanwhile; the requests know. `version` counts writes. */
export interface ContractorCalendar {
  version: number;
  bookings: readonly Booking[];
}

/** The calendars of contractors in the database: confirming a visit compares-and-sets one, so that nobody is booked twice. */
export interface Calendars {
  /** Version 0, with nothing booked, for a contractor who has none yet. */
  read(contractorId: string): Promise<ContractorCalendar>;
  /** Replaces the bookings. False, with nothing done, when the calendar no longer has that version. */
  book(contractorId: string, expectedVersion: number, bookings: readonly Booking[]): Promise<boolean>;
}
