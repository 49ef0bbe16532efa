import type { AnyTRPCProcedure, AnyTRPCRouter } from '@trpc/server';

/** The procedure at a dotted path, or null. Own properties only: the path is a stranger's. */
export function findProcedure(router: AnyTRPCRouter, path: string): AnyTRPCProcedure | null {
  const procedures: Record<string, AnyTRPCProcedure> = router._def.procedures;
  return Object.hasOwn(procedures, path) ? (procedures[path] ?? null) : null;
}

/** Whether there are lazy routers that nobody has asked for yet. */
export const isLazy = (router: AnyTRPCRouter): boolean => Object.keys(router._def.lazy).length > 0;

/** Loads the lazy routers on the way to any of the paths, before anything is said about the request; what is not there stays so. */
export async function loadProcedures(router: AnyTRPCRouter, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    while (!findProcedure(router, path)) {
      const { lazy } = router._def;
      const key = Object.keys(lazy).find((name) => path === name || path.startsWith(`${name}.`));
      const loader = key === undefined ? undefined : lazy[key];
      if (!loader) break;
      await loader.load(); // it takes its own key out of `lazy`, so the loop ends
    }
  }
}
