import { checkAgainstSchema, formatPath } from '@chatops-commander/schemas';
import type { Action, Localized, Outputs } from '../actions/action.js';

export type CheckedInput =
  | { readonly kind: 'valid'; readonly input: Outputs }
  | { readonly kind: 'invalid'; readonly because: Localized };

/**
 * Compares a step's `with` with its action's schema once more, right before it runs: linting came first, but a template
 * was expanded since, and this fence stands nearest to the server.
 */
export function checkInput(action: Action, given: unknown): CheckedInput {
  const checked = checkAgainstSchema<Outputs>(action.input, given ?? {});
  if (checked.ok) return { kind: 'valid', input: checked.value };
  const { message, path = [] } = checked.findings[0] ?? {};
  const where = formatPath(['with', ...path]);
  return {
    kind: 'invalid',
    because: {
      en: `the inputs of ${action.name} are not valid (${where}): ${message?.en ?? ''}`,
      fr: `les paramètres de ${action.name} ne sont pas valides (${where}) : ${message?.fr ?? ''}`,
    },
  };
}
