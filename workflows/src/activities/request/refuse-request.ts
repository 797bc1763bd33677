import type { Localized } from '@chatops-commander/engine/actions/action';
import type { Role } from '@chatops-commander/engine/approval/change-facts';
import { nameEligible, whoCould } from '@chatops-commander/engine/approval/who-could';
import type { Audit } from '@chatops-commander/engine/records/audit';
import { renderRefusal } from '@chatops-commander/engine/report/render-refusal';
import { requestId } from '../../contract.js';
import type { Understanding } from './request-activities.js';
import type { RequestStore } from './request-store.js';
import { saveRequest } from './save-request.js';
import type { Situation } from './situation.js';

export interface RefusalDeps {
  readonly store: Pick<RequestStore, 'save'>;
  readonly audit: Pick<Audit, 'append'>;
}

/** Says no, why, and who could ask for it; on record. `need` is undefined where nobody may. */
export async function refuse(
  situation: Situation,
  because: Localized,
  need: Role | undefined,
  deps: RefusalDeps,
): Promise<Understanding> {
  const { request, config, input } = situation;
  const could = need === undefined ? undefined : nameEligible(whoCould(config.policy, need));
  await deps.audit.append({
    actor: request.login,
    kind: 'request.refused',
    subject: requestId(input),
    data: { words: request.words, because: because.en },
    key: `request.refused:${requestId(input)}`,
  });
  await saveRequest(situation, request.language, deps.store, { outcome: 'refusal' });
  await situation.publish(renderRefusal({ language: request.language, because, could }), 'first');
  return { kind: 'answered', how: 'a refusal' };
}

export const noRole: Localized = {
  en: 'You have no role in the policy of this repository.',
  fr: "Vous n'avez aucun rôle dans la politique de ce dépôt.",
};
export const changesAreForOperators: Localized = {
  en: 'Changes can be asked for by operators and above.',
  fr: 'Seuls les opérateurs et les rôles au-dessus peuvent demander un changement.',
};
