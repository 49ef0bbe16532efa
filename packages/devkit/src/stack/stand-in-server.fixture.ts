// In the server's place when the stack itself is tested: listens, says that it is ready, tells what it was given.
import { createServer } from 'node:http';

if (process.env['STAND_IN_FAILS'] === '1') {
  console.error('the stand-in was told to fail');
  process.exit(3);
}
const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  const { MONGO_CONNECTION_STRING, PMP_ISSUER, AUTH0_API_AUDIENCE, PMP_HOST, PMP_MODE, DB_NAME } =
    process.env;
  response.end(
    request.url === '/readyz'
      ? '{"status":"ready"}'
      : JSON.stringify({
          pid: process.pid,
          MONGO_CONNECTION_STRING,
          PMP_ISSUER,
          AUTH0_API_AUDIENCE,
          PMP_HOST,
          PMP_MODE,
          DB_NAME,
        }),
  );
});
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
server.listen(Number(process.env['PORT']), '127.0.0.1');
