import type { ContractorProfile, SaveProfile } from '@pmp/contracts/contractor';
import type { Deps } from '../../deps.ts';
import type { Contractor as ActingContractor } from '../../kernel/actor.ts';
import { AppError, badField } from '../../kernel/app-error.ts';
import { serviceKeys } from '../../kernel/area.ts';
import { type CommandRecord, changeOnce, commandOf } from '../../kernel/command.ts';
import type { Contractor } from './contractor.ports.ts';
import { toContractorProfile } from './contractor.view.ts';

type Needs = Pick<Deps, 'contractors' | 'categories' | 'clock'>;

/** Makes the contractor's own profile, or replaces it. */
export const saveProfile = async (
  deps: Needs,
  actor: ActingContractor,
  { commandKey, ...input }: SaveProfile,
): Promise<ContractorProfile> => {
  const command = commandOf(commandKey, input);
  const { version, ...said } = input;
  const contractor = await changeOnce<Found, Contractor>({
    command,
    read: async () => (await deps.contractors.own(actor.id)) ?? { contractor: undefined, commands: [] },
    write: ({ contractor: current }) => {
      refuseStale(current, version);
      refuseUnknownTrades(deps, input);
      const { keys, resolution } = serviceKeys(said.trades, said.serviceArea);
      return deps.contractors.save({
        contractorId: actor.id,
        expectedVersion: current?.version ?? 0,
        fields: { ...said, areaResolution: resolution },
        boardKeys: keys,
        at: deps.clock.now(),
        command,
      });
    },
    repeated: ({ contractor: current }) => {
      // A command is remembered by the profile that it made.
      if (!current) throw new AppError('conflict', 'Could not be saved; try again');
      return current;
    },
  });
  return toContractorProfile(contractor);
};

interface Found {
  contractor: Contractor | undefined;
  commands: readonly CommandRecord[];
}

const refuseStale = (current: Contractor | undefined, version: number | undefined) => {
  if (version === undefined || version === current?.version) return;
  throw new AppError('stale_version', 'Your profile has changed; look at it again', {
    ...(current && { currentVersion: current.version }),
  });
};

const refuseUnknownTrades = ({ categories }: Needs, { trades, licences }: SaveProfile) => {
  const unknown = 'is not a category that we know';
  const paths = [
    ...trades.map((code, index) => [code, `trades.${index}`] as const),
    ...licences.map(({ trade }, index) => [trade, `licences.${index}.trade`] as const),
  ];
  for (const [code, path] of paths) if (!categories.byCode(code)) throw badField(path, unknown);
};
