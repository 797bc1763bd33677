import type { Runbook } from '@chatops-commander/schemas';
import type { Language } from '../../actions/action.js';
import { changesSomething } from '../../runbook/assess-risk.js';
import type { FindAction } from '../../runbook/find-action.js';
import { serversTouched } from '../../runbook/select-servers.js';
import type { PlanContext, PlanOutcome, Proposal } from '../planner.js';
import { bindPick, proposePick } from './bind-pick.js';
import { composeRunbook, type Judged } from './compose-runbook.js';
import { askUnnamed } from './say-model.js';
import { unnamedServers } from './unnamed-servers.js';
import type { WirePlan } from './wire-plan.js';

export interface JudgedBy {
  readonly context: PlanContext;
  readonly language: Language;
  readonly findAction: FindAction;
  /** Stands in the runbook's provenance. */
  readonly planner: string;
  /** How often this request was looked into before. */
  readonly looks: number;
  readonly mostLooks: number;
}

const mostProposals = 9;
/** A few sentences; who writes more repeats what it was told. In UTF-16 units. */
const longestMessage = 2_000;

/** A plan of the right form → an outcome in which every name exists and the linter finds nothing, or what is wrong. */
export function judgePlan(plan: WirePlan, by: JudgedBy): Judged<PlanOutcome> {
  const { message, picks } = plan;
  const { language } = by;
  if (message.en.trim() === '' || message.fr.trim() === '') return wrong('message needs words in both languages');
  if (Math.max(message.en.length, message.fr.length) > longestMessage)
    return wrong(`message has at most ${longestMessage} characters`);
  switch (plan.kind) {
    case 'runbook':
      return judgeRunbook(plan, by);
    case 'diagnose':
      return judgeDiagnosis(plan, by);
    case 'question':
      return withProposals(plan, by, (choices) => ({ kind: 'question', language, message, choices }));
    case 'proposals':
      if (picks.length === 0) return wrong('proposals needs at least one pick');
      return withProposals(plan, by, (proposals) => ({ kind: 'proposals', language, message, proposals }));
    case 'answer':
    case 'refusal':
      return picks.length > 0 || plan.runbook !== undefined
        ? wrong(`${plan.kind} has neither picks nor a runbook`)
        : { kind: 'fine', value: { kind: plan.kind, language, message } };
    default:
      return plan.kind satisfies never;
  }
}

function judgeRunbook({ message, picks, runbook }: WirePlan, by: JudgedBy): Judged<PlanOutcome> {
  const [pick, ...others] = picks;
  if (others.length > 0) return wrong('runbook takes one pick; several things are proposals, or steps of one runbook');
  if ((pick === undefined) === (runbook === undefined))
    return wrong('runbook needs either one pick or a runbook of its own, not both');
  const judged = pick === undefined ? composeRunbook(runbook, by, 'change') : bindPick(pick, by);
  if (judged.kind === 'wrong') return judged;
  const unnamed = changesSomething(judged.value, by.findAction)
    ? unnamedServers(serversTouched(judged.value), by.context)
    : [];
  if (unnamed.length > 0) {
    // a plan that is wider than the words is no plan: who asked may say the number, or the names
    const offered = pick === undefined ? undefined : proposePick(pick, by);
    const choices = offered?.kind === 'fine' ? [offered.value] : [];
    return { kind: 'fine', value: { kind: 'question', language: by.language, message: askUnnamed(unnamed), choices } };
  }
  return { kind: 'fine', value: { kind: 'runbook', language: by.language, runbook: judged.value, message } };
}

function judgeDiagnosis(plan: WirePlan, by: JudgedBy): Judged<PlanOutcome> {
  if (by.looks >= by.mostLooks) return wrong('you looked often enough: say what you found, or ask');
  const judged = composeRunbook(plan.runbook, by, 'look');
  if (judged.kind === 'wrong') return judged;
  const runbook: Runbook = judged.value;
  if (changesSomething(runbook, by.findAction))
    return wrong('diagnose only reads: actions with the effect read or content, and no others');
  return withProposals(plan, by, (likely) => ({
    kind: 'diagnose',
    language: by.language,
    message: plan.message,
    servers: serversTouched(runbook),
    steps: runbook.spec.steps,
    runbook,
    likely,
  }));
}

function withProposals(
  { picks, kind, runbook }: WirePlan,
  by: JudgedBy,
  outcome: (proposals: readonly Proposal[]) => PlanOutcome,
): Judged<PlanOutcome> {
  if (kind !== 'diagnose' && runbook !== undefined) return wrong(`${kind} has no runbook`);
  if (picks.length > mostProposals) return wrong(`at most ${mostProposals} picks`);
  const proposals: Proposal[] = [];
  const problems: string[] = [];
  for (const pick of picks) {
    const judged = proposePick(pick, by);
    if (judged.kind === 'fine') proposals.push(judged.value);
    else problems.push(...judged.problems);
  }
  return problems.length > 0 ? { kind: 'wrong', problems } : { kind: 'fine', value: outcome(proposals) };
}

const wrong = (...problems: readonly string[]): { readonly kind: 'wrong'; readonly problems: readonly string[] } => ({
  kind: 'wrong',
  problems,
});
