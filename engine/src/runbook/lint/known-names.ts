import { type Finding, type Inventory, type Path, suggestName } from '@chatops-commander/schemas';
import { expandedInputs } from '../expanded-inputs.js';
import { findServer, findService, serversOfService } from '../find-server.js';
import { type AnyStep, everyStep } from '../number-steps.js';
import { placementOf, serversWithin } from '../placement.js';
import type { LintRule, LintSubject } from './lint-subject.js';

/** Servers and services that the inventory has, and services where they run. */
export const knownNames: LintRule = (subject) => {
  const { runbook, inventory } = subject;
  if (inventory === undefined) return [];
  const { targets } = runbook.spec;
  return [
    ...unknownServers(targets?.servers ?? [], ['spec', 'targets', 'servers'], inventory),
    ...(targets?.service === undefined
      ? []
      : unknownService(targets.service, ['spec', 'targets', 'service'], inventory)),
    ...everyStep(runbook).flatMap((any) => inStep(any, { ...subject, inventory })),
  ];
};

function inStep(any: AnyStep, subject: LintSubject & { readonly inventory: Inventory }): Finding[] {
  const { step, path, of } = any;
  const { inventory, runbook } = subject;
  const placement = placementOf(step);
  const placed =
    placement.kind === 'servers' ? unknownServers(placement.servers, [...path, 'on', 'servers'], inventory) : [];
  // By the action's own schema: an input called "service" means a service of the inventory.
  if (!takesService(subject, step.uses)) return placed;
  const at = [...path, 'with', 'service'];
  const services = new Set(expandedInputs(any, subject).map(({ inputs }) => inputs.service));
  const named = [...services].flatMap((name): Finding[] => {
    if (typeof name !== 'string') return [];
    const unknown = unknownService(name, at, inventory);
    if (unknown.length > 0 || services.size > 1) return unknown;
    return notRunning(name, { at, servers: serversWithin(of.step, runbook), inventory });
  });
  return [...placed, ...named];
}

function takesService({ findAction }: LintSubject, uses: string): boolean {
  const properties = findAction(uses)?.input.properties;
  return typeof properties === 'object' && properties !== null && Object.hasOwn(properties, 'service');
}

function unknownServers(names: readonly string[], path: Path, inventory: Inventory): Finding[] {
  return names.flatMap((name, index): Finding[] => {
    if (name.includes('${{') || findServer(inventory, name) !== undefined) return [];
    const message = {
      en: `the inventory has no server ${JSON.stringify(name)}`,
      fr: `l'inventaire n'a pas de serveur ${JSON.stringify(name)}`,
    };
    const hint = suggestName(name, Object.keys(inventory.servers));
    return [{ code: 'unknown-server', path: [...path, index], part: 'value', message, hint }];
  });
}

function unknownService(name: string, path: Path, inventory: Inventory): Finding[] {
  if (name.includes('${{') || findService(inventory, name) !== undefined) return [];
  const message = {
    en: `the inventory has no service ${JSON.stringify(name)}`,
    fr: `l'inventaire n'a pas de service ${JSON.stringify(name)}`,
  };
  return [
    {
      code: 'unknown-service',
      path,
      part: 'value',
      message,
      hint: suggestName(name, Object.keys(inventory.services ?? {})),
    },
  ];
}

function notRunning(
  name: string,
  { at, servers, inventory }: { readonly at: Path; readonly servers: readonly string[]; readonly inventory: Inventory },
): Finding[] {
  const service = findService(inventory, name);
  if (service === undefined) return [];
  const running = serversOfService(inventory, service);
  const without = servers.filter((server) => findServer(inventory, server) !== undefined && !running.includes(server));
  if (without.length === 0) return [];
  const message = {
    en: `by the inventory, ${name} does not run on ${without.join(', ')}`,
    fr: `d'après l'inventaire, ${name} ne tourne pas sur ${without.join(', ')}`,
  };
  const where = running.join(', ');
  const hint =
    running.length > 0
      ? { en: `It runs on ${where}.`, fr: `Il tourne sur ${where}.` }
      : { en: 'By the inventory it runs nowhere.', fr: "D'après l'inventaire, il ne tourne nulle part." };
  return [{ code: 'wrong-place', path: at, part: 'value', message, hint }];
}
