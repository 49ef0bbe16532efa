import { system } from '../../src/kernel/actor.ts';
import { confirmCompletion } from '../../src/modules/request/confirm-completion.ts';
import { releaseJob } from '../../src/modules/request/release-job.ts';
import type { Request } from '../../src/modules/request/request.ports.ts';
import { resumeJob } from '../../src/modules/request/resume-job.ts';
import type { Step } from './step.ts';
import { stepsOfTheParties } from './steps-of-the-parties.ts';
import type { World } from './world.ts';

const command = ({ make, random }: World, { id, version }: Request) => ({
  id,
  ...(random.oneIn(2) && { commandKey: make.key() }),
  ...(random.oneIn(4) && { version }),
});
const because = (world: World, { id }: Request) => ({
  id,
  commandKey: world.make.key(),
  reason: world.make.text(500),
});
const jobs = (world: World, { award }: Request) => world.jobsOf(award?.contractorId);
/** A contractor counts versions from the award. */
const counted = (world: World, request: Request) => {
  const { version: _, ...rest } = command(world, request);
  return rest;
};
const settled = (world: World, request: Request) => ({
  ...because(world, request),
  ...(world.random.oneIn(2) ? { partCost: request.award?.agreed ?? world.make.money() } : { disputed: true }),
});
const held = (world: World, request: Request) => ({
  ...because(world, request),
  holdReason: world.random.pick(['parts', 'access', 'weather', 'permit', 'payment', 'owner'] as const),
  ...(world.random.oneIn(2) && { until: world.make.soon() }),
});

/** A command that somebody builds gets its line here. */
export const steps: readonly Step[] = [
  ...stepsOfTheParties,
  {
    by: 'homeowner',
    as: 'submit',
    make: (world, request) => world.homeowner.submit(command(world, request)),
  },
  {
    by: 'homeowner',
    as: ({ status }) => status === 'draft' || status === 'submitted',
    make: (world, { id, version }) =>
      world.homeowner.update({
        id,
        version,
        commandKey: world.make.key(),
        title: world.make.line(120),
        description: world.make.text(4000),
        priority: world.random.pick(['low', 'normal', 'high', 'urgent']),
      }),
  },
  {
    by: 'homeowner',
    as: 'invite',
    make: (world, request) =>
      world.homeowner.invite({
        ...command(world, request),
        contractorIds: world.contractorIds.slice(0, world.random.int(3)),
        publish: world.random.oneIn(2),
        quoteDueAt: world.make.soon(),
        spendCap: world.make.money(),
      }),
  },
  {
    by: 'homeowner',
    as: 'offer',
    make: (world, request) =>
      world.homeowner.offer({
        ...command(world, request),
        contractorId: world.random.pick(world.contractorIds),
        spendCap: world.make.money(),
        acceptDueAt: world.make.soon(),
      }),
  },
  {
    by: 'contractor',
    as: ({ award, status }) => status === 'assigned' && award?.acceptedAt === null,
    make: (world, request) => jobs(world, request).acceptOffer(counted(world, request)),
  },
  { by: 'homeowner', as: 'release', make: (world, one) => world.homeowner.release(settled(world, one)) },
  { by: 'contractor', as: 'release', make: (world, one) => jobs(world, one).release(settled(world, one)) },
  { by: 'system', as: 'release', make: (world, one) => releaseJob(world.deps, system, because(world, one)) },
  { by: 'contractor', as: 'start', make: (world, one) => jobs(world, one).start(counted(world, one)) },
  { by: 'homeowner', as: 'hold', make: (world, one) => world.homeowner.hold(held(world, one)) },
  { by: 'contractor', as: 'hold', make: (world, one) => jobs(world, one).hold(held(world, one)) },
  { by: 'homeowner', as: 'resume', make: (world, one) => world.homeowner.resume(command(world, one)) },
  { by: 'contractor', as: 'resume', make: (world, one) => jobs(world, one).resume(counted(world, one)) },
  { by: 'system', as: 'resume', make: (world, one) => resumeJob(world.deps, system, command(world, one)) },
  { by: 'official', as: 'stop_work', make: (world, one) => world.official.stopWork(because(world, one)) },
  {
    by: 'official',
    as: 'lift_stop_work',
    make: (world, one) => world.official.liftStopWork(because(world, one)),
  },
  {
    by: 'contractor',
    as: 'complete',
    make: (world, request) =>
      jobs(world, request).complete({
        ...counted(world, request),
        note: world.make.text(300),
        done: world.deps.categories.byCode(request.category)?.checklist.map(({ code }) => code) ?? [],
        labourMinutes: world.random.int(86_000),
        cost: request.award?.agreed ?? world.make.money(),
        warrantyDays: world.random.int(100),
      }),
  },
  { by: 'homeowner', as: 'confirm', make: (world, one) => world.homeowner.confirm(command(world, one)) },
  {
    by: 'system',
    as: 'confirm',
    make: (world, one) => confirmCompletion(world.deps, system, command(world, one)),
  },
  { by: 'homeowner', as: 'send_back', make: (world, one) => world.homeowner.sendBack(because(world, one)) },
  {
    by: 'homeowner',
    as: ({ status, scores }) => status === 'closed' && scores === null,
    make: (world, request) =>
      world.homeowner.rate({
        ...command(world, request),
        quality: world.make.score(),
        time: world.make.score(),
        price: world.make.score(),
      }),
  },
  { by: 'homeowner', as: 'reopen', make: (world, one) => world.homeowner.reopen(because(world, one)) },
  { by: 'official', as: 'reopen', make: (world, one) => world.official.reopen(because(world, one)) },
  { by: 'homeowner', as: 'cancel', make: (world, one) => world.homeowner.cancel(because(world, one)) },
  {
    by: 'official',
    as: 'reject',
    make: (world, request) =>
      world.official.reject({
        ...command(world, request),
        resolution: world.random.pick(['not_responsible', 'no_fault_found']),
        closingText: `Turned down: ${world.make.text(900)}`,
      }),
  },
  ...(['homeowner', 'official'] as const).map(
    (by): Step => ({
      by,
      as: 'merge',
      make: (world, request, others) =>
        world[by].merge({ ...command(world, request), duplicateOfId: world.random.pick(others) }),
    }),
  ),
  { by: 'official', as: 'reinstate', make: (world, one) => world.official.reinstate(because(world, one)) },
  { by: 'homeowner', as: 'restore', make: (world, one) => world.homeowner.restore(because(world, one)) },
  {
    by: 'official',
    as: ({ status }) => status !== 'draft',
    make: (world, request) =>
      world.official.setPriorityFloor({
        ...command(world, request),
        priorityFloor: world.random.pick(['low', 'normal', 'high', 'urgent']),
      }),
  },
];
