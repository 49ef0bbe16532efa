import superjson from 'superjson';

/**
 * superjson, without its note of which parts of an input are the same object: the server refuses all annotations but
 * those of Dates and undefined, and the parts are written out in full anyway.
 */
export const transformer = {
  input: {
    serialize: (input: unknown) => {
      const { json, meta } = superjson.serialize(input);
      return meta?.values === undefined ? { json } : { json, meta: { values: meta.values, v: 1 } };
    },
    deserialize: superjson.deserialize,
  },
  output: superjson,
};
