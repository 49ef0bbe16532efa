import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDir } from '@pmp/devkit/cache-dir';
import { findPython } from '@pmp/devkit/database/python';
import { runProgram } from '@pmp/devkit/process/run-program';
import { UserError } from '@pmp/devkit/user-error';

const service = fileURLToPath(new URL('../../peers/fastapi/', import.meta.url));
const requirements = join(service, 'requirements.txt');
const installWithinMs = 10 * 60_000;

const folderOf = (env: NodeJS.ProcessEnv) => {
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  return join(cacheDir(env), `bench-fastapi-${digest}`);
};
const stampOf = (folder: string) => join(folder, '.installed');

/** Whether `--prepare` has made the FastAPI service's environment. */
export const isFastapiPrepared = (env: NodeJS.ProcessEnv): boolean => existsSync(stampOf(folderOf(env)));

/** Makes the virtual environment of the FastAPI service in the user's cache folder, once for each list of requirements. */
export const prepareFastapi = async (env: NodeJS.ProcessEnv, log: (line: string) => void): Promise<void> => {
  const folder = folderOf(env);
  if (isFastapiPrepared(env)) return log(`FastAPI: there already (${folder})`);
  const python = await findPython(env);
  if (python === undefined) throw new UserError('The FastAPI service needs CPython 3.10 to 3.13 on PATH.');
  log(`FastAPI: installing with Python ${python.version} into ${folder}`);
  await rm(folder, { recursive: true, force: true });
  const steps: [string, string[]][] = [
    [python.command, ['-m', 'venv', folder]],
    [join(folder, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', '-r', requirements]],
  ];
  for (const [command, args] of steps) {
    const { code, output } = await runProgram(command, args, { env, timeoutMs: installWithinMs });
    if (code !== 0) throw new UserError(`${command} ${args.join(' ')} ended with ${code}: ${output}`);
  }
  await writeFile(stampOf(folder), '');
};

/** gunicorn with uvicorn workers, as FastAPI services are run. */
export const fastapiCommand = async (
  env: NodeJS.ProcessEnv,
  { port, workers }: { port: number; workers: number },
): Promise<{ command: string; args: string[] }> => {
  if (!isFastapiPrepared(env)) throw new UserError('Run "npm run -s bench -- --prepare" first.');
  return {
    command: join(folderOf(env), 'bin', 'gunicorn'),
    args: [
      'main:app',
      '--chdir',
      service,
      '--worker-class',
      'uvicorn_worker.UvicornWorker',
      '--workers',
      String(workers),
      '--bind',
      `127.0.0.1:${port}`,
      '--keep-alive',
      '65',
      // One line a request, as the platform logs.
      '--access-logfile',
      '-',
    ],
  };
};
