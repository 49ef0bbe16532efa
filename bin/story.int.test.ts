import { randomUUID } from 'node:crypto';
import { expect, inject, onTestFinished, test } from 'vitest';
import { startStack } from '../packages/devkit/src/stack/start-stack.ts';
import { tempDir } from '../packages/devkit/src/testing/temp-dir.fixture.ts';
import { seedDemoMap } from './start/seed.ts';
import { signIn } from './story/people.ts';
import { reportToRepair } from './story/report-to-repair.ts';
import { expectThat } from './story/step.ts';
import { type StoryLine, tellStory } from './story/tell-story.ts';

const aPlatform = async () => {
  const stack = await startStack({
    dataDir: await tempDir(),
    port: 0,
    env: process.env,
    mongoUrl: inject('mongoUrl'),
    dbName: `pmp_test_story_${randomUUID().slice(0, 8)}`,
    seed: seedDemoMap,
  });
  onTestFinished(() => stack.stop());
  return signIn(stack);
};

test('from report to repair: every step, by every role, through the client with real tokens', async () => {
  const lines: StoryLine[] = [];
  const told = { story: 'report-to-repair', steps: reportToRepair, people: await aPlatform() };
  const ok = await tellStory({ ...told, onLine: (line) => lines.push(line) });
  expect(lines.at(-1)).toEqual({ story: 'report-to-repair', steps: reportToRepair.length, ok: true });
  expect(ok).toBe(true);
  expect(reportToRepair.length).toBeGreaterThanOrEqual(14);
  expect(lines).toHaveLength(reportToRepair.length + 1);
});

test('a story ends at the first step that does not come out as it should, and says why', async () => {
  const people = await aPlatform();
  const lines: StoryLine[] = [];
  const steps = [
    { step: 'read nothing', role: 'homeowner' as const, run: async () => undefined },
    {
      step: 'find a case',
      role: 'official' as const,
      run: async () => {
        const { items } = await people.official.official.requests.list.query({});
        expectThat(items.length > 0, 'there is a case');
      },
    },
    { step: 'never come here', role: 'homeowner' as const, run: async () => undefined },
  ];
  expect(await tellStory({ story: 'short', steps, people, onLine: (line) => lines.push(line) })).toBe(false);
  expect(lines).toEqual([
    { step: 'read nothing', role: 'homeowner', ok: true },
    { step: 'find a case', role: 'official', ok: false, error: 'It should have been that there is a case' },
    { story: 'short', steps: 1, ok: false },
  ]);
});
