import type { Finding, PlanOutcome } from '@chatops-commander/engine/planner/planner';
import { renderDiagnosis } from '@chatops-commander/engine/report/render-diagnosis';
import { renderProposals } from '@chatops-commander/engine/report/render-proposals';

type Proposals = Extract<PlanOutcome, { kind: 'proposals' }>;

/** Proposals with what was seen, where something was looked at first. */
export function sayProposals(outcome: Proposals, findings: readonly Finding[]): string {
  if (findings.length === 0) return renderProposals(outcome);
  const { language, message, proposals } = outcome;
  return renderDiagnosis({ language, message, findings, evidence: findings.flatMap(evidenceOf), proposals });
}

/** Log lines, as the server printed them. */
function evidenceOf(finding: Finding): { server: string; source: string; lines: string }[] {
  const { lines, source } = finding.outputs;
  if (finding.uses !== 'logs.tail' || !Array.isArray(lines) || lines.length === 0) return [];
  return [
    { server: finding.server, source: typeof source === 'string' ? source : 'log', lines: lines.slice(-8).join('\n') },
  ];
}
