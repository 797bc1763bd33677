import type { Finding } from '@chatops-commander/engine/planner/planner';
import { renderAnswer } from '@chatops-commander/engine/report/render-answer';
import { renderError } from '@chatops-commander/engine/report/render-error';
import { withNotices } from '@chatops-commander/engine/report/render-notices';
import { serializeRunbook } from '@chatops-commander/engine/runbook/serialize-runbook';
import type { RequestPlan, StoredRequest } from './request-store.js';
import { checkTargets, fromOutside, nothingRead, sayReading } from './say-reading.js';

/** The comment that answers a direct reading. */
export function sayWhatWasRead(
  { language }: Pick<StoredRequest, 'language'>,
  { runbook, message, notices }: RequestPlan,
  findings: readonly Finding[],
  durationMs: number,
): string {
  if (findings.length === 0)
    return renderError({ language, problem: nothingRead, next: checkTargets, command: '/ops servers' });
  const answer = renderAnswer({
    language,
    message: sayReading(message, findings),
    findings: findings.map(fromOutside),
    runbook: { yaml: serializeRunbook(runbook), durationMs },
  });
  return withNotices(answer, notices, language);
}
