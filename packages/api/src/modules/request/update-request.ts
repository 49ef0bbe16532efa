import type { UpdateRequest } from '@pmp/contracts/request';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { badField } from '../../kernel/app-error.ts';
import { commandOf } from '../../kernel/command.ts';
import { changeRequest } from './change-request.ts';
import { requireEditable, requireVersion } from './request.policy.ts';
import type { Request } from './request.ports.ts';

type Needs = Pick<Deps, 'requests' | 'categories' | 'relay' | 'clock'>;

/** Corrects a request. An edit that changes nothing records nothing. */
export const updateRequest = async (
  deps: Needs,
  actor: Homeowner,
  { commandKey, ...input }: UpdateRequest,
): Promise<Request> => {
  const { id, version, ...edit } = input;
  if (edit.category !== undefined && !deps.categories.byCode(edit.category)) {
    throw badField('category', 'is not a category here');
  }
  return changeRequest(deps, actor, {
    id,
    command: commandOf(commandKey, { update: input }),
    decide: (current) => {
      requireEditable(current, deps.clock.now());
      requireVersion(current, version, actor.role);
      const fields = changedFields(current, edit);
      if (fields.length === 0) return undefined;
      const set = Object.fromEntries(fields.map((field) => [field, edit[field]]));
      return { set, event: { type: 'edited', fields }, notices: [] };
    },
  });
};

const editable = ['title', 'description', 'category', 'priority'] as const;

const changedFields = (request: Request, edit: Omit<UpdateRequest, 'id' | 'version' | 'commandKey'>) =>
  editable.filter((field) => edit[field] !== undefined && edit[field] !== request[field]);
