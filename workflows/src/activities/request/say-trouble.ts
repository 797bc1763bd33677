import type { Language } from '@chatops-commander/engine/actions/action';
import { renderError } from '@chatops-commander/engine/report/render-error';
import type { Situation } from './situation.js';
import { type PermanentTrouble, permanentTrouble } from '../permanent-trouble.js';

/** Says once what no retry mends. Where even that is not permitted, it stands in Temporal alone. */
export async function sayTrouble(
  trouble: PermanentTrouble,
  language: Language,
  publish: Situation['publish'],
): Promise<void> {
  try {
    await publish(renderError({ language, ...trouble }), 'first');
  } catch (error) {
    if (permanentTrouble(error) === undefined) throw error;
  }
}
