import { isCode, repositoryFiles, sawTooFew } from './repository.ts';
import { jsonOf, type Outcome, runTool } from './tool.ts';

interface Finding {
  message: string;
  code: string;
  filename: string;
  labels: { span: { line: number } }[];
}

interface Report {
  diagnostics: Finding[];
  number_of_files: number;
}

const isReport = (value: unknown): value is Report =>
  typeof value === 'object' && value !== null && 'diagnostics' in value && 'number_of_files' in value;

const line = ({ filename, labels, code, message }: Finding) =>
  `${filename}:${labels[0]?.span.line ?? 1}: ${code}: ${message.split('\n')[0] ?? ''}`;

/** Asks oxlint, and trusts it only when it saw as many files as git knows. */
export async function checkLint(root: string, fix: boolean): Promise<Outcome> {
  const files = (await repositoryFiles(root)).filter(isCode);
  const answer = await runTool(root, ['oxlint'], [...(fix ? ['--fix'] : []), '--format', 'json']);
  const report = jsonOf(answer);
  if (!isReport(report)) return answer;
  const faults = report.diagnostics.map(line).sort();
  const blind = sawTooFew('oxlint', report.number_of_files, files);
  if (blind !== undefined) faults.push(blind);
  return { ok: answer.ok && faults.length === 0, output: faults.join('\n') || answer.output };
}
