import { lookForModel } from '@chatops-commander/engine/planner/anthropic/look-for-model';
import type { Settings } from '../settings/read-settings.js';
import type { Finding } from './check-parts.js';

/** Whether the model that is to plan can be asked; without a key there is nothing to check. */
export async function checkModel({ model }: Pick<Settings, 'model'>): Promise<Finding> {
  const what = 'planner';
  if (model === undefined) return { ok: true, what, says: 'the catalog alone; ANTHROPIC_API_KEY adds a model' };
  const found = await lookForModel(model);
  const budget = model.dailyBudget === undefined ? 'no daily budget' : `${model.dailyBudget} dollars a day`;
  switch (found.kind) {
    case 'there':
      return { ok: true, what, says: `${model.model} at ${model.baseUrl}, ${budget}, with the catalog behind it` };
    case 'unknown':
      return {
        ok: false,
        what,
        says: `${model.baseUrl} does not know the model ${model.model}`,
        fix: 'check ANTHROPIC_MODEL; the catalog plans meanwhile',
      };
    case 'key-refused':
      return { ok: false, what, says: `${model.baseUrl} refuses the key`, fix: 'check ANTHROPIC_API_KEY' };
    case 'unreachable':
      return {
        ok: false,
        what,
        says: `${model.baseUrl} does not answer (${found.because})`,
        fix: 'check ANTHROPIC_BASE_URL, and that it can be reached from here',
      };
    default:
      return found satisfies never;
  }
}
