import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '../packages/devkit/src/stack/start-stack.ts';
import { parseOptions } from './start/options.ts';
import { runCommand } from './start/run.ts';
import { seedDemoMap } from './start/seed.ts';
import { signIn } from './story/people.ts';
import { reportToRepair } from './story/report-to-repair.ts';
import { type StoryLine, tellStory } from './story/tell-story.ts';

const help = `npm run -s story -- --json     a case from report to paid invoice, on a fresh platform of its own, through the client
                               package with real tokens: one line of JSON a step {step, role, ok}, then
                               {story, steps, ok}
npm run -s story               the same for people

Ends with 1 when a step fails. PMP_DB=mongod|secantus|download chooses the database.`;

const print = (line: StoryLine) => {
  if ('story' in line) console.log(`${line.ok ? '✓' : '✗'} ${line.story}: ${line.steps} steps`);
  else
    console.log(
      `${line.ok ? '✓' : '✗'} ${line.role.padEnd(10)} ${line.step}${line.error ? `: ${line.error}` : ''}`,
    );
};

async function main(): Promise<number> {
  const { values } = parseOptions('npm run -s story --', {
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'pmp-story-'));
  const stack = await startStack({
    dataDir,
    port: 0,
    env: process.env,
    seed: seedDemoMap,
    log: (line) => console.error(line),
    onStep: (step) => console.error(`  ${step}`),
  });
  try {
    const ok = await tellStory({
      story: 'report-to-repair',
      steps: reportToRepair,
      people: await signIn(stack),
      onLine: values.json ? (line) => console.log(JSON.stringify(line)) : print,
    });
    return ok ? 0 : 1;
  } finally {
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

await runCommand(main);
