import {
  type Finding,
  InvalidFile,
  type Inventory,
  isDiagnosis,
  openRunbook,
  type Policy,
  type Problem,
  type Runbook,
  type YamlFile,
} from '@chatops-commander/schemas';
import type { Risk } from '../actions/action.js';
import { actions } from '../actions/registry.js';
import { assessRisk } from './assess-risk.js';
import type { FindAction } from './find-action.js';
import { lintDiagnosis } from './lint-diagnosis.js';
import { actionInputs } from './lint/action-inputs.js';
import { boundValues } from './lint/bound-values.js';
import { changeIsBound } from './lint/change-is-bound.js';
import { conditions } from './lint/conditions.js';
import { knownNames } from './lint/known-names.js';
import { libraryInputs } from './lint/library-inputs.js';
import type { LintRule } from './lint/lint-subject.js';
import { reachableAddresses } from './lint/reachable-addresses.js';
import { sourcesPinned } from './lint/sources-pinned.js';
import { stepStructure } from './lint/step-structure.js';
import { templatesResolve } from './lint/templates-resolve.js';
import { waitsAndChecks } from './lint/waits-and-checks.js';

export interface LintRequest {
  readonly text: string;
  readonly file: string;
  readonly as: 'change' | 'library';
  /** Without it, names of servers and services are not checked. */
  readonly inventory?: Inventory | undefined;
  /** Without it, nothing lowers the risk. */
  readonly policy?: Policy | undefined;
  readonly findAction: FindAction;
  /** For "did you mean"; those of this version when not given. */
  readonly actionNames?: readonly string[];
}

export interface LintResult {
  readonly file: string;
  /** No error; there may be warnings. */
  readonly ok: boolean;
  /** Undefined when the text is no runbook. */
  readonly risk: Risk | undefined;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
  /** Undefined when the text is no runbook. */
  readonly runbook: Runbook | undefined;
}

const rules: readonly LintRule[] = [
  stepStructure,
  changeIsBound,
  libraryInputs,
  templatesResolve,
  waitsAndChecks,
  conditions,
  boundValues,
  actionInputs,
  knownNames,
  reachableAddresses,
  sourcesPinned,
];

/** All that is wrong with a runbook, or a diagnosis beside the library's, and can be known without touching a server. Throws nothing about the text. */
export function lintRunbook(request: LintRequest): LintResult {
  const { file, as, inventory, policy, findAction } = request;
  const actionNames = request.actionNames ?? actions.map(({ name }) => name);
  if (as === 'library' && isDiagnosis(request.text)) {
    const problems = lintDiagnosis({ ...request, actionNames });
    return { file, ok: problems.length === 0, risk: undefined, problems, runbook: undefined };
  }
  const opened = open(request);
  if (opened.kind === 'invalid')
    return { file, ok: false, risk: undefined, problems: opened.problems, runbook: undefined };

  const { runbook, source } = opened;
  const subject = { runbook, as, inventory, findAction, actionNames };
  const findings: Finding[] = rules.flatMap((rule) => rule(subject));
  const problems = findings
    .map((finding) => source.place(finding))
    .sort((a, b) => a.line - b.line || a.column - b.column);
  return {
    file,
    ok: problems.every(({ severity }) => severity !== 'error'),
    risk: assessRisk({ runbook, inventory, policy, findAction }).risk,
    problems,
    runbook,
  };
}

type Opened =
  | { readonly kind: 'opened'; readonly runbook: Runbook; readonly source: YamlFile }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

function open({ text, file }: LintRequest): Opened {
  try {
    return { kind: 'opened', ...openRunbook(text, file) };
  } catch (error) {
    if (error instanceof InvalidFile) return { kind: 'invalid', problems: error.problems };
    throw error;
  }
}
