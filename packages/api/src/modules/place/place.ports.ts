import type { Address, Place, Point } from '@pmp/contracts/place';

/** Finds where an address is, from the gazetteers of the jurisdictions that are known here. No outside service is asked. */
export interface Places {
  /** `location` is the device's position, where the person allowed it. Never fails: what is unknown is null. */
  locate(address: Address, location: Point | undefined): Place;
}
