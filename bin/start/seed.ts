import { seedCity } from '../../packages/devkit/src/city/seed-city.ts';
import { seedMap } from '../../packages/devkit/src/city/seed-map.ts';

/** Fills an empty database with the demo city, with a line of progress; says what it did. */
export async function seedDemoCity(target: {
  mongoUrl: string;
  dbName: string;
  userNamespace: string;
}): Promise<string> {
  const { mongoUrl, dbName, userNamespace } = target;
  const live = process.stdout.isTTY;
  const made = await seedCity({
    mongoUrl,
    dbName,
    userNamespace,
    onProgress(done, total) {
      if (live) process.stdout.write(`\r    demo city: ${done} of ${total} requests`);
      else if (done % 80 === 0) console.log(`    demo city: ${done} of ${total} requests`);
    },
  });
  if (live && made > 0) process.stdout.write('\r\x1b[2K');
  return made > 0 ? `demo city: ${made} requests` : 'demo city: there already';
}

/** Without the demo city its streets are still known: an own database that is empty would find no address at all. */
export async function seedDemoMap(target: {
  mongoUrl: string;
  dbName: string;
  userNamespace: string;
}): Promise<string> {
  return `map of ${(await seedMap(target)).join(' and ')}, without people`;
}
