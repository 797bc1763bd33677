import type { Inventory, Runbook } from '@chatops-commander/schemas';
import { serverValue } from './expand-step.js';
import { findServer } from './find-server.js';
import type { AnyStep } from './number-steps.js';
import { serversWithin } from './placement.js';
import { expandEntries, textsWithTemplates } from './templates.js';

export type Inputs = Readonly<Record<string, unknown>>;

/** The inputs of a step as they are on one server. */
export interface InputsOnServer {
  /** Undefined where they are the same everywhere, or no server is known. */
  readonly server: string | undefined;
  readonly inputs: Inputs;
}

/**
 * The inputs of a step, once for each server when they ask for something of the server, else once. What has no value
 * stays as it is written. A step that undoes another one runs where that one does.
 */
export function expandedInputs(
  { step, of }: AnyStep,
  { runbook, inventory }: { readonly runbook: Runbook; readonly inventory?: Inventory | undefined },
): InputsOnServer[] {
  const inputs: Inputs = step.with ?? {};
  const asWritten = [{ server: undefined, inputs }];
  if (inventory === undefined || textsWithTemplates(inputs).length === 0) return asWritten;
  const perServer = serversWithin(of.step, runbook).flatMap((name) => {
    const server = findServer(inventory, name);
    if (server === undefined) return [];
    const named = { ...server, name };
    return [{ server: name, inputs: expandEntries(inputs, (expression) => serverValue(expression, named)) }];
  });
  return perServer.length > 0 ? perServer : asWritten;
}
