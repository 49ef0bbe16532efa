/** MongoDB's operators, each with a value that would match or do something if it got through. */
export const operators: readonly Readonly<Record<string, unknown>>[] = [
  ...['$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$not', '$literal', '$comment'].map((name) => ({
    [name]: null,
  })),
  ...['$in', '$nin', '$all'].map((name) => ({ [name]: ['', 'plumbing', null] })),
  ...['$and', '$or', '$nor'].map((name) => ({ [name]: [{}] })),
  ...['$set', '$unset', '$inc', '$push', '$rename', '$pull', '$addToSet', '$currentDate', '$setOnInsert'].map(
    (name) => ({ [name]: { status: 'closed' } }),
  ),
  ...['$min', '$max', '$mul', '$pop', '$pullAll', '$bit'].map((name) => ({ [name]: { version: 1 } })),
  ...['$geoWithin', '$geoIntersects', '$near', '$nearSphere'].map((name) => ({
    [name]: { $geometry: { type: 'Point', coordinates: [0, 0] } },
  })),
  ...['$bitsAllSet', '$bitsAnySet', '$bitsAllClear', '$bitsAnyClear'].map((name) => ({ [name]: 1 })),
  ...['$lookup', '$merge', '$out', '$unionWith'].map((name) => ({
    [name]: { from: 'requests', into: 'requests' },
  })),
  { $ne: '' },
  { $gt: '' },
  { $regex: '.*' },
  { $regex: '^(a+)+$', $options: 's' },
  { $exists: true },
  { $type: 'string' },
  { $size: 0 },
  { $mod: [1, 0] },
  { $elemMatch: {} },
  { $slice: 1 },
  { $meta: 'textScore' },
  { $text: { $search: 'a' } },
  { $where: 'sleep(1000) || true' },
  { $expr: { $eq: [1, 1] } },
  { $jsonSchema: {} },
  { $rand: {} },
  { $natural: 1 },
  { $function: { body: 'function () { return true; }', args: [], lang: 'js' } },
  {
    $accumulator: {
      init: 'function () {}',
      accumulate: 'function () {}',
      merge: 'function () {}',
      lang: 'js',
    },
  },
  { $oid: '000000000000000000000000' },
  { $date: 0 },
  { $code: 'true' },
  { '$title.$ne': null },
];
