import type { Localized, ServerFacts } from '@chatops-commander/engine/actions/action';
import { BackupTrouble } from '@chatops-commander/engine/backup/backup-trouble';
import type { StepRun } from '@chatops-commander/engine/execution/step-run';
import { UnreadableFacts } from '@chatops-commander/engine/execution/step-runner';
import { expandForServer } from '@chatops-commander/engine/runbook/expand-step';
import { findServer } from '@chatops-commander/engine/runbook/find-server';
import type { ServerAddress } from '@chatops-commander/engine/ssh/remote-execution';
import { serverAddress } from '@chatops-commander/engine/ssh/server-address';
import { SshError } from '@chatops-commander/engine/ssh/ssh-error';
import type { Inventory, Step } from '@chatops-commander/schemas';
import { controller } from './controller.js';

export type PreparedStep = Omit<StepRun, 'runId' | 'attempt' | 'intent'>;

/** A step as one server gets it: its templates filled in, and how to reach the server. */
export function prepareStep(
  step: Step,
  stepId: string,
  server: string,
  inventory: Inventory,
  facts?: ServerFacts,
): PreparedStep {
  const known = findServer(inventory, server);
  const address = server === controller ? controllerAddress : serverAddress(inventory, server);
  return {
    stepId,
    step: known === undefined ? step : expandForServer(step, { ...known, name: server }),
    server: address,
    inventory,
    ...(facts === undefined ? {} : { facts }),
  };
}

/** The worker is no server: nothing connects to it, and only actions that need no connection run there. */
const controllerAddress: ServerAddress = {
  name: controller,
  host: 'controller.invalid',
  port: 22,
  user: 'nobody',
  key: 'secret:none',
  hostKey: undefined,
  sudo: 'none',
};

/** What kept us from working on a server, in a person's words; undefined for any other error. */
export function explainTrouble(error: unknown): Localized | undefined {
  if (error instanceof SshError || error instanceof BackupTrouble) return error.describe();
  if (error instanceof UnreadableFacts) return error.describe();
  return undefined;
}
