#!/usr/bin/env node
// What every root command runs first. Plain JavaScript without dependencies: nothing is installed yet, and the
// Node that runs this may be 20. It installs when something changed, then hands over to the entry under Node 24.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.pmp-installed');
const installLock = join(modules, '.pmp-installing');
const windows = process.platform === 'win32';
const neededNode = 24;

/** Command name -> the file that Node 24 runs. */
const entries = {
  start: 'bin/start.ts',
  test: 'bin/test.ts',
  check: 'bin/check.ts',
  dev: 'bin/dev.ts',
  e2e: 'bin/e2e.ts',
  chaos: 'bin/chaos.ts',
  bench: 'bin/bench.ts',
  story: 'bin/story.ts',
  token: 'bin/token.ts',
  pmp: 'apps/cli/src/main.ts',
};

const help = `Usage: npm run <command> -- [options]      (each command has its own --help)

  npm start            the whole platform on this machine: database, sign-in, server, web, demo city
  npm test             every test; the last line is "N passed, N failed"
  npm run check        format, lint, types, import rules, dead code
  npm run dev          as start, with reload on change
  npm run e2e          the browser tests only
  npm run -s chaos     what the platform promises under faults, measured
  npm run -s bench     what it costs, against hand-written code and other frameworks
  npm run -s story     a case from report to repair, told through the client package
  npm run -s token     prints an access token:  npm run -s token -- homeowner
  npm run pmp          the command line client:  npm run -s pmp -- requests list

Each one first installs what is missing, and needs Node 20 or newer and npm only.`;

class Stop extends Error {}

async function main([name, ...args]) {
  if (name === undefined || name === '--help' || name === '-h') {
    console.log(help);
    return 0;
  }
  const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
  if (entry === undefined)
    throw new Stop(`There is no command "${name}"; choose one of ${Object.keys(entries).join(', ')}.`);
  requireNode();
  await installWhenNeeded();
  if (!existsSync(join(root, entry)))
    throw new Stop(`${entry} is missing from this checkout: restore it with git.`);
  return run(node24(), entry, args);
}

function requireNode() {
  const major = Number.parseInt(process.versions.node, 10);
  if (major < 20)
    throw new Stop(
      `Node ${process.versions.node} is too old: install Node 20 or newer (nodejs.org) and run again.`,
    );
  if (major < neededNode && bundledNode() === undefined) throw new Stop(systemNodeAdvice());
}

function systemNodeAdvice() {
  const how = process.platform === 'darwin' ? '"brew install node@24" or nodejs.org' : 'nodejs.org';
  return `No Node ${neededNode} comes from npm for ${process.platform}-${process.arch}: install Node ${neededNode} yourself (${how}) and run again.`;
}

/** The npm package that carries a Node binary for this machine, if there is one. */
function bundledNode() {
  const known = { 'linux-x64': 'bin/node', 'linux-arm64': 'bin/node', 'win32-x64': 'bin/node.exe' };
  const file = known[`${process.platform}-${process.arch}`];
  const platform = windows ? 'win' : process.platform;
  return file === undefined ? undefined : join(modules, `node-${platform}-${process.arch}`, file);
}

function node24() {
  const bundled = bundledNode();
  if (bundled !== undefined && existsSync(bundled)) return bundled;
  if (Number.parseInt(process.versions.node, 10) >= neededNode) return process.execPath;
  throw new Stop(
    bundled === undefined
      ? systemNodeAdvice()
      : `Node ${neededNode} was not installed with the packages (were optional dependencies switched off?): delete node_modules and run again, or install Node ${neededNode} yourself.`,
  );
}

// ---- install -------------------------------------------------------------------------------------------------

function manifests() {
  const found = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'];
  for (const group of ['apps', 'packages']) {
    if (!existsSync(join(root, group))) continue;
    for (const folder of readdirSync(join(root, group)).sort()) {
      const file = join(group, folder, 'package.json');
      if (existsSync(join(root, file))) found.push(file);
    }
  }
  if (existsSync(join(root, 'bench/package.json'))) found.push('bench/package.json');
  return found;
}

function wantedStamp() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  for (const file of manifests()) {
    if (!existsSync(join(root, file)))
      throw new Stop(`${file} is missing from this checkout: restore it with git.`);
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

const isInstalled = (stamp) => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;

async function installWhenNeeded() {
  const stamp = wantedStamp();
  if (isInstalled(stamp)) return;
  mkdirSync(modules, { recursive: true });
  await holdingInstallLock(async () => {
    if (isInstalled(stamp)) return;
    await install();
    writeFileSync(stampFile, stamp);
  });
}

async function install() {
  const pin = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).packageManager;
  const npx = spawnSync('npx', ['--version'], { shell: windows, stdio: 'ignore' });
  if (npx.error || npx.status !== 0)
    throw new Stop('npx was not found: install npm (it comes with Node from nodejs.org) and run again.');
  const first = existsSync(stampFile) ? '' : ' (the first time takes a minute or two)';
  process.stderr.write(`Installing packages with ${pin}${first}\n`);
  // An install that is interrupted leaves packages of two lockfiles, and no stamp may vouch for those.
  rmSync(stampFile, { force: true });
  // Everything pnpm says goes to stderr: stdout belongs to the command (a token, a table).
  const child = spawn('npx', ['--yes', pin, 'install', '--frozen-lockfile'], {
    cwd: root,
    shell: windows,
    stdio: ['ignore', process.stderr, process.stderr],
  });
  const code = await ended(child);
  if (code !== 0)
    throw new Stop(
      `The packages could not be installed (pnpm ended with ${code}, its words are above): check the network and run again.`,
    );
}

/** Two commands started at once install once: the second waits for the first, or takes over from a dead one. */
async function holdingInstallLock(work) {
  const giveUp = Date.now() + 15 * 60_000;
  let told = false;
  for (;;) {
    try {
      writeFileSync(installLock, `${process.pid} ${startOf(process.pid)}`, { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isStale(installLock)) {
      rmSync(installLock, { force: true });
      continue;
    }
    if (Date.now() > giveUp)
      throw new Stop('Another install has been running for 15 minutes: end it and run again.');
    if (!told) process.stderr.write('Waiting for another install in this checkout\n');
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  try {
    await work();
  } finally {
    unlinkSync(installLock);
  }
}

/** In a container the same small ids come at every start: whoever has the id now, perhaps we, need not be who left the lock. */
function isStale(file) {
  try {
    const [id, start] = readFileSync(file, 'utf8').split(' ');
    const pid = Number(id);
    // An empty file is one being written this instant; after some seconds it is a leftover.
    if (!Number.isInteger(pid) || pid <= 0) return Date.now() - statSync(file).mtimeMs > 5_000;
    if (pid === process.pid) return true;
    process.kill(pid, 0);
    return Boolean(start) && start !== startOf(pid);
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

// ---- run -----------------------------------------------------------------------------------------------------

async function run(node, entry, args) {
  const withParent = pathToFileURL(join(root, 'bin', 'with-parent.mjs')).href;
  const child = spawn(node, ['--import', withParent, join(root, entry), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      PATH: [join(modules, '.bin'), dirname(node), process.env.PATH ?? ''].join(delimiter),
      TURBO_TELEMETRY_DISABLED: '1',
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  watchParent(() => child.kill('SIGTERM'));
  return ended(child);
}

/**
 * npm may be killed with -9, and then nobody signals us. Only under npm: someone who runs this file in the
 * background of a shell that ends wants it to live on.
 */
function watchParent(onGone) {
  if (windows || process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const shell = readStat(parent);
  // Some shells put themselves between npm and us, and live on when npm is gone.
  const npm = shell !== undefined && /^(ba|da)?sh$/.test(shell.name) ? shell.parent : undefined;
  const timer = setInterval(() => {
    const same = process.ppid === parent && (npm === undefined || readStat(parent)?.parent === npm);
    if (same) return;
    clearInterval(timer);
    onGone();
  }, 500);
  timer.unref();
}

/** When a process began; '' where the system does not tell. */
const startOf = (pid) => readStat(pid)?.start ?? '';

/** Name, parent and start of a process, where the system tells (Linux). */
function readStat(pid) {
  try {
    // The name in brackets may hold anything; the fields after it are the 3rd and following, the 22nd is the start.
    const [, name, rest] = /^\d+ \((.*)\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    if (rest === undefined) return undefined;
    const fields = rest.split(' ');
    return { name, parent: fields[1], start: fields[19] };
  } catch {
    return undefined;
  }
}

function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(new Stop(`${child.spawnfile} could not be started (${error.message}).`)),
    );
    child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error) => {
    if (!(error instanceof Stop)) throw error;
    console.error(error.message);
    // The test command promises this last line whatever happens.
    if (process.argv[2] === 'test') console.log('0 passed, 1 failed');
    process.exit(1);
  },
);
