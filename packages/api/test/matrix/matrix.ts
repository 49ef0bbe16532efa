import type { AppErrorCode } from '@pmp/contracts/error';
import type { AnyTRPCRouter } from '@trpc/server';

/** Everybody who may come to a door. "Elsewhere" is another jurisdiction; the record in question is the owner's. */
export const visitors = [
  'anonymous',
  'owner',
  'otherHomeowner',
  'assignedContractor',
  'otherContractor',
  'official',
  'officialElsewhere',
  'noRole',
  'twoRoles',
] as const;
export type Visitor = (typeof visitors)[number];

export type Expected = Readonly<Record<Visitor, AppErrorCode | 'ok'>>;

/** One procedure: what it is called with, and how each visitor fares. */
export interface Row<Fixture> {
  input(fixture: Fixture): unknown;
  expected: Expected;
}

/** Rows by the procedure's dotted path. */
export type Rows<Fixture> = Readonly<Record<string, Row<Fixture>>>;

/** What is wrong with a matrix: procedures that nobody has thought about, and rows about nothing. */
export const gapsOf = (router: AnyTRPCRouter, rows: Readonly<Record<string, unknown>>) => {
  const procedures = Object.keys(router._def.procedures);
  return {
    withoutRow: procedures.filter((path) => !Object.hasOwn(rows, path)),
    withoutProcedure: Object.keys(rows).filter((path) => !procedures.includes(path)),
  };
};
