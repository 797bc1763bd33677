import type { ActionContext, CommandAction, Outputs } from '../actions/action.js';
import { NoSecrets, type ReadSecret } from '../backup/read-content.js';

/**
 * The context with the secrets that the action's inputs refer to. They live as long as the command is being made. Throws
 * NoSecrets where the worker reads none, and what the reading throws.
 */
export async function withSecrets(
  deps: { readonly readSecret?: ReadSecret | undefined },
  action: CommandAction,
  input: Outputs,
  context: ActionContext,
): Promise<ActionContext> {
  const references = action.secrets?.(input) ?? [];
  if (references.length === 0) return context;
  const values = new Map<string, Buffer>();
  for (const reference of references) {
    if (deps.readSecret === undefined) throw new NoSecrets(reference);
    values.set(reference, await deps.readSecret(reference.slice('secret:'.length)));
  }
  return { ...context, secret: (reference) => values.get(reference) };
}
