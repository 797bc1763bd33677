import type { Localized } from '@chatops-commander/engine/actions/action';
import { actions, findAction } from '@chatops-commander/engine/actions/registry';
import { idleRules } from '@chatops-commander/engine/approval/idle-rules';
import { loosenedInventory } from '@chatops-commander/engine/approval/loosened-inventory';
import { loosenedPolicy } from '@chatops-commander/engine/approval/loosened-policy';
import { loosenedRunbook } from '@chatops-commander/engine/approval/loosened-runbook';
import { lintRunbook } from '@chatops-commander/engine/runbook/lint-runbook';
import { InvalidFile, type Problem, parseInventory, parsePolicy } from '@chatops-commander/schemas';
import type { ComparedFile, Contents } from '../../github/contents.js';
import { type ConfigInForce, inventoryPath, policyPath } from '../config-in-force.js';

/** A touched file that never runs by itself: what is wrong with it, and what it would allow that is not allowed now. */
export interface OtherFile {
  readonly path: string;
  readonly kind: 'config' | 'library';
  readonly problems: readonly Problem[];
  readonly loosens: readonly Localized[];
  /** What it says of things that the inventory in force does not have. */
  readonly idle: readonly Localized[];
}
type Reader = Pick<Contents, 'readBlob' | 'blobAt'>;

const actionNames = actions.map(({ name }) => name);
const libraryPattern = /^runbooks\/.+\.ya?ml$/;

/** Reads policy, inventory and library runbooks as they stand at the head, beside what is there or in force now. */
export async function readOtherFiles(
  files: readonly ComparedFile[],
  base: string,
  contents: Reader,
  config: Pick<ConfigInForce, 'policy' | 'inventory'>,
): Promise<readonly OtherFile[]> {
  const read = await Promise.all(
    files.map(async ({ path, previousPath = path, blob, status }): Promise<OtherFile | undefined> => {
      if (blob === undefined) return undefined;
      const text = async (id: string) => (await contents.readBlob(id)).toString('utf8');
      if (path === policyPath)
        return configFile(path, await text(blob), parsePolicy, (after) => ({
          loosens: loosenedPolicy(config.policy, after),
          idle: idleRules(after, config.inventory, { findAction, actionNames }),
        }));
      if (path === inventoryPath)
        return configFile(path, await text(blob), parseInventory, (after) => ({
          loosens: loosenedInventory(config.inventory, after),
          idle: idleRules(config.policy, after, { findAction, actionNames }),
        }));
      if (!libraryPattern.test(path)) return undefined;
      const was = status === 'added' ? undefined : await contents.blobAt(base, previousPath);
      return libraryFile(path, await text(blob), was === undefined ? undefined : await text(was), config);
    }),
  );
  return read.filter((file) => file !== undefined);
}

function configFile<T>(
  path: string,
  text: string,
  parse: (text: string, file: string) => T,
  notes: (value: T) => Pick<OtherFile, 'loosens' | 'idle'>,
): OtherFile {
  try {
    return { path, kind: 'config', problems: [], ...notes(parse(text, path)) };
  } catch (error) {
    if (error instanceof InvalidFile) return { path, kind: 'config', problems: error.problems, loosens: [], idle: [] };
    throw error;
  }
}

function libraryFile(
  path: string,
  text: string,
  before: string | undefined,
  { policy, inventory }: Pick<ConfigInForce, 'policy' | 'inventory'>,
): OtherFile {
  const lint = (yaml: string) => lintRunbook({ text: yaml, file: path, as: 'library', inventory, policy, findAction });
  const { problems, runbook } = lint(text);
  const was = before === undefined ? undefined : lint(before).runbook;
  const loosens = was === undefined || runbook === undefined ? [] : loosenedRunbook(was, runbook, findAction);
  return { path, kind: 'library', problems, loosens, idle: [] };
}
