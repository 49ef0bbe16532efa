import type { AnyTRPCRouter, CreateContextCallback, inferRouterContext } from '@trpc/server';
import type { CreateFastifyContextOptions } from '@trpc/server/adapters/fastify';
import type { HTTPBaseHandlerOptions, ResponseMeta } from '@trpc/server/http';
import type { FastifyRequest } from 'fastify';

type MaybePromise<T> = T | Promise<T>;

type Own<TRouter extends AnyTRPCRouter> = HTTPBaseHandlerOptions<TRouter, FastifyRequest>;
type OwnMeta = Parameters<NonNullable<Own<AnyTRPCRouter>['responseMeta']>>[0];
type MetaParams<TRouter extends AnyTRPCRouter> = Omit<OwnMeta, 'data' | 'ctx'> & {
  ctx?: inferRouterContext<TRouter>;
};

/** Headers as they are sent: what would have to be joined, checked or written small costs as much as the rest of an empty reply. */
type PlainMeta = Pick<ResponseMeta, 'status'> & { headers?: Readonly<Record<string, string>> };

/**
 * What `trpcOptions` of tRPC's own plugin takes, less what this one turned off: method override, WebSockets, no batching. Nor does
 * `responseMeta` see the `data`: it has become text by then.
 */
export type TrpcOptions<TRouter extends AnyTRPCRouter> = Pick<
  Own<TRouter>,
  'router' | 'onError' | 'maxBatchSize'
> & {
  responseMeta?: (opts: MetaParams<TRouter>) => PlainMeta;
} & CreateContextCallback<
    inferRouterContext<TRouter>,
    (opts: CreateFastifyContextOptions) => MaybePromise<inferRouterContext<TRouter>>
  >;

/** The options of `fastifyTrpc`; Fastify itself applies the prefix. */
export interface FastifyTrpcOptions<TRouter extends AnyTRPCRouter> {
  prefix?: string;
  trpcOptions: TrpcOptions<TRouter>;
}

type Options = TrpcOptions<AnyTRPCRouter>;
type Params<F> = Parameters<Extract<F, (...args: never[]) => unknown>>;

/** The same options with the router's types forgotten, as the code within needs them. Methods: their parameters vary freely. */
export interface AnyTrpcOptions extends Pick<Options, 'router' | 'maxBatchSize'> {
  createContext?(...args: Params<Options['createContext']>): unknown;
  onError?(...args: Params<Options['onError']>): void;
  responseMeta?(...args: Params<Options['responseMeta']>): PlainMeta;
}
