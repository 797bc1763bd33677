import type { Inventory, Runbook } from '@chatops-commander/schemas';
import type { Action } from '../../actions/action.js';
import { serversOfService } from '../../runbook/find-server.js';
import type { CatalogEntry } from '../planner.js';

/**
 * The inventory as a planner needs it: names, environments, tags, services and where they run. No address, port, user,
 * key, jump host or argv; health addresses are hidden with all other text. Servers that are alike stand together, so
 * that a thousand of them stay short.
 */
export function describeInventory(inventory: Inventory): object {
  const alike = new Map<string, { environment: string; tags: Readonly<Record<string, string>>; servers: string[] }>();
  for (const [name, { environment, tags = {} }] of Object.entries(inventory.servers)) {
    const key = JSON.stringify([environment, tags]);
    const group = alike.get(key) ?? { environment, tags, servers: [] };
    group.servers.push(name);
    alike.set(key, group);
  }
  const services = Object.entries(inventory.services ?? {}).map(([name, service]) => ({
    name,
    servers: serversOfService(inventory, service),
    ...(service.aliases === undefined ? {} : { aliases: service.aliases }),
    ...(service.health === undefined ? {} : { healthUrl: service.health.url }),
  }));
  return { servers: [...alike.values()], services };
}

/** What the library can do: one line per entry with its inputs. */
export function describeCatalog(catalog: readonly CatalogEntry[]): object {
  return catalog.map(({ path, runbook }) => ({
    template: path,
    title: english(runbook.metadata.title),
    ...(runbook.metadata.description === undefined ? {} : { about: english(runbook.metadata.description) }),
    uses: [...new Set([...(runbook.spec.before ?? []), ...runbook.spec.steps].map(({ uses }) => uses))],
    inputs: Object.entries(runbook.spec.inputs ?? {}).map(([name, input]) => ({
      name,
      type: input.type,
      ...(input.required === true ? { required: true } : {}),
      ...(input.description === undefined ? {} : { about: english(input.description) }),
      ...(input.default === undefined ? {} : { default: input.default }),
      ...(input.enum === undefined ? {} : { enum: input.enum }),
      ...(input.pattern === undefined ? {} : { pattern: input.pattern }),
    })),
    asks: { en: runbook.spec.triggers?.en?.slice(0, 3) ?? [], fr: runbook.spec.triggers?.fr?.slice(0, 3) ?? [] },
  }));
}

/** Every action with its effect and the schema of its inputs. */
export function describeActions(actions: readonly Action[]): object {
  return actions.map(({ name, effect, kind, summary, input }) => ({
    name,
    effect,
    does: summary.en,
    ...(kind === 'http' || kind === 'registry' ? { on: 'controller' } : {}),
    with: input,
  }));
}

const english = (text: Runbook['metadata']['title']): string => (typeof text === 'string' ? text : text.en);
