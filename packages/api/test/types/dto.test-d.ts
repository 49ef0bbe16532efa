// Checked by the compiler alone: what procedures answer crosses the wire as it is typed.
import type { inferRouterOutputs } from '@trpc/server';
import type { ObjectId } from 'mongodb';
import type { AppRouter } from '../../src/router.ts';

type Leaf = string | number | boolean | null | undefined | Date;
type IsAny<T> = 0 extends 1 & T ? true : false;
type IsUnknown<T> = IsAny<T> extends true ? false : unknown extends T ? true : false;

/** The parts of a type that are not plain data; never when all are. */
type Impure<T> =
  IsAny<T> extends true
    ? 'any'
    : IsUnknown<T> extends true
      ? 'unknown'
      : T extends Leaf
        ? never
        : T extends readonly (infer Item)[]
          ? Impure<Item>
          : T extends AsyncIterable<infer Event>
            ? Impure<Event>
            : T extends (...args: never[]) => unknown
              ? T
              : T extends object
                ? ImpureFields<T>
                : T;
type ImpureFields<T extends object> = { [Key in keyof T]-?: Impure<T[Key]> }[keyof T];

type Refuse<T extends never> = T;

/** Every output of every procedure. */
export type Outputs = Refuse<Impure<inferRouterOutputs<AppRouter>>>;

// The walk sees outputs at all: one of them is a page with dates in it.
type List = inferRouterOutputs<AppRouter>['homeowner']['requests']['list'];
export const aDateOfTheList: List['items'][number]['createdAt'] = new Date(0);

/** Plain data of every kind passes. */
export type Plain = Refuse<
  Impure<{ a: string; b?: number | undefined; c: (Date | null)[]; d: { e: readonly 'x'[]; f: boolean } }>
>;

// @ts-expect-error an id of the driver is not a string
export type Planted = Refuse<Impure<{ items: { id: ObjectId }[] }>>;
// @ts-expect-error a map does not survive the wire
export type PlantedMap = Refuse<Impure<{ counts: Map<string, number> }>>;
// @ts-expect-error nor does a bigint
export type PlantedBigint = Refuse<Impure<{ total: bigint | null }>>;
// @ts-expect-error bytes go another way
export type PlantedBytes = Refuse<Impure<{ file: Uint8Array }>>;
// @ts-expect-error a function is behaviour
export type PlantedFunction = Refuse<Impure<{ deep: { run?: () => void } }>>;
// @ts-expect-error unknown may be anything
export type PlantedUnknown = Refuse<Impure<{ extra: unknown }>>;
// @ts-expect-error any may be anything
export type PlantedAny = Refuse<Impure<ReturnType<typeof JSON.parse>>>;
