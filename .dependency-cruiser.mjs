// The arrows of docs/architecture.md, as errors. Rules speak of patterns, so a new slice is covered the day it appears.
// `npm run check -- --only arrows` reads the answer and refuses one that looked at fewer modules than git knows.

const tests = String.raw`(\.(test|test-d|fixture)\.tsx?$|/(test|src/vitest)/)`;
const slice = 'packages/api/src/modules';
const procedure = String.raw`\.(homeowner|contractor|official|person|public)\.ts$`;
const adapter = String.raw`(\.mongo\.ts$|^packages/api/src/mongo/)`;
// A use case is <verb>-<noun>.ts; the verbs are the closed list that procedures have.
const useCase = `^${slice}/[^/]+/(get|list|create|update|save|delete|cancel|submit|accept|assign|award|complete|inspect|relay|suspend|reinstate|decide)-`;
const npm = (name) => `(^|/)node_modules/(${name})(/|$)`;

const product = (path, more = []) => ({ path, pathNot: [tests, ...more] });
/** `from` reaches nothing of ours but what `allowed` names. */
const onlyTo = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from,
  to: { path: '^(apps|packages|bin|bench)/', pathNot: allowed },
});
const never = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to });

const packages = [
  onlyTo(
    'contracts-alone',
    product('^packages/contracts/'),
    '^packages/contracts/',
    'contracts stands under everything and imports nothing of ours.',
  ),
  never(
    'contracts-zod-only',
    product('^packages/contracts/'),
    { pathNot: ['^packages/contracts/', npm('zod')] },
    'contracts is safe in a browser: it imports zod and nothing else.',
  ),
  onlyTo(
    'api-to-contracts',
    product('^packages/api/'),
    ['^packages/(api|contracts)/'],
    'api knows contracts only.',
  ),
  onlyTo(
    'client-to-contracts',
    product('^packages/client/'),
    ['^packages/(client|contracts)/', '^packages/api/dist/router\\.d\\.ts$'],
    'client knows contracts, and the type of the router.',
  ),
  onlyTo(
    'devkit-to-api',
    product('^packages/devkit/'),
    ['^packages/(devkit|contracts|api)/'],
    'devkit seeds through api and contracts.',
  ),
  onlyTo(
    'server-to-api',
    product('^apps/server/'),
    ['^apps/server/', '^packages/(api|contracts)/'],
    'The server composes api; devkit comes in through bin, never into production.',
  ),
  onlyTo(
    'web-to-client',
    product('^apps/web/'),
    ['^apps/web/', '^packages/(client|contracts)/', '^packages/api/dist/router\\.d\\.ts$'],
    'The web app speaks through client.',
  ),
  onlyTo(
    'cli-to-client',
    product('^apps/cli/'),
    ['^apps/cli/', '^packages/(client|contracts)/', '^packages/api/dist/router\\.d\\.ts$'],
    'The command line speaks through client.',
  ),
  never(
    'api-types-only',
    product('^(apps/(web|cli)|packages/client)/'),
    { path: '^packages/api/', dependencyTypesNot: ['type-only'] },
    'From api a caller takes types: import type { AppRouter }.',
  ),
  never(
    'packages-never-to-apps',
    { path: '^packages/' },
    { path: '^(apps|bin|bench)/' },
    'A package does not know who runs it.',
  ),
  never(
    'through-the-door',
    { path: '^(apps|packages)/([^/]+)/' },
    { path: '^(apps|packages)/', pathNot: '^$1/$2/', dependencyTypes: ['local'] },
    'Another package is entered by its name and exports, not by a path into its files.',
  ),
  never(
    'bin-composes',
    product('^bin/'),
    {
      path: '^(apps|packages)/',
      pathNot: [
        '^apps/(server|cli)/src/',
        '^packages/(contracts|devkit)/src/',
        '^packages/(api/src/server|client/src/index)\\.ts$',
      ],
    },
    'A command starts the server and the devkit, or calls as a client; below their doors it has no business.',
  ),
  never(
    'browser-without-node',
    product('^(packages/(contracts|client)|apps/web/src)/'),
    { dependencyTypes: ['core'] },
    'This code runs in a browser.',
  ),
  never(
    'trpc-plugin-alone',
    product('^apps/server/src/trpc-plugin/'),
    { path: '^(apps|packages|bin|bench)/', pathNot: '^apps/server/src/trpc-plugin/' },
    'The plugin could be lifted out: it imports nothing of ours.',
  ),
];

const layers = [
  never(
    'mongodb-in-adapters',
    product('^(apps|packages/(api|client|contracts))/', [adapter]),
    { path: npm('mongodb|bson') },
    'Only *.mongo.ts and src/mongo know the driver.',
  ),
  never(
    'jose-in-auth',
    product('^(apps|packages/(api|client|contracts))/', ['^packages/api/src/auth/']),
    { path: npm('jose') },
    'Only src/auth verifies tokens.',
  ),
  never(
    'trpc-in-procedures',
    product('^packages/api/', ['^packages/api/src/(trpc/|router\\.ts$)', procedure]),
    { path: npm('@trpc/[^/]+') },
    'Only src/trpc, the router and procedures know tRPC: a use case is a plain function.',
  ),
  never(
    'kernel-to-contracts',
    product('^packages/api/src/kernel/'),
    { path: '^packages/api/', pathNot: '^packages/api/src/kernel/' },
    'kernel stands under every layer of api.',
  ),
  never(
    'procedure-to-use-case',
    product(`^${slice}/.*${procedure}`),
    { path: [adapter, String.raw`\.(policy|ports)\.ts$`, '^packages/api/src/(auth|router|server)'] },
    'A procedure calls a use case; rules and storage are below it.',
  ),
  never(
    'use-case-below-trpc',
    product(`^${slice}/`, [procedure, adapter]),
    {
      path: [adapter, procedure, '^packages/api/src/(trpc|auth)/', '^packages/api/src/(router|server)\\.ts$'],
    },
    'Use cases, policies and ports know no transport and no database.',
  ),
  never(
    'policy-and-ports-lowest',
    product(String.raw`\.(policy|ports)\.ts$`),
    { path: useCase },
    'A use case asks its policy and its ports, not the other way round.',
  ),
  never(
    'adapter-below-use-case',
    product(adapter),
    {
      path: [procedure, useCase, '^packages/api/src/(trpc|auth)/', '^packages/api/src/(router|server)\\.ts$'],
    },
    'An adapter implements ports and calls nobody above it.',
  ),
  never(
    'trpc-knows-no-slice',
    product('^packages/api/src/(trpc|auth)/'),
    { path: ['^packages/api/src/modules/', adapter, '^packages/api/src/(router|server)\\.ts$'] },
    'Transport and sign-in serve the slices and do not know them.',
  ),
  never(
    'router-without-adapters',
    product('^packages/api/src/router\\.ts$'),
    { path: [adapter, '^packages/api/src/server\\.ts$'] },
    'The router is types and procedures: no declaration reachable from it may name the driver.',
  ),
  never(
    'slice-by-its-ports',
    product(`^${slice}/([^/]+)/`),
    { path: [`^${slice}/[^/]+/.*(\\.(mongo|policy)\\.ts$|${procedure})`], pathNot: `^${slice}/$1/` },
    'A slice reaches another through its ports or a use case.',
  ),
];

const hygiene = [
  never('no-cycles', {}, { circular: true }, 'Modules that need each other are one module, or miss a third.'),
  never('no-unresolved', {}, { couldNotResolve: true }, 'The import leads nowhere.'),
  never(
    'no-undeclared',
    product('^(apps|packages)/'),
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    'The package.json beside the code names what the code imports.',
  ),
  never(
    'no-dev-dependency',
    product('^(apps|packages)/[^/]+/src/', [String.raw`\.config\.ts$`]),
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    'Product code runs without development dependencies.',
  ),
  never(
    'no-test-in-product',
    // The chaos figures are tests that run as a program.
    product('^(apps|packages)/[^/]+/src/', ['^packages/devkit/src/chaos/figures/']),
    { path: tests, pathNot: 'node_modules' },
    'Product code does not import tests.',
  ),
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...packages, ...layers, ...hygiene],
  options: {
    // Built declarations are looked at but not entered. Excluding them would hide every edge into api.
    doNotFollow: { path: ['node_modules', '/dist/'] },
    tsPreCompilationDeps: 'specify',
    parser: 'tsc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mts', '.d.ts', '.js', '.mjs', '.json'],
    },
  },
};
