import { requestStatuses } from '@pmp/contracts/lifecycle';
import { readMoney } from '../money.ts';
import { many, needed, oneOf, parsed, text, whole } from './field.ts';

/** The fields that several commands share. */

const idHelp = 'its id, 24 hexadecimal characters';
export const id = needed(text('<id>', idHelp));
/** The request, or the job, that something is about. */
export const requestId = needed(text('<request-id>', "the request's id"));
const version = whole('--if-version <n>', 'only if nobody has changed it since this version', {
  least: 1,
});

const keyHelp = 'makes it safe to run the command again: the same key, the same deed';
/** What every command on one record takes. */
export const onOne = { id, version, commandKey: text('--command-key <key>', keyHelp) };
/** The same for what is about a request. */
export const aboutOne = { requestId, version: onOne.version, commandKey: onOne.commandKey };
export const clientKey = text('--client-key <key>', keyHelp);

export const reason = text('--reason <text>', 'why; the other parties read it');
/** What a command that has to say why takes. */
export const because = { ...onOne, reason: needed(reason) };

export const status = oneOf('--status <status>', 'those in one state', requestStatuses);

export const money = (flags: string, help: string) =>
  parsed(flags, `${help}, such as "120.50 EUR"`, {
    read: readMoney,
    wanted: 'Give an amount and its currency: "120.50 EUR".',
  });

const timeForm = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** Undefined for a time without a zone, which Date would take in this machine's, and for what no calendar has, which it rolls over. */
const readTime = (given: string): string | undefined => {
  const [, minute] = timeForm.exec(given) ?? [];
  if (minute === undefined || Number.isNaN(Date.parse(given))) return undefined;
  const onCalendar = new Date(`${minute}Z`).toISOString().startsWith(minute);
  return onCalendar ? new Date(given).toISOString() : undefined;
};

/** A time with its zone; sent in UTC. */
export const time = (flags: string, help: string) =>
  parsed(flags, `${help}, such as 2026-03-01T09:00Z`, {
    read: readTime,
    wanted: 'Give a time with its zone: 2026-03-01T09:00Z or 2026-03-01T10:00+01:00.',
  });

/** Several times from when until when. */
export const windows = many(
  parsed('--window <start/end>', 'from when until when, such as 2026-03-06T08:00Z/2026-03-06T11:00Z', {
    read: (given) => {
      const [start, end, ...more] = given.split('/').map(readTime);
      return start === undefined || end === undefined || more.length > 0 ? undefined : { start, end };
    },
    wanted: 'Give two times with a slash between them: 2026-03-06T08:00Z/2026-03-06T11:00Z.',
  }),
);
