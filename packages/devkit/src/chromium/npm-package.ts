import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDir } from '../cache-dir.ts';
import { runProgram } from '../process/run-program.ts';
import type { Chromium } from './found.ts';

const unpackMain = fileURLToPath(new URL('./unpack-main.ts', import.meta.url));

/** The headless Chromium of the npm package, unpacked once into the user's cache. Linux on x64 only. */
export async function unpackedChromium(options: {
  env: NodeJS.ProcessEnv;
  log: (line: string) => void;
}): Promise<Chromium | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const version = await packageVersion();
  if (version === undefined) return undefined;
  const home = join(cacheDir(options.env), `chromium-${version}`);
  if (!existsSync(join(home, 'chromium'))) {
    options.log(`Unpacking Chromium ${version} into ${home} (once)`);
    await mkdir(dirname(home), { recursive: true });
    const draft = await mkdtemp(`${home}.draft-`);
    try {
      const env = { ...options.env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
      const unpacked = await runProgram(process.execPath, [unpackMain], { env, timeoutMs: 180_000 });
      if (unpacked.code !== 0) {
        options.log(`Chromium could not be unpacked: ${unpacked.output.trim().split('\n').at(-1)}`);
        return undefined;
      }
      // The package's own file names folders of that cloud service.
      await writeFile(join(draft, 'fonts', 'fonts.conf'), fontsConf(home));
      await rename(draft, home).catch((error: unknown) => {
        // Another run was faster; its copy is as good.
        if (!existsSync(join(home, 'chromium'))) throw error;
      });
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }
  return { executablePath: join(home, 'chromium'), env: await neededEnv(home, options.env), from: 'npm' };
}

/** Its own libraries and fonts only where the system has none: they are older than a normal system's. */
async function neededEnv(home: string, env: NodeJS.ProcessEnv): Promise<Record<string, string>> {
  const needed: Record<string, string> = {};
  const linked = await runProgram('ldd', [join(home, 'chromium')], { env, timeoutMs: 10_000 });
  if (linked.code !== 0 || linked.output.includes('not found')) {
    const own = join(home, 'al2023', 'lib');
    needed['LD_LIBRARY_PATH'] = env['LD_LIBRARY_PATH'] ? `${own}:${env['LD_LIBRARY_PATH']}` : own;
  }
  if (!existsSync('/etc/fonts/fonts.conf')) needed['FONTCONFIG_PATH'] = join(home, 'fonts');
  return needed;
}

function fontsConf(home: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${home}/fonts/fonts</dir>
  <cachedir>${home}/fonts-cache</cachedir>
</fontconfig>
`;
}

async function packageVersion(): Promise<string | undefined> {
  try {
    // An optional dependency: absent where it has no build.
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    const manifest: unknown = JSON.parse(await readFile(join(dirname(entry), '..', 'package.json'), 'utf8'));
    const version =
      typeof manifest === 'object' && manifest && 'version' in manifest ? manifest.version : undefined;
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}
