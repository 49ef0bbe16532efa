/** What counts of a query parameter: of one that is repeated FastAPI takes the last. */
export const lastValue = (value: unknown): unknown => (Array.isArray(value) ? value.at(-1) : value);
