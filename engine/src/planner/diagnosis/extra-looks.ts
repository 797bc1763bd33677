import type { Diagnosis, Inventory, Step } from '@chatops-commander/schemas';
import { fold } from '../../request/fold.js';
import type { FindAction } from '../indexes/catalog-index.js';

/** Looked at for every complaint, whatever the diagnoses say. */
const always = new Set(['service.status', 'system.health', 'system.disk', 'http.check']);

interface Complained {
  readonly services: readonly string[];
  readonly inventory: Inventory;
  readonly findAction: FindAction;
  hostsOf(service: string): readonly string[];
}

/**
 * What the diagnoses want looked at besides: reading steps of state, of actions that this version has, on servers that
 * run what they are about. Their ids end with the service's place in the complaint, from 1.
 */
export function extraLooks(diagnoses: readonly Diagnosis[], complained: Complained): Step[] {
  const wanted = new Map<string, Diagnosis['spec']['look']>();
  for (const { spec } of diagnoses)
    if (!always.has(spec.look.uses) && complained.findAction(spec.look.uses)?.effect === 'read')
      wanted.set(JSON.stringify(spec.look), spec.look);
  return [...wanted.values()].flatMap(({ uses, each, software }): Step[] => {
    const id = uses.replace('.', '_');
    if (each !== 'service') return [{ id, uses }];
    return complained.services.flatMap((service, at): Step[] => {
      const servers = complained.hostsOf(service);
      if (servers.length === 0 || !isSoftware(service, software, complained.inventory)) return [];
      return [{ id: `${id}_${at + 1}`, uses, with: { service }, on: { servers: [...servers] } }];
    });
  });
}

function isSoftware(service: string, software: readonly string[] | undefined, { services }: Inventory): boolean {
  const names = [service, services?.[service]?.unit ?? service].map((name) => fold(name).replace(/\.service$/, ''));
  return software === undefined || software.some((one) => names.includes(fold(one)));
}
