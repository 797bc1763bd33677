import type { Finding, PlanOutcome } from '@chatops-commander/engine/planner/planner';
import { renderDiagnosis } from '@chatops-commander/engine/report/render-diagnosis';
import { renderProposals } from '@chatops-commander/engine/report/render-proposals';
import { fromOutside } from './say-reading.js';

type Proposals = Extract<PlanOutcome, { kind: 'proposals' }>;

/** Proposals with what was seen, where something was looked at first. */
export function sayProposals(outcome: Proposals, findings: readonly Finding[]): string {
  if (findings.length === 0) return renderProposals(outcome);
  const { language, message, proposals, evidence = [] } = outcome;
  return renderDiagnosis({ language, message, findings: findings.map(fromOutside), evidence, proposals });
}
