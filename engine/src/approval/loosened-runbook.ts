import type { Runbook } from '@chatops-commander/schemas';
import type { Localized } from '../actions/action.js';
import { assessRisk } from '../runbook/assess-risk.js';
import type { FindAction } from '../runbook/find-action.js';
import { everyStep } from '../runbook/number-steps.js';
import { isAtLeast } from '../runbook/risk-order.js';

/** What a new version of a library runbook would guard less than the one before it. */
export function loosenedRunbook(before: Runbook, after: Runbook, findAction: FindAction): readonly Localized[] {
  const [was, is] = [summaryOf(before, findAction), summaryOf(after, findAction)];
  return [
    ...(isAtLeast(was.risk, is.risk)
      ? []
      : [{ en: `risk ${was.risk} → ${is.risk}`, fr: `risque ${was.risk} → ${is.risk}` }]),
    ...(is.asserts < was.asserts
      ? [{ en: `checks ${was.asserts} → ${is.asserts}`, fr: `vérifications ${was.asserts} → ${is.asserts}` }]
      : []),
    ...(is.unsaved > was.unsaved ? [{ en: 'a step without a backup', fr: 'une étape sans sauvegarde' }] : []),
    ...(was.onFailure === 'rollback' && is.onFailure !== 'rollback'
      ? [{ en: `on failure: rollback → ${is.onFailure}`, fr: `en cas d'échec : rollback → ${is.onFailure}` }]
      : []),
    ...is.actions
      .filter((action) => !was.actions.includes(action))
      .map((action) => ({ en: `it now uses \`${action}\``, fr: `il utilise maintenant \`${action}\`` })),
  ];
}

function summaryOf(runbook: Runbook, findAction: FindAction) {
  const steps = everyStep(runbook).map(({ step }) => step);
  return {
    risk: assessRisk({ runbook, findAction }).risk,
    asserts: steps.filter((step) => step.assert !== undefined).length,
    unsaved: steps.filter((step) => step.backup !== undefined).length,
    onFailure: runbook.spec.onFailure ?? 'pause',
    actions: [...new Set(steps.map((step) => step.uses))],
  };
}
