import type { AnyTRPCProcedure, AnyTRPCRouter } from '@trpc/server';

/** The procedure at a dotted path, loading lazy routers on the way, or null. Own properties only: the path is a stranger's. */
export async function loadProcedure(router: AnyTRPCRouter, path: string): Promise<AnyTRPCProcedure | null> {
  for (;;) {
    const found = findProcedure(router, path);
    if (found) return found;
    const { lazy } = router._def;
    const key = Object.keys(lazy).find((name) => path === name || path.startsWith(`${name}.`));
    const loader = key === undefined ? undefined : lazy[key];
    if (!loader) return null;
    await loader.load(); // it takes its own key out of `lazy`, so the loop ends
  }
}

/** The same without loading: the common case, kept free of a promise. */
export function findProcedure(router: AnyTRPCRouter, path: string): AnyTRPCProcedure | null {
  const procedures: Record<string, AnyTRPCProcedure> = router._def.procedures;
  return Object.hasOwn(procedures, path) ? (procedures[path] ?? null) : null;
}
