import type { Property as PropertyView, UpdateProperty } from '@pmp/contracts/property';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { AppError, badField, notFound } from '../../kernel/app-error.ts';
import { changeOnce, commandOf } from '../../kernel/command.ts';
import type { PropertyChange } from './property.ports.ts';
import { toPropertyView } from './property.view.ts';

type Needs = Pick<Deps, 'properties' | 'places' | 'clock'>;

export const updateProperty = async (
  deps: Needs,
  actor: Homeowner,
  { commandKey, ...input }: UpdateProperty,
): Promise<PropertyView> => {
  const command = commandOf(commandKey, input);
  const property = await changeOnce({
    command,
    read: async () => {
      const owned = await deps.properties.owned(input.id, actor.id);
      if (!owned) throw notFound();
      return owned;
    },
    write: ({ property: { version } }) => {
      if (version !== input.version) {
        throw new AppError('stale_version', 'The property has changed; look at it again', {
          currentVersion: version,
        });
      }
      const set = changesOf(deps, input);
      const at = deps.clock.now();
      return deps.properties.change({
        id: input.id,
        ownerId: actor.id,
        expectedVersion: version,
        set,
        at,
        command,
      });
    },
    repeated: (owned) => owned.property,
  });
  return toPropertyView(property);
};

const changesOf = (deps: Needs, input: Omit<UpdateProperty, 'commandKey'>): PropertyChange['set'] => {
  if (input.location !== undefined && input.address === undefined) {
    throw badField('address', 'send the address together with the location');
  }
  const set: PropertyChange['set'] = {};
  if (input.label !== undefined) set.label = input.label;
  if (input.kind !== undefined) set.kind = input.kind;
  if (input.accessNotes !== undefined) set.accessNotes = input.accessNotes;
  if (input.address !== undefined) {
    set.address = input.address;
    set.place = deps.places.locate(input.address, input.location);
  }
  if (Object.keys(set).length === 0) throw badField('', 'send at least one field to change');
  return set;
};
