import type { Look, Looks } from '../../src/kernel/look.ts';

/** A look as fakes know it: a question to the fake that made it. */
interface FakeLook<Of, Found> extends Look<Of, Found> {
  at(record: Of): Found;
}

const isFake = <Of, Found>(look: Look<Of, Found>): look is FakeLook<Of, Found> => 'at' in look;

export const fakeLook = <Of, Found>(at: (record: Of) => Found): Look<Of, Found> & FakeLook<Of, Found> => ({
  at: (record) => structuredClone(at(record)),
});

/** Looks from beside a record: nothing in particular, for a look that goes by nothing in it. */
export type Looking = <Of extends object, Found>(look: Look<Of, Found>, record?: Of) => Promise<Found>;

/** What the looks find beside a record. */
export const fakeBeside = <Of, Beside extends object>(
  record: Of,
  looks: Looks<Of, Beside> | undefined,
): Beside => {
  const found = Object.entries<Look<Of, unknown>>(looks ?? {}).map(([name, look]) => {
    if (!isFake(look)) throw new Error(`No fake has made the look ${name}`);
    return [name, look.at(record)];
  });
  return Object.fromEntries(found) as Beside;
};

export const lookingInFakes: Looking = async <Of extends object, Found>(look: Look<Of, Found>, record?: Of) =>
  fakeBeside(record ?? ({} as Of), { found: look }).found;
