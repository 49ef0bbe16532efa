import { trpc } from './trpc.ts';

/** All of a homeowner's properties: hardly anybody has more than a page of them. */
export const propertiesQuery = trpc.homeowner.properties.list.queryOptions({ limit: 100 });
