import { createPmpClient } from '@pmp/client';
import { type AppErrorCode, appErrorCodes } from '@pmp/contracts/error';
import { describe, expect, it } from 'vitest';
import { CliError, describeFailure, exitCodes } from './failure.ts';

const refusalWith = async (data: object, message = 'Refused'): Promise<unknown> => {
  const body = JSON.stringify({
    error: { json: { code: -32000, message, data: { httpStatus: 400, ...data } } },
  });
  const client = createPmpClient({
    url: 'http://pmp.test',
    fetch: () => Promise.resolve(new Response(body, { status: 400 })),
  });
  return client.public.status.query().then(
    () => undefined,
    (error: unknown) => error,
  );
};

describe('what a failed command says', () => {
  const codes: Record<AppErrorCode, number> = {
    bad_input: 2,
    signed_out: 3,
    forbidden: 3,
    not_found: 4,
    stale_version: 5,
    invalid_transition: 5,
    conflict: 5,
    key_reused: 5,
    case_full: 5,
    too_many: 6,
    unavailable: 6,
    internal: 1,
  };
  // `unavailable` is tried four times, a second in all; the others must not be.
  it.each(appErrorCodes)('ends with its own code for %s', async (appCode) => {
    const { exitCode, text } = describeFailure(await refusalWith({ appCode }));
    expect(exitCode).toBe(codes[appCode]);
    expect(text).toMatch(/^Refused( \(.+\))?\.$/);
  });

  it('lists the faulty fields, and cleans what the server sent', async () => {
    const fieldErrors = [
      { path: 'address.city', message: 'is\u001b[31m missing' },
      { path: '', message: 'is not an object' },
    ];
    const { text } = describeFailure(
      await refusalWith({ appCode: 'bad_input', fieldErrors }, 'Look\u0007 here.'),
    );
    expect(text).toBe('Look  here:\n  address.city: is [31m missing\n  input: is not an object');
  });

  it('says what may be done now, and quotes the request id', async () => {
    const moves = await refusalWith({ appCode: 'invalid_transition', allowedMoves: ['cancel'] });
    expect(describeFailure(moves).text).toBe('Refused (allowed now: cancel).');
    const fault = await refusalWith({ appCode: 'internal', requestId: 'r-1' });
    expect(describeFailure(fault).text).toBe('Refused (request r-1).');
  });

  it('takes its own sentence as it is, also from below a client’s error', () => {
    const own = new CliError('Say where.', exitCodes.usage);
    expect(describeFailure(own)).toEqual({ exitCode: 2, text: 'Say where.' });
    expect(describeFailure(new Error('outer', { cause: own }))).toEqual({ exitCode: 2, text: 'Say where.' });
  });

  it('shows no stack of a bug', () => {
    expect(describeFailure(new TypeError('x is not a function'))).toEqual({
      exitCode: 1,
      text: 'x is not a function.',
    });
    expect(describeFailure('thrown text')).toEqual({ exitCode: 1, text: 'thrown text.' });
  });

  it('knows a call that took too long', () => {
    const error = new Error('outer', { cause: new DOMException('The operation timed out', 'TimeoutError') });
    expect(describeFailure(error)).toEqual({ exitCode: 6, text: 'The platform did not answer in time.' });
  });
});
