import { findAction } from '@chatops-commander/engine/actions/registry';
import type { Role } from '@chatops-commander/engine/approval/change-facts';
import { hasRole } from '@chatops-commander/engine/approval/roles';
import type { Finding, PlanOutcome } from '@chatops-commander/engine/planner/planner';
import { renderAnswer } from '@chatops-commander/engine/report/render-answer';
import { renderQuestion } from '@chatops-commander/engine/report/render-question';
import { renderRefusal } from '@chatops-commander/engine/report/render-refusal';
import { mayReadDirectly } from '@chatops-commander/engine/runbook/direct-reading';
import type { Runbook } from '@chatops-commander/schemas';
import { onlyReadable } from './only-readable.js';
import { changesAreForOperators, refuse, type RefusalDeps } from './refuse-request.js';
import type { Understanding } from './request-activities.js';
import { saveRequest } from './save-request.js';
import { sayProposals } from './say-proposals.js';
import type { Situation } from './situation.js';

/** What the planner came to, judged by policy: said, looked at first, or proposed. */
export async function actOnOutcome(
  outcome: PlanOutcome,
  findings: readonly Finding[],
  situation: Situation,
  role: Role,
  deps: RefusalDeps,
): Promise<Understanding> {
  const { language } = outcome;
  const { publish } = situation;
  switch (outcome.kind) {
    case 'runbook':
      return await route(outcome.runbook, outcome, situation, role, deps);
    case 'diagnose': {
      // what policy does not open to this person is left out of the looking, not asked for in a pull request
      const runbook = onlyReadable(outcome.runbook, (part) => judge(part, situation, role).kind === 'direct');
      if (runbook === undefined) return await route(outcome.runbook, outcome, situation, role, deps);
      await saveRequest(situation, language, deps.store, {
        outcome: 'diagnose',
        plan: { kind: 'diagnose', runbook, ...said(outcome) },
      });
      return { kind: 'look', title: outcome.message.en, servers: outcome.servers, why: 'diagnose' };
    }
    case 'proposals':
      await saveRequest(situation, language, deps.store, { outcome: 'proposals', proposals: outcome.proposals });
      await publish(sayProposals(outcome, findings));
      return { kind: 'answered', how: `${outcome.proposals.length} proposals` };
    case 'question':
      await saveRequest(situation, language, deps.store, { outcome: 'question', proposals: outcome.choices });
      await publish(renderQuestion(outcome));
      return { kind: 'answered', how: 'a question' };
    case 'answer':
      await saveRequest(situation, language, deps.store, { outcome: 'answer' });
      await publish(renderAnswer({ language, message: outcome.message, findings: [], runbook: undefined }));
      return { kind: 'answered', how: 'an answer' };
    case 'refusal':
      await saveRequest(situation, language, deps.store, { outcome: 'refusal' });
      await publish(renderRefusal({ language, because: outcome.message }), 'first');
      return { kind: 'answered', how: 'a refusal' };
    default:
      return outcome satisfies never;
  }
}

/** A runbook that only reads runs straight away where policy lets it; everything else becomes a pull request. */
async function route(
  runbook: Runbook,
  outcome: Pick<PlanOutcome, 'message' | 'language' | 'notices'>,
  situation: Situation,
  role: Role,
  deps: RefusalDeps,
): Promise<Understanding> {
  const reading = judge(runbook, situation, role);
  const { language } = outcome;
  const title = outcome.message.en;
  switch (reading.kind) {
    case 'direct':
      await saveRequest(situation, language, deps.store, {
        outcome: 'read',
        plan: { kind: 'read', runbook, ...said(outcome) },
      });
      return { kind: 'look', title, servers: runbook.spec.targets?.servers ?? [], why: 'read' };
    case 'refused':
      return await refuse(situation, reading.because, reading.need, deps);
    case 'pull-request':
      if (!hasRole(role, 'operator')) return await refuse(situation, changesAreForOperators, 'operator', deps);
      await saveRequest(situation, language, deps.store, {
        outcome: 'propose',
        plan: { kind: 'propose', runbook, ...said(outcome) },
      });
      return { kind: 'propose', title };
    default:
      return reading satisfies never;
  }
}

const said = ({ message, notices }: Pick<PlanOutcome, 'message' | 'notices'>) => ({
  message,
  ...(notices === undefined || notices.length === 0 ? {} : { notices }),
});

const judge = (runbook: Runbook, { config }: Situation, role: Role) =>
  mayReadDirectly({ runbook, inventory: config.inventory, policy: config.policy, role, findAction });
