import { createAnthropicPlanner } from '@chatops-commander/engine/planner/anthropic/create-anthropic-planner';
import { createCatalogPlanner } from '@chatops-commander/engine/planner/catalog-planner';
import type { Planner } from '@chatops-commander/engine/planner/planner';
import type { Records } from '@chatops-commander/engine/records/records';
import { countModelUse } from '@chatops-commander/workflows/activities/request/count-model-use';
import type { Logger } from 'pino';
import type { Settings } from '../settings/read-settings.js';
import { readSecretValues } from './read-secret-values.js';

/** The planner of this installation: a model when there is a key, with the catalog behind it; otherwise the catalog. */
export function createPlanner(
  settings: Settings,
  records: Pick<Records, 'audit' | 'modelSpending'>,
  log: Pick<Logger, 'info'>,
): Planner {
  const catalog = createCatalogPlanner();
  const { model } = settings;
  if (model === undefined) return catalog;
  const { dailyBudget, prices } = model;
  return createAnthropicPlanner({
    apiKey: model.apiKey,
    baseUrl: model.baseUrl,
    model: model.model,
    fallback: catalog,
    ...(prices === undefined ? {} : { prices }),
    ...(dailyBudget === undefined ? {} : { budget: records.modelSpending.budget(dailyBudget * 1_000_000) }),
    secrets: async () => [...ownSecrets(settings), ...(await readSecretValues(settings.secretsDir))],
    async used({ source }, use) {
      const { tokens, ...rest } = use;
      countModelUse(use);
      log.info({ request: source.request, ...rest, ...tokens }, 'asked the model');
      await records.audit.append({
        actor: source.requester,
        kind: 'model.asked',
        subject: source.request ?? `#${source.issue}`,
        data: { ...rest, tokens: { ...tokens } },
      });
    },
  });
}

/** Whatever of the settings must not leave, wherever it was pasted. */
function ownSecrets({ github, webhooks, databaseUrl, temporal }: Settings): readonly string[] {
  const password = databaseUrl === undefined ? '' : decodeURIComponent(new URL(databaseUrl).password);
  return [github?.privateKey, webhooks?.secret, databaseUrl, password, temporal.apiKey].flatMap((one) => one ?? []);
}
