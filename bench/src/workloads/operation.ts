import type { AcceptQuote } from '@pmp/contracts/quote';
import type { CreateRequest } from '@pmp/contracts/request';
import type { CancelRequest, RejectRequest, SetPriorityFloor } from '@pmp/contracts/request-moves';
import type { Call } from '../load/connection.ts';
import type { Protocol } from '../world/programs.ts';

/** One thing that somebody asks of a server, whatever it speaks. */
export type Operation =
  | { readonly kind: 'ping' }
  | { readonly kind: 'list' }
  | { readonly kind: 'get'; readonly id: string }
  | { readonly kind: 'create'; readonly input: CreateRequest }
  | { readonly kind: 'cancel'; readonly input: CancelRequest }
  | { readonly kind: 'queue' }
  | { readonly kind: 'board' }
  | { readonly kind: 'accept'; readonly input: AcceptQuote }
  | { readonly kind: 'reject'; readonly input: RejectRequest }
  | { readonly kind: 'floor'; readonly input: SetPriorityFloor };

const procedures: Record<Operation['kind'], { path: string; type: 'query' | 'mutation' }> = {
  ping: { path: 'public.status', type: 'query' },
  list: { path: 'homeowner.requests.list', type: 'query' },
  get: { path: 'homeowner.requests.get', type: 'query' },
  create: { path: 'homeowner.requests.create', type: 'mutation' },
  cancel: { path: 'homeowner.requests.cancel', type: 'mutation' },
  queue: { path: 'official.requests.list', type: 'query' },
  board: { path: 'contractor.jobs.board', type: 'query' },
  accept: { path: 'homeowner.quotes.accept', type: 'mutation' },
  reject: { path: 'official.requests.reject', type: 'mutation' },
  floor: { path: 'official.requests.setPriorityFloor', type: 'mutation' },
};

const inputOf = (operation: Operation): object | undefined => {
  switch (operation.kind) {
    case 'ping':
      return undefined;
    case 'list':
    case 'queue':
    case 'board':
      return {};
    case 'get':
      return { id: operation.id };
    default:
      return operation.input;
  }
};

const query = (path: string, input: object | undefined, batch = '') => {
  const parts = [batch, input === undefined ? '' : `input=${encodeURIComponent(JSON.stringify(input))}`];
  const text = parts.filter((part) => part !== '').join('&');
  return text === '' ? path : `${path}?${text}`;
};

const viaTrpc = (operation: Operation, path: string, type: 'query' | 'mutation'): Call => {
  const input = inputOf(operation);
  const json = input && { json: input };
  return type === 'query'
    ? { method: 'GET', path: query(`/trpc/${path}`, json) }
    : { method: 'POST', path: `/trpc/${path}`, body: json };
};

const viaRest = (operation: Operation, prefix = ''): Call => {
  switch (operation.kind) {
    case 'ping':
      return { method: 'GET', path: '/ping' };
    case 'list':
      return { method: 'GET', path: `${prefix}/requests` };
    case 'get':
      return { method: 'GET', path: `${prefix}/requests/${operation.id}` };
    case 'create':
      return { method: 'POST', path: `${prefix}/requests`, body: operation.input };
    case 'queue':
      return { method: 'GET', path: '/official/requests' };
    case 'board':
      return { method: 'GET', path: '/contractor/board' };
    case 'accept':
      return post(`/requests/${operation.input.id}/accept`, operation.input);
    case 'cancel':
      return post(`/requests/${operation.input.id}/cancel`, operation.input);
    case 'reject':
      return post(`/official/requests/${operation.input.id}/reject`, operation.input);
    case 'floor':
      return post(`/official/requests/${operation.input.id}/priority-floor`, operation.input);
  }
};

const post = (path: string, { id: _, ...body }: { id: string }): Call => ({ method: 'POST', path, body });

/** The request that asks `operation` of a server that speaks `protocol`. */
export const callOf = (protocol: Protocol, operation: Operation): Call => {
  switch (protocol) {
    case 'pmp': {
      const { path, type } = procedures[operation.kind];
      return viaTrpc(operation, path, type);
    }
    case 'trpc':
      return viaTrpc(operation, operation.kind, operation.kind === 'create' ? 'mutation' : 'query');
    case 'orpc':
      return { method: 'POST', path: `/rpc/${operation.kind}`, body: { json: inputOf(operation) } };
    case 'rest':
      return viaRest(operation);
    case 'fastapi':
      return viaRest(operation, '/homeowner');
  }
};

/** One request for several queries: tRPC's batch with us, a handler of its own with the hand-written peer. */
export const batchOf = (protocol: Protocol, operations: readonly Operation[]): Call => {
  const [first] = operations;
  if (first === undefined) throw new Error('A batch of nothing.');
  if (protocol === 'pmp') {
    const path = operations.map(({ kind }) => procedures[kind].path).join(',');
    const inputs = operations.flatMap((one, index) => {
      const input = inputOf(one);
      return input === undefined ? [] : [[index, { json: input }] as const];
    });
    return { method: 'GET', path: query(`/trpc/${path}`, Object.fromEntries(inputs), 'batch=1') };
  }
  if (protocol !== 'rest') throw new Error(`${protocol} has no batches here.`);
  if (first.kind !== 'get') return { method: 'GET', path: `/ten/${first.kind}s` };
  const ids = operations.map((one) => (one.kind === 'get' ? one.id : '')).join(',');
  return { method: 'GET', path: `/ten/gets?ids=${ids}` };
};
