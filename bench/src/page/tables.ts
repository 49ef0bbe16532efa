import type { Growth } from '../growth/growth.ts';
import type { RatioFigure } from '../measure/figures.ts';
import type { Report } from '../report.ts';
import type { WorkersFigure } from '../scale/workers.ts';

type Row = readonly (string | number)[];

const table = (head: Row, rows: readonly Row[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const interval = ({ ratio, low, high }: RatioFigure) => `${ratio} (${low}–${high})`;
const verdict = (holds: boolean | undefined) => (holds === undefined ? '' : holds ? 'holds' : '**missed**');

export const machineLine = ({ machine: { cpu, cores, kernel, node }, db, at }: Report): string =>
  `Measured ${at.slice(0, 10)} on ${cores} cores (${cpu}), Linux ${kernel}, Node ${node}; database: ${db.name}` +
  `${db.isMongoDb ? '' : ', which is not MongoDB: its own time is printed, not claimed'}.`;

export const pairsTable = ({ workloads, memory }: Report): string => {
  const goals = table(
    ['workload', 'against', 'application CPU', 'goal', ''],
    [
      ...Object.entries(workloads).map(([name, figure]) => [
        name,
        figure.against,
        interval(figure),
        figure.goal === undefined ? '' : `<= ${figure.goal}`,
        verdict(figure.holds),
      ]),
      ...(memory
        ? [
            [
              'memory after load',
              'after warm-up',
              `${interval(memory)}: ${memory.afterLoadMiB} / ${memory.afterWarmUpMiB} MiB`,
              `<= ${memory.goal}`,
              verdict(memory.holds),
            ],
          ]
        : []),
    ],
  );
  const details = table(
    [
      'workload',
      'ours, µs',
      'theirs, µs',
      'calls per CPU-second',
      'database, µs',
      'reply, bytes',
      'p99 against theirs',
    ],
    Object.entries(workloads).map(([name, { ours, reference, p99 }]) => [
      name,
      ours.appMicros,
      reference.appMicros,
      ours.callsPerCpuSecond,
      `${ours.dbMicros ?? '?'} / ${reference.dbMicros ?? '?'}`,
      `${ours.replyBytes} / ${reference.replyBytes}`,
      interval(p99),
    ]),
  );
  const inside = table(
    ['workload', 'commands', 'driver bytes, ours / theirs', 'allocated bytes, ours / theirs'],
    Object.entries(workloads).flatMap(
      ([
        name,
        {
          ours: { inside: own },
          reference: { inside: other },
        },
      ]) =>
        own
          ? [
              [
                name,
                Object.entries(own.commands)
                  .map(([command, times]) => `${command} ${times}`)
                  .join(', '),
                `${own.driverBytes} / ${other?.driverBytes ?? ''}`,
                `${own.allocatedBytes} / ${other?.allocatedBytes ?? ''}`,
              ],
            ]
          : [],
    ),
  );
  const names = [...new Set(Object.values(workloads).flatMap(({ peers }) => Object.keys(peers)))];
  const others = table(
    ['workload', ...names],
    Object.entries(workloads)
      .filter(([, { peers }]) => Object.keys(peers).length > 0)
      .map(([workload, { peers }]) => [
        workload,
        ...names.map((name) => (peers[name] ? interval(peers[name]) : '')),
      ]),
  );
  return [
    goals,
    'CPU of a call on either side:',
    details,
    'What a call sends to the database (those of the relay shared by the calls), and allocates:',
    inside,
    'Application CPU of ours against the other peers:',
    others,
  ].join('\n\n');
};

export const growthTable = ({ sizes, app, lack, doubt, faults, unmeasured = [] }: Growth): string => {
  const examined = table(
    ['requests', 'call', 'command', 'returned', 'keys', 'documents', 'plan'],
    sizes.flatMap(({ requests, examined: calls }) =>
      Object.entries(calls).flatMap(([call, commands]) =>
        Object.entries(commands).map(([command, plan]) => [
          requests,
          call,
          command,
          plan?.returned ?? '',
          plan?.keys ?? '',
          plan?.documents ?? '',
          plan === undefined
            ? 'not explained'
            : [plan.sorts && 'sort in memory', plan.wholeCollection && 'whole collection']
                .filter(Boolean)
                .join(', '),
        ]),
      ),
    ),
  );
  const cpu = table(
    [
      'call',
      'application CPU, most against least',
      ...sizes.map(({ requests }) => `database CPU at ${requests}, µs`),
    ],
    Object.entries(app).map(([call, figure]) => [
      call,
      interval(figure),
      ...sizes.map(({ dbMicros }) => dbMicros[call] ?? ''),
    ]),
  );
  const judged =
    lack === undefined
      ? faults.length === 0
        ? doubt === undefined
          ? 'The budget holds.'
          : `What is examined stays within the budget. Neither time is judged: ${doubt}, whatever the server explains.`
        : faults.map((fault) => `- ${fault}`).join('\n')
      : `No verdict: ${lack}.`;
  const notes = unmeasured.map((note) => `- ${note}`).join('\n');
  return [judged, cpu, notes, examined].filter((part) => part !== '').join('\n\n');
};

export const workersTable = (figures: readonly WorkersFigure[]): string =>
  table(
    ['program', 'workers', 'workload', 'calls per CPU-second', 'calls per second', 'ours against it', 'goal'],
    figures.map(({ program, workers, workload, callsPerCpuSecond, perSecond, oursAgainst }) => [
      program,
      workers,
      workload,
      callsPerCpuSecond,
      perSecond,
      oursAgainst ? interval(oursAgainst) : '',
      oursAgainst ? `<= ${oursAgainst.goal}: ${verdict(oursAgainst.holds)}` : '',
    ]),
  );
