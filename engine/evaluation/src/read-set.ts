import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadCatalog, loadDiagnoses } from '@chatops-commander/engine/planner/load-catalog';
import { parseInventory, parsePolicy } from '@chatops-commander/schemas';
import { type EvaluationCase, parts } from './evaluation-case.js';
import { parseCases } from './parse-cases.js';
import type { World } from './planned.js';

const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The sample world, with the library runbooks that come with chatops. */
export async function readWorld(): Promise<World> {
  const read = async (file: string) => await readFile(here(file), 'utf8');
  return {
    inventory: parseInventory(await read('world/inventory.yaml'), 'world/inventory.yaml'),
    policy: parsePolicy(await read('world/policy.yaml'), 'world/policy.yaml'),
    catalog: await loadCatalog(here('../../runbooks')),
    diagnoses: await loadDiagnoses(here('../../runbooks')),
  };
}

/**
 * All cases of both parts, in the order of their files.
 *
 * @throws {InvalidCase}
 * @throws {Error} when two cases share an id.
 */
export async function readCases({ inventory }: Pick<World, 'inventory'>): Promise<readonly EvaluationCase[]> {
  const cases: EvaluationCase[] = [];
  for (const part of parts)
    for (const name of (await readdir(here(part))).toSorted())
      cases.push(...parseCases(await readFile(here(`${part}/${name}`), 'utf8'), `${part}/${name}`, inventory));
  const ids = cases.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`two cases are called ${twice}: give one of them another id`);
  return cases;
}
