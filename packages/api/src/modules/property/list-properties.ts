import type { Page } from '@pmp/contracts/page';
import type { ListProperties, Property as PropertyView } from '@pmp/contracts/property';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { toPage } from '../../kernel/page.ts';
import { toPropertyView } from './property.view.ts';

export const listProperties = async (
  deps: Pick<Deps, 'properties'>,
  actor: Homeowner,
  input: ListProperties,
): Promise<Page<PropertyView>> =>
  toPage(input, await deps.properties.listOwned(actor.id, input), toPropertyView);
