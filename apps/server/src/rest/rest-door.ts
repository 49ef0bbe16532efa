import { appRouter, type Composed, type Context } from '@pmp/api/server';
import { callTRPCProcedure } from '@trpc/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, refusalOf } from '../http/refusal.ts';
import { findProcedure } from '../trpc-plugin/procedures.ts';
import { failure, failureOf, failureOfRefusal } from './failure.ts';
import type { Call, Operation, Reply } from './operation.ts';
import { operations } from './operations.ts';
import { readerFor } from './read-request.ts';
import { sendFailure, sendReply } from './send.ts';

/** The REST door: every row of the table as a route, in FastAPI's manners. Its scope alone words errors so. */
export const registerRestDoor = async (app: FastifyInstance, { deps }: Composed) => {
  await app.register(async (door) => {
    // Bodies are read by the operation, after its role has been asked for.
    door.removeAllContentTypeParsers();
    door.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    door.setErrorHandler((error, request, reply) =>
      sendFailure(request, reply, failureOfRefusal(refusalOf(error), error)),
    );
    for (const row of operations) {
      door.route({
        method: row.method,
        url: routeOf(row.path),
        handler: handlerFor(row, deps),
      });
    }
    // HEAD comes with GET, and OPTIONS is for CORS or refused by the guard.
    const known = door.supportedMethods.filter((method) => method !== 'HEAD' && method !== 'OPTIONS');
    for (const [path, methods] of methodsByPath()) {
      const allow = [...methods, ...(methods.has('GET') ? ['HEAD'] : [])].join(', ');
      answerAtOnce(door, {
        methods: known.filter((method) => !methods.has(method)),
        url: routeOf(path),
        exposeHeadRoute: !methods.has('GET'),
        answer: (request, reply) =>
          sendFailure(request, reply, failure(405, 'Method Not Allowed', { headers: { allow } })),
      });
      answerAtOnce(door, {
        methods: known,
        url: `${routeOf(path)}/`,
        exposeHeadRoute: true,
        answer: (request, reply) => reply.redirect(withoutSlash(request.url), 307),
      });
    }
  });
};

interface AtOnce {
  methods: string[];
  url: string;
  exposeHeadRoute: boolean;
  answer(request: FastifyRequest, reply: FastifyReply): FastifyReply;
}

/** Answers in the hook: what body there is, and whether it has a type, makes no difference. */
const answerAtOnce = (door: FastifyInstance, { methods, url, exposeHeadRoute, answer }: AtOnce) =>
  door.route({
    method: methods,
    url,
    exposeHeadRoute,
    onRequest: async (request, reply) => answer(request, reply),
    handler: answer,
  });

const routeOf = (path: string) => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** Only the path that was asked for, so that a forged Host cannot lead anybody away. */
const withoutSlash = (url: string) => url.replace(/\/(\?|$)/, '$1');

const methodsByPath = () => {
  const methods = new Map<string, Set<string>>();
  for (const { path, method } of operations) {
    methods.set(path, (methods.get(path) ?? new Set()).add(method));
  }
  return methods;
};

const handlerFor = (row: Operation, deps: Context['deps']) => {
  const read = readerFor(row);
  const procedure = findProcedure(appRouter, row.procedure);
  if (!procedure) throw new Error(`There is no procedure ${row.procedure}`);

  return async (request: FastifyRequest, reply: FastifyReply) => {
    let calls = 0;
    const call: Call = async (input) => {
      calls += 1;
      const paying = request.payForCall?.(calls);
      if (paying) await paying;
      return callTRPCProcedure({
        router: appRouter,
        path: row.procedure,
        getRawInput: async () => input,
        ctx: { deps, principal: request.principal, requestId: request.id } satisfies Context,
        type: procedure._def.type,
        signal: undefined,
        batchIndex: 0,
      });
    };
    const understood = read(request);
    let answer: Reply;
    try {
      // The procedure judges the caller before the input: null, which no input is, brings a refusal of the caller out first.
      if (understood.faults.length > 0) await call(null);
      answer = await row.answer(call, understood.sent);
    } catch (error) {
      // Of a list that turned out to be longer than the caller may read now.
      if (error instanceof Refusal) throw error;
      return sendFailure(request, reply, failureOf(error, { row, ...understood }));
    }
    return sendReply(reply, row.status, answer);
  };
};
