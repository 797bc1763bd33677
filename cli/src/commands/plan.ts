import { readFile } from 'node:fs/promises';
import { createCatalogPlanner } from '@chatops-commander/engine/planner/catalog-planner';
import { loadCatalog, loadDiagnoses } from '@chatops-commander/engine/planner/load-catalog';
import type { ThreadMessage } from '@chatops-commander/engine/planner/planner';
import { parseInventory, parsePolicy } from '@chatops-commander/schemas';
import { builtInCatalog } from '../built-in-catalog.js';
import { type OfflinePlan, planOffline } from '../plan-offline.js';

interface PlanOptions {
  readonly json?: true;
  readonly yaml?: true;
  readonly inventory: string;
  readonly policy?: string;
  readonly catalog?: string;
  readonly thread?: string;
}

/** With `yaml` it sets exit code 1 when the words come to no runbook. */
export async function plan(text: string, options: PlanOptions): Promise<void> {
  const plan = await planOffline(
    {
      text,
      thread: options.thread === undefined ? [] : parseThread(await readFile(options.thread, 'utf8'), options.thread),
      inventory: parseInventory(await readFile(options.inventory, 'utf8'), options.inventory),
      policy:
        options.policy === undefined ? undefined : parsePolicy(await readFile(options.policy, 'utf8'), options.policy),
      catalog: await loadCatalog(options.catalog ?? builtInCatalog),
      diagnoses: await loadDiagnoses(options.catalog ?? builtInCatalog),
    },
    createCatalogPlanner(),
  );
  if (options.yaml) return writeYaml(plan);
  process.stdout.write(options.json ? `${JSON.stringify(plan, null, 2)}\n` : toText(plan));
}

/** @throws {Error} naming the file when it is not such an array. */
function parseThread(text: string, file: string): ThreadMessage[] {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value)) throw new Error(`${file} is not a JSON array of {by, text}`);
  return value.map((message: unknown, index) => {
    if (
      typeof message !== 'object' ||
      message === null ||
      !('by' in message) ||
      !('text' in message) ||
      typeof message.text !== 'string' ||
      (message.by !== 'user' && message.by !== 'bot')
    ) {
      throw new Error(`${file}: entry ${index} is not {by: "user"|"bot", text: "…"}`);
    }
    return { by: message.by, text: message.text };
  });
}

function writeYaml(plan: OfflinePlan): void {
  if (plan.yaml === undefined) {
    process.stderr.write(`${toText(plan)}`);
    process.exitCode = 1;
  } else process.stdout.write(plan.yaml);
}

function toText(plan: OfflinePlan): string {
  const lines = [plan.message];
  if (plan.risk !== undefined) lines.push(`risk: ${plan.risk}; servers: ${plan.targets?.join(', ')}`);
  for (const proposal of plan.proposals ?? [])
    lines.push(`${proposal.number}. ${proposal.title} (${proposal.risk}): ${proposal.effect}`);
  if (plan.yaml !== undefined) lines.push('', plan.yaml);
  return `${lines.join('\n')}\n`;
}
