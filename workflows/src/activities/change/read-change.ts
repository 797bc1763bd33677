import type { Localized } from '@chatops-commander/engine/actions/action';
import { findAction } from '@chatops-commander/engine/actions/registry';
import type { ChangeFile } from '@chatops-commander/engine/approval/change-facts';
import { type Reach, reachOf } from '@chatops-commander/engine/approval/reach';
import { assessRisk } from '@chatops-commander/engine/runbook/assess-risk';
import { lintRunbook } from '@chatops-commander/engine/runbook/lint-runbook';
import type { Problem } from '@chatops-commander/schemas';
import type { ComparedFile } from '../../github/contents.js';
import type { RepositoryClient } from '../../github/repository-client.js';
import type { ConfigInForce } from '../config-in-force.js';

/** A change with its bytes and what the linter says of them: for registering and for annotations. */
export interface ReadChange extends ChangeFile {
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** Reads an added file as it stands at the head, and judges it under the policy and inventory in force. */
export async function readChange(
  file: ComparedFile,
  requester: string | undefined,
  client: { readonly contents: Pick<RepositoryClient['contents'], 'readBlob'> },
  config: ConfigInForce,
): Promise<ReadChange> {
  if (file.blob === undefined) throw new Error(`GitHub lists ${file.path} as added, without its blob`);
  const { inventory, policy } = config;
  const text = (await client.contents.readBlob(file.blob)).toString('utf8');
  const lint = lintRunbook({ text, file: file.path, as: 'change', inventory, policy, findAction });
  const errors = lint.problems.filter((problem) => problem.severity === 'error');
  const assessment = lint.runbook && assessRisk({ runbook: lint.runbook, inventory, policy, findAction });
  return {
    path: file.path,
    blob: file.blob,
    lint: lint.ok ? 'ok' : { problems: inWords(errors) },
    risk: assessment?.risk ?? 'critical',
    environments: assessment?.environments ?? [],
    ...(lint.runbook === undefined ? NOWHERE : reachOf(lint.runbook, inventory, findAction)),
    requester,
    text,
    problems: lint.problems,
  };
}

/** What cannot be read reaches nothing: it does not run. */
const NOWHERE: Reach = { servers: [], alters: [], actions: [] };

export const inWords = (problems: readonly Problem[]): Localized[] =>
  problems.map((problem) => {
    const say = (line: string, { message, hint }: { readonly message: string; readonly hint: string }) =>
      `${line}${message}${hint === '' ? '' : `. ${hint}`}`;
    return { en: say(`line ${problem.line}: `, problem), fr: say(`ligne ${problem.line} : `, problem.fr) };
  });
