import type { Inventory } from './generated/inventory.js';
import { suggestName } from './nearest.js';
import type { Finding } from './problem.js';

/** What a schema cannot see: names that lead nowhere, and jump hosts that lead in a circle. */
export function findInventoryMistakes(inventory: Inventory): Finding[] {
  return [...unknownJumps(inventory), ...jumpLoops(inventory), ...unknownServiceServers(inventory)];
}

function unknownJumps({ servers }: Inventory): Finding[] {
  return Object.entries(servers).flatMap(([name, { jump }]) =>
    jump === undefined || Object.hasOwn(servers, jump)
      ? []
      : [unknownServer(['servers', name, 'jump'], jump, Object.keys(servers))],
  );
}

/** One finding per loop, on its first server in file order. */
function jumpLoops({ servers }: Inventory): Finding[] {
  const settled = new Set<string>();
  const findings: Finding[] = [];
  for (const name of Object.keys(servers)) {
    const way: string[] = [];
    let at: string | undefined = name;
    while (at !== undefined && Object.hasOwn(servers, at) && !settled.has(at) && !way.includes(at)) {
      way.push(at);
      at = servers[at]?.jump;
    }
    if (at !== undefined && way.includes(at)) {
      const loop = [...way.slice(way.indexOf(at)), at];
      findings.push({
        code: 'reference-loop',
        path: ['servers', at, 'jump'],
        part: 'value',
        message: {
          en: `the jump hosts lead in a circle: ${loop.join(' → ')}`,
          fr: `les hôtes de rebond tournent en rond : ${loop.join(' → ')}`,
        },
        hint: {
          en: 'One server of the circle must be reached without a jump host.',
          fr: "L'un des serveurs du cercle doit être joint sans hôte de rebond.",
        },
      });
    }
    for (const passed of way) settled.add(passed);
  }
  return findings;
}

function unknownServiceServers({ servers, services }: Inventory): Finding[] {
  return Object.entries(services ?? {}).flatMap(([service, { on }]) =>
    (on.servers ?? []).flatMap((name, index) =>
      Object.hasOwn(servers, name)
        ? []
        : [unknownServer(['services', service, 'on', 'servers', index], name, Object.keys(servers))],
    ),
  );
}

function unknownServer(path: Finding['path'], name: string, known: readonly string[]): Finding {
  const message = {
    en: `no server of this inventory is called ${JSON.stringify(name)}`,
    fr: `aucun serveur de cet inventaire ne s'appelle ${JSON.stringify(name)}`,
  };
  return { code: 'unknown-reference', path, part: 'value', message, hint: suggestName(name, known) };
}
