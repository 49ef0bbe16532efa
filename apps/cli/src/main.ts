#!/usr/bin/env node
import { readEnv } from './env.ts';
import { run } from './run.ts';

const { stdin, stdout, stderr } = process;
// `pmp … | head` closes the pipe: that is no failure of ours.
stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

process.exitCode = await run(process.argv.slice(2), { env: readEnv(), stdin, stdout, stderr });
