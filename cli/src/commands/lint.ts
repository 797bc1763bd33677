import { readFile } from 'node:fs/promises';
import { findAction } from '@chatops-commander/engine/actions/registry';
import { type LintResult, lintRunbook } from '@chatops-commander/engine/runbook/lint-runbook';
import { type Inventory, type Policy, parseInventory, parsePolicy, renderProblem } from '@chatops-commander/schemas';

interface LintOptions {
  readonly json?: true;
  readonly inventory?: string;
  readonly policy?: string;
  readonly as?: string;
}

/** Sets exit code 1 when a file has an error. */
export async function lint(files: string[], options: LintOptions): Promise<void> {
  const results = await lintFiles(files, options);
  process.stdout.write(
    options.json ? `${JSON.stringify(results.map(toJson), null, 2)}\n` : results.map(toText).join(''),
  );
  if (results.some((result) => !result.ok)) process.exitCode = 1;
}

async function lintFiles(files: readonly string[], options: LintOptions): Promise<LintResult[]> {
  if (options.as !== undefined && options.as !== 'change' && options.as !== 'library')
    throw new Error('--as is change or library');
  const inventory: Inventory | undefined =
    (options.inventory && parseInventory(await readFile(options.inventory, 'utf8'), options.inventory)) || undefined;
  const policy: Policy | undefined =
    (options.policy && parsePolicy(await readFile(options.policy, 'utf8'), options.policy)) || undefined;
  return await Promise.all(
    files.map(async (file) =>
      lintRunbook({
        text: await readFile(file, 'utf8'),
        file,
        as: options.as === undefined ? kindByPath(file) : options.as === 'change' ? 'change' : 'library',
        ...(inventory === undefined ? {} : { inventory }),
        ...(policy === undefined ? {} : { policy }),
        findAction,
      }),
    ),
  );
}

/** changes/ holds what runs once, runbooks/ the library; elsewhere a file is taken for a change, the stricter kind. */
export const kindByPath = (file: string): 'change' | 'library' =>
  /(^|\/)runbooks\//.test(file) && !/(^|\/)changes\//.test(file) ? 'library' : 'change';

const toJson = (result: LintResult) => ({
  file: result.file,
  ok: result.ok,
  risk: result.risk,
  problems: result.problems.map(({ code, severity, line, column, path, message, hint }) => ({
    code,
    severity,
    line,
    column,
    path,
    message,
    hint,
  })),
});

function toText(result: LintResult): string {
  if (result.problems.length === 0) return `${result.file}: ok, risk ${result.risk}\n`;
  return `${result.problems.map((problem) => renderProblem(result.file, problem)).join('\n')}\n`;
}
