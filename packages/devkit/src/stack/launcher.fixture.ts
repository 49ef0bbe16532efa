// A launcher of a whole stack, to be killed or to run into an earlier one. Says one JSON line when it stands.
import { fileURLToPath } from 'node:url';
import { startStack } from './start-stack.ts';

const [dataDir = '', port = '0', mongoUrl] = process.argv.slice(2);
try {
  const stack = await startStack({
    dataDir,
    port: Number(port),
    env: process.env,
    serverEntry: fileURLToPath(new URL('./stand-in-server.fixture.ts', import.meta.url)),
    ...(mongoUrl === undefined ? {} : { mongoUrl }),
  });
  const { url, issuerUrl, mongoUrl: databaseUrl, database } = stack;
  console.log(JSON.stringify({ url, issuerUrl, mongoUrl: databaseUrl, databasePid: String(database.pid) }));
} catch (error) {
  console.log(JSON.stringify({ refusal: error instanceof Error ? error.message : String(error) }));
  process.exit(1);
}
