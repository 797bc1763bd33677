import type { Runbook } from '@chatops-commander/schemas';
import type { Outputs } from '../../actions/action.js';

/**
 * The server on which a backup is looked at: one was named, or the backup's own name says which. Undefined where that
 * is left open. Runbooks that are about no backup are for all the servers given.
 */
export function placeOfBackup(
  { spec }: Runbook,
  { backup }: Outputs,
  servers: readonly string[],
): readonly string[] | undefined {
  if (spec.inputs?.backup?.required !== true || servers.length < 2) return servers;
  const named = servers.filter((name) => String(backup ?? '').includes(name));
  return named.length === 1 ? named : undefined;
}
