import type { CreateProperty, Property as PropertyView } from '@pmp/contracts/property';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { commandOf, createOnce } from '../../kernel/command.ts';
import { sortKey } from '../../kernel/sort-key.ts';
import type { Property } from './property.ports.ts';
import { toPropertyView } from './property.view.ts';

type Needs = Pick<Deps, 'properties' | 'places' | 'clock' | 'ids'>;

export const createProperty = async (
  deps: Needs,
  actor: Homeowner,
  { clientKey, ...input }: CreateProperty,
): Promise<PropertyView> => {
  const command = commandOf(clientKey, input);
  const property = await createOnce({
    command,
    insert: async () => {
      const opened = openProperty(deps, actor, input);
      return (await deps.properties.insert(opened, command)) === 'inserted' ? opened : 'duplicate';
    },
    createdWith: (key) => deps.properties.createdWith(actor.id, key),
  });
  return toPropertyView(property);
};

const openProperty = (deps: Needs, actor: Homeowner, input: Omit<CreateProperty, 'clientKey'>): Property => {
  const id = deps.ids.record();
  const now = deps.clock.now();
  return {
    id,
    version: 1,
    ownerId: actor.id,
    label: input.label,
    kind: input.kind,
    address: input.address,
    place: deps.places.locate(input.address, input.location),
    accessNotes: input.accessNotes ?? null,
    createdAt: now,
    updatedAt: now,
    sortKey: sortKey(now, id),
  };
};
