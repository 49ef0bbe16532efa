import type { CreateProperty, Property as PropertyView } from '@pmp/contracts/property';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import { commandOf, createOnce } from '../../kernel/command.ts';
import { storeWithin } from '../../kernel/slots.ts';
import { sortKey } from '../../kernel/sort-key.ts';
import type { Property } from './property.ports.ts';
import { toPropertyView } from './property.view.ts';

type Needs = Pick<Deps, 'allowances' | 'properties' | 'places' | 'clock' | 'ids'>;

export const createProperty = async (
  deps: Needs,
  actor: Homeowner,
  { clientKey, ...input }: CreateProperty,
): Promise<PropertyView> => {
  const { allowances, properties } = deps;
  const command = commandOf(clientKey, input);
  const property = await createOnce({
    command,
    insert: async () => {
      const opened = openProperty(deps, actor, input);
      const outcome = await storeWithin(allowances.propertySlots, {
        key: actor.id,
        limit: allowances.properties,
        insert: (slot) => properties.insert({ ...opened, ...(slot !== undefined && { slot }) }, command),
        taken: () => properties.takenSlots(actor.id),
      });
      if (outcome === 'full') {
        const most = allowances.properties;
        return new AppError('too_many', `You can have ${most} properties; ask the city if you need more`);
      }
      return outcome === 'inserted' ? opened : 'duplicate';
    },
    createdWith: (key) => properties.createdWith(actor.id, key),
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
