import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database, DatabaseOptions } from './database.ts';
import { findPython } from './python.ts';
import { runServer } from './run-server.ts';
import { installSecantus, secantusVersion } from './secantus-install.ts';

/** SecantusDB from its Python wheel: enough of MongoDB for a demo and for tests. */
export async function startSecantus(options: DatabaseOptions): Promise<Database | undefined> {
  const python = await findPython(options.env);
  if (python === undefined) {
    options.log('No CPython 3.10 to 3.13 on PATH, so no SecantusDB');
    return undefined;
  }
  const installed = await installSecantus(python, options);
  if (installed === undefined) return undefined;
  options.log(`Database: SecantusDB ${secantusVersion} (${installed.python})`);
  return runServer(
    {
      kind: 'secantus',
      name: 'SecantusDB',
      command: installed.python,
      args: (port, dataPath) => {
        // An own configuration file, empty: otherwise it takes the first one that it finds around us.
        const config = join(options.dataDir, 'secantus.toml');
        mkdirSync(options.dataDir, { recursive: true });
        writeFileSync(config, '');
        return ['-m', 'secantus', '--config', config, '--port', String(port), '--storage-path', dataPath];
      },
      env: { PYTHONUNBUFFERED: '1', PYTHONNOUSERSITE: '1', ...installed.env },
    },
    options,
  );
}
