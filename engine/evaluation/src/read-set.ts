import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadCatalog, loadDiagnoses } from '@chatops-commander/engine/planner/load-catalog';
import { parseInventory, parsePolicy } from '@chatops-commander/schemas';
import { type EvaluationCase, parts } from './evaluation-case.js';
import { parseCases } from './parse-cases.js';
import type { World } from './planned.js';

const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** By name, in its order. */
export type Worlds = ReadonlyMap<string, World>;

/** Every world of the set, with the library runbooks that come with chatops. */
export async function readWorlds(): Promise<Worlds> {
  const [catalog, diagnoses] = await Promise.all([
    loadCatalog(here('../../runbooks')),
    loadDiagnoses(here('../../runbooks')),
  ]);
  const read = async (file: string) => await readFile(here(file), 'utf8');
  const worlds = new Map<string, World>();
  for (const name of (await readdir(here('worlds'))).toSorted()) {
    const [inventory, policy] = [`worlds/${name}/inventory.yaml`, `worlds/${name}/policy.yaml`];
    worlds.set(name, {
      inventory: parseInventory(await read(inventory), inventory),
      policy: parsePolicy(await read(policy), policy),
      catalog,
      diagnoses,
    });
  }
  return worlds;
}

/**
 * All cases of all worlds, in the order of their files. A world need not have both parts.
 *
 * @throws {InvalidCase}
 * @throws {Error} when two cases of one world share an id.
 */
export async function readCases(worlds: Worlds): Promise<readonly EvaluationCase[]> {
  const cases: EvaluationCase[] = [];
  for (const [world, { inventory }] of worlds)
    for (const part of parts) {
      const folder = `worlds/${world}/${part}`;
      if (!existsSync(here(folder))) continue;
      for (const name of (await readdir(here(folder))).toSorted()) {
        const file = `${folder}/${name}`;
        cases.push(...parseCases(await readFile(here(file), 'utf8'), { file, world, part, inventory }));
      }
    }
  const ids = cases.map(({ world, id }) => `${world}/${id}`);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`two cases are called ${twice}: give one of them another id`);
  return cases;
}
