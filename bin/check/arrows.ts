import { isWorkspaceCode, repositoryFiles, sawTooFew } from './repository.ts';
import { jsonOf, type Outcome, runTool } from './tool.ts';

interface Violation {
  rule: { name: string };
  from: string;
  to: string;
  comment?: string;
  cycle?: { name: string }[];
}

interface Report {
  modules: { source: string }[];
  summary: { violations: Violation[] };
}

function isReport(value: unknown): value is Report {
  return typeof value === 'object' && value !== null && 'modules' in value && 'summary' in value;
}

const arrow = ({ rule, from, to, cycle }: Violation) =>
  `${rule.name}: ${[from, ...(cycle?.map(({ name }) => name) ?? [to])].join(' -> ')}`;

/** Asks dependency-cruiser, and trusts it only when it saw every TypeScript file that git knows. */
export async function checkArrows(root: string): Promise<Outcome> {
  const files = (await repositoryFiles(root)).filter(isWorkspaceCode);
  const folders = ['apps', 'packages', 'bin', 'bench'];
  const args = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...folders];
  const answer = await runTool(root, ['dependency-cruiser', 'depcruise'], args);
  const report = jsonOf(answer);
  if (!isReport(report)) return { ok: false, output: answer.output };
  const seen = new Set(report.modules.map(({ source }) => source));
  const blind = sawTooFew('dependency-cruiser', files.filter((file) => seen.has(file)).length, files);
  const faults = report.summary.violations.map(arrow);
  if (blind !== undefined) faults.push(blind);
  return { ok: faults.length === 0, output: faults.sort().join('\n') };
}
