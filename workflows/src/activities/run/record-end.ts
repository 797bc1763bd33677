import type { Localized } from '@chatops-commander/engine/actions/action';
import type { StepOutcome } from '@chatops-commander/engine/execution/step-run';
import type { Audit } from '@chatops-commander/engine/records/audit';
import type { OutcomeKey, OutcomeRow, Outcomes } from '@chatops-commander/engine/records/outcomes';
import { maskSecrets } from '@chatops-commander/engine/report/mask-secrets';

export interface EndDeps {
  readonly outcomes: Pick<Outcomes, 'finish'>;
  readonly audit: Pick<Audit, 'append'>;
}
export interface EndedStep {
  readonly key: OutcomeKey;
  /** The run that the execution belongs to; what the audit log is about. */
  readonly runId: string;
  readonly changes: boolean;
}

/** Puts on record how a step ended. Returns what is on record: the first end stays. */
export async function recordEnd(step: EndedStep, outcome: StepOutcome, deps: EndDeps): Promise<OutcomeRow> {
  const row = await deps.outcomes.finish(step.key, withoutSecrets(outcome));
  await auditEnd(step, row, deps.audit);
  return row;
}

/** One entry for the end of each step that changes something, however often this is called. */
export async function auditEnd(step: EndedStep, row: OutcomeRow, audit: Pick<Audit, 'append'>): Promise<void> {
  if (!step.changes) return;
  const { runId: execution, stepId, server, attempt } = step.key;
  await audit.append({
    actor: 'chatops',
    kind: 'step.finished',
    subject: step.runId,
    data: { execution, step: stepId, server, attempt, outcome: row.result?.kind ?? 'unknown' },
    key: `step.finished:${execution}:${stepId}:${server}:${attempt}`,
  });
}

/** What a program printed may be part of the reason, and goes from here to comments, Temporal and the database. */
function withoutSecrets(outcome: StepOutcome): StepOutcome {
  if ('summary' in outcome) return { ...outcome, summary: masked(outcome.summary) };
  if (outcome.kind === 'unknown') {
    return { ...outcome, reason: masked(outcome.reason), because: maskSecrets(outcome.because) };
  }
  return { ...outcome, reason: masked(outcome.reason) };
}

const masked = ({ en, fr }: Localized): Localized => ({ en: maskSecrets(en), fr: maskSecrets(fr) });
