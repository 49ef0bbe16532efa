/**
 * What a port can read beside a record of another port, in that one's own command. The port whose record it finds makes it, the port that
 * reads takes it along; what is in it only adapters of one kind know. `Of` is what of the record it goes by.
 */
export interface Look<Of, Found> {
  /** Never set, as the next: they carry the types. */
  readonly of?: (record: Of) => void;
  readonly found?: Found;
}

/** What a read takes along, each under a name by which `Beside` answers what was found. */
export type Looks<Of, Beside extends object> = {
  readonly [Name in keyof Beside]: Look<Of, Beside[Name]>;
};

/** What a read without looks finds beside a record. */
export type Nothing = Readonly<Record<never, never>>;
