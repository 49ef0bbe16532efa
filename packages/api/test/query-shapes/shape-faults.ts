import type { CollectionSpec, Index } from '../../src/mongo/collection.ts';

type Spec = Pick<CollectionSpec, 'name' | 'indexes' | 'shapes'>;

const byId: Index = { name: '_id_', key: { _id: 1 }, unique: true };

/** Why the database could not answer a declared query from its declared index alone; empty when it can. */
export const shapeFaults = ({ name, indexes, shapes }: Spec): string[] => {
  const faults: string[] = [];
  const used = new Set<string>();
  for (const shape of shapes) {
    const of = `${name}.${shape.name}`;
    const index = [byId, ...indexes].find((candidate) => candidate.name === shape.index);
    if (!index) {
      faults.push(`${of}: there is no index ${shape.index}`);
      continue;
    }
    used.add(index.name);
    const keys = Object.keys(index.key);
    const asked = shape.then === undefined ? [...shape.equal] : [...shape.equal, shape.then];
    if (asked.length === 0) faults.push(`${of}: reads everything`);
    // An equality on a whole unique index leaves one document; what else is asked is looked up in it.
    const isUnique = index.unique && !index.partial && keys.every((key) => shape.equal.includes(key));
    if (!isUnique) {
      const prefix = keys.slice(0, shape.equal.length);
      const missing = shape.equal.filter((field) => !prefix.includes(field));
      if (missing.length > 0) faults.push(`${of}: ${missing.join(', ')} not at the front of ${index.name}`);
      const next = keys[shape.equal.length];
      if (shape.then !== undefined && next !== shape.then) {
        faults.push(`${of}: ${shape.then} does not follow the equalities in ${index.name}`);
      }
    }
    for (const field of Object.keys(index.partial ?? {})) {
      if (!asked.includes(field))
        faults.push(`${of}: without ${field} the partial ${index.name} can't be used`);
    }
  }
  for (const { name: indexName, unique, expireAfterSeconds } of indexes) {
    // One by which documents expire is used by the database itself.
    if (!unique && expireAfterSeconds === undefined && !used.has(indexName))
      faults.push(`${name}: no query needs ${indexName}`);
  }
  return faults;
};
