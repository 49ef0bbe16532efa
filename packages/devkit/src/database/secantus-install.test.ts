import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempDir } from '../testing/temp-dir.fixture.ts';
import { findPython } from './python.ts';
import { installSecantus, secantusVersion } from './secantus-install.ts';

/** A Python that can do what is named, and writes down what it was asked to do. */
async function machineWith({ version = '3.11', venv = true, pip = true, targetPip = true }) {
  const bin = await tempDir();
  const asked = join(bin, 'asked');
  writeFileSync(asked, '');
  const script = `#!/bin/sh
echo "$*" >> "${asked}"
case "$*" in
  *python_implementation*) echo "CPython ${version} True" ;;
  "-m venv "*) ${venv ? 'mkdir -p "$3/bin" && cp "$0" "$3/bin/python"' : 'echo "No module named venv"; exit 1'} ;;
  "-m pip install"*"--target"*) ${targetPip ? 'exit 0' : 'echo "no network"; exit 1'} ;;
  "-m pip install"*) ${pip ? 'exit 0' : 'echo "no network"; exit 1'} ;;
  "-c import secantus.cli") exit 0 ;;
  *) exit 9 ;;
esac
`;
  writeFileSync(join(bin, 'python3'), script);
  chmodSync(join(bin, 'python3'), 0o755);
  const cache = await tempDir();
  const env = { PATH: `${bin}:/usr/bin:/bin`, XDG_CACHE_HOME: cache };
  const said: string[] = [];
  const options = { env, log: (line: string) => said.push(line) };
  const python = await findPython(env);
  return { options, said, cache, python, asked: () => readFileSync(asked, 'utf8').split('\n') };
}

test('it goes into a virtual environment in the cache, once', async () => {
  const { options, said, cache, python, asked } = await machineWith({});
  if (!python) throw new Error('no python was found');
  const installed = await installSecantus(python, options);
  const home = join(cache, 'property-maintenance-platform');
  expect(installed?.python.startsWith(home)).toBe(true);
  expect(asked().filter((line) => line.includes(`secantusdb==${secantusVersion}`))).toHaveLength(1);
  expect(said).toEqual([expect.stringMatching(/^Getting SecantusDB .*about 120 MB, once/)]);
  expect(await installSecantus(python, options)).toEqual(installed);
  expect(said).toHaveLength(1);
  expect(readdirSync(home)).toHaveLength(1);
});

test.each([
  ['cannot make virtual environments', { venv: false }],
  ['has no pip in them', { pip: false }],
])('a Python that %s gets a plain folder', async (_, machine) => {
  const { options, python, asked } = await machineWith(machine);
  if (!python) throw new Error('no python was found');
  const installed = await installSecantus(python, options);
  expect(installed?.python).toBe(python.command);
  expect(installed?.env['PYTHONPATH']).toContain('packages');
  expect(asked().some((line) => line.includes('--target'))).toBe(true);
});

test('when nothing can be installed it says why and leaves no half', async () => {
  const { options, said, cache, python } = await machineWith({ pip: false, targetPip: false });
  if (!python) throw new Error('no python was found');
  expect(await installSecantus(python, options)).toBeUndefined();
  expect(said.at(-1)).toBe('SecantusDB could not be installed: no network');
  expect(readdirSync(join(cache, 'property-maintenance-platform'))).toEqual([]);
});

test('a copy that no longer runs is replaced', async () => {
  const { options, said, python } = await machineWith({});
  if (!python) throw new Error('no python was found');
  const installed = await installSecantus(python, options);
  const broken = installed?.python ?? '';
  writeFileSync(broken, '#!/bin/sh\nexit 1\n');
  expect((await installSecantus(python, options))?.python).toBe(broken);
  expect(said).toHaveLength(2);
});

test.each(['3.9', '3.14', '2.7'])('Python %s is not taken', async (version) => {
  const { options } = await machineWith({ version });
  const onlyThis = { PATH: options.env.PATH.split(':')[0] };
  expect(await findPython(onlyThis)).toBeUndefined();
});
