import type { FieldError } from '@pmp/contracts/error';
import { useCallback, useState } from 'react';
import type * as z from 'zod/mini';

/** Where a field stands in the page, for labels and for the links of the error summary. */
export const fieldId = (path: string): string => `field-${path.replaceAll('.', '-')}`;

/** What a contract has against an input, in the server's own form, so that both are shown alike. */
export const faultsOf = (schema: z.ZodMiniType, input: unknown): FieldError[] => {
  const seen = new Set<string>();
  return (schema.safeParse(input).error?.issues ?? []).flatMap(({ path, message }) => {
    const field = path.map(String).join('.');
    if (seen.has(field)) return [];
    seen.add(field);
    return [{ path: field, message }];
  });
};

export interface FormErrors {
  all: readonly FieldError[];
  of(path: string): string | undefined;
  /** Replaces what is shown; the summary then takes the focus. */
  show(errors: readonly FieldError[]): void;
  /** Forgets a field's error as soon as somebody works on it. */
  drop(path: string): void;
  /** Counts the times that errors were shown. */
  round: number;
}

export const useFormErrors = (): FormErrors => {
  const [{ all, round }, set] = useState<{ all: readonly FieldError[]; round: number }>({
    all: [],
    round: 0,
  });
  const show = useCallback(
    (errors: readonly FieldError[]) => set((state) => ({ all: errors, round: state.round + 1 })),
    [],
  );
  const drop = useCallback(
    (path: string) =>
      set((state) =>
        state.all.some((error) => error.path === path)
          ? { ...state, all: state.all.filter((error) => error.path !== path) }
          : state,
      ),
    [],
  );
  return { all, round, show, drop, of: (path) => all.find((error) => error.path === path)?.message };
};
