import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkArrows } from './arrows.ts';
import { edits, plants } from './planted-faults.fixture.ts';
import { sawTooFew } from './repository.ts';
import { type CheckResult, checkSteps, runChecks } from './steps.ts';
import { copyWorkspace, type WorkspaceCopy } from './workspace-copy.ts';

const original = join(import.meta.dirname, '..', '..');
const minute = 60_000;

let copy: WorkspaceCopy;
let red: CheckResult[];
let green: CheckResult[];

const at = (file: string) => join(copy.root, file);

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(at(file)), { recursive: true });
  await writeFile(at(file), text);
}

beforeAll(async () => {
  copy = await copyWorkspace(original);
  const before = await Promise.all(edits.map(({ file }) => readFile(at(file), 'utf8')));
  for (const { file, text } of plants) await write(file, text);
  for (const [index, { file, edit }] of edits.entries()) await write(file, edit(before[index] ?? ''));
  red = await runChecks({ root: copy.root });
  for (const { file } of plants) await rm(at(file));
  for (const [index, { file }] of edits.entries()) await write(file, before[index] ?? '');
  green = await runChecks({ root: copy.root });
}, 4 * minute);

afterAll(() => copy[Symbol.asyncDispose]());

describe('each check fails', () => {
  it.each(checkSteps)('$name, over the planted faults', ({ name }) => {
    expect(red.find((result) => result.name === name)?.ok).toBe(false);
  });

  const expected = [...plants, ...edits].flatMap(({ file, reported }) =>
    reported.map(({ step, says }) => ({ step, says, fault: `${file}: ${says.at(-1) ?? ''}` })),
  );

  it.each(expected)('$step reports $fault', ({ step, says }) => {
    const output = red.find((result) => result.name === step)?.output ?? '';
    const lines = output.split('\n');
    const said = lines.some((line) => says.every((word) => line.includes(word)));
    expect(said, `${step} should say ${says.join(' … ')}; it said:\n${output}`).toBe(true);
  });

  it('dependency-cruiser that sees no TypeScript', { timeout: minute }, async () => {
    const config = at('.dependency-cruiser.mjs');
    const text = await readFile(config, 'utf8');
    await writeFile(
      config,
      text.replace('options: {', () => String.raw`options: { exclude: { path: '\.ts$' },`),
    );
    const { ok, output } = await checkArrows(copy.root);
    await writeFile(config, text);
    expect(ok).toBe(false);
    expect(output).toMatch(/dependency-cruiser looked at \d+ files of \d+/);
  });

  it('a tool that saw nothing, when there is nothing to see', () => {
    expect(sawTooFew('x', 0, [])).toBeDefined();
    expect(sawTooFew('x', 1, ['a.ts', 'b.ts'])).toBeDefined();
    expect(sawTooFew('x', 2, ['a.ts', 'b.ts'])).toBeUndefined();
  });
});

describe('with the faults removed', () => {
  it.each(checkSteps)('$name reports none of them', ({ name }) => {
    expect(green.find((result) => result.name === name)?.output).not.toMatch(/planted/i);
  });

  it('every check passes', () => {
    expect(green.filter(({ ok }) => !ok).map(({ name, output }) => `${name}:\n${output}`)).toEqual([]);
  });
});

it('a check that does not exist is an error, not a pass', async () => {
  await expect(runChecks({ only: ['nothing'] })).rejects.toThrow('There is no check nothing.');
});
