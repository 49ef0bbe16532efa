import { defineConfig } from 'vitest/config';

// One machine of two cores runs all of this: a browser, a database and two workers are what it carries.
const mongoSetup = ['packages/devkit/src/vitest/mongo-global-setup.ts'];
const intTests = ['{packages,apps,bin}/**/*.int.test.ts'];
const httpTests = ['apps/*/test/**/*.http.test.ts'];
const e2eTests = ['{packages,apps,bin}/**/*.e2e.test.ts'];
const nowhere = ['**/node_modules/**', '**/dist/**'];

export default defineConfig({
  test: {
    // Vitest would leave one of two cores idle, and much of what is tested waits for a process or a clock.
    maxWorkers: 2,
    // Sent to the global setup, which reads no environment itself.
    provide: { givenMongoUrl: process.env['PMP_TEST_MONGO'] ?? '', launchEnv: { ...process.env } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Some try thousands of inputs, on a machine that may be busy with a browser and a database.
          testTimeout: 30_000,
          include: ['{packages,apps,bin,bench}/**/*.test.{ts,tsx}'],
          exclude: [...nowhere, ...intTests, ...httpTests, ...e2eTests],
        },
      },
      {
        extends: true,
        test: {
          name: 'int',
          include: intTests,
          exclude: nowhere,
          globalSetup: mongoSetup,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'http',
          include: httpTests,
          exclude: nowhere,
          globalSetup: mongoSetup,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: e2eTests,
          exclude: nowhere,
          testTimeout: 90_000,
          hookTimeout: 180_000,
          maxWorkers: 1,
          // After the others: a browser beside them would only make both slow.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
