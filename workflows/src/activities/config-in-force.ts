import type { Localized } from '@chatops-commander/engine/actions/action';
import { type Inventory, type Policy, parseInventory, parsePolicy } from '@chatops-commander/schemas';

/** Policy and inventory as admins last accepted them; what lies on the branch does not count. */
export interface ConfigInForce {
  readonly policy: Policy;
  readonly policyDigest: string;
  readonly inventory: Inventory;
  readonly inventoryDigest: string;
  /** ISO 8601; when each of them was merged. */
  readonly since: Readonly<Record<'policy' | 'inventory', string>>;
}
export interface AcceptedFiles {
  inForce(
    repository: string,
    kind: 'policy' | 'inventory',
  ): Promise<{ readonly content: string; readonly digest: string; readonly mergedAt: string } | undefined>;
  byDigest(digest: string): Promise<{ readonly content: string } | undefined>;
}
export const policyPath = '.chatops/policy.yaml';
export const inventoryPath = '.chatops/inventory.yaml';

/** Thrown when nothing was ever accepted for a repository: nobody can be told apart, so nobody may do anything. */
export class NotBootstrapped extends Error {
  constructor(readonly repository: string) {
    super(notBootstrapped(repository).en);
    this.name = 'NotBootstrapped';
  }
}

export const notBootstrapped = (repository: string): Localized => ({
  en: `No policy and inventory are in force for ${repository}. An administrator runs once: chatops bootstrap ${repository}`,
  fr: `Aucune politique et aucun inventaire ne sont en vigueur pour ${repository}. Un administrateur exécute une fois : chatops bootstrap ${repository}`,
});

/** Reads what is in force; parsed once per digest, since an accepted version never changes. */
export function createConfigReader(files: AcceptedFiles) {
  const policies = new Map<string, Policy>();
  const inventories = new Map<string, Inventory>();
  const once = <T>(known: Map<string, T>, digest: string, parse: () => T): T => {
    const value = known.get(digest) ?? parse();
    known.set(digest, value);
    return value;
  };
  async function recorded<T>(known: Map<string, T>, digest: string, what: string, parse: (content: string) => T) {
    const value = known.get(digest);
    if (value !== undefined) return value;
    const file = await files.byDigest(digest);
    if (file === undefined) throw new Error(`the records hold no ${what} ${digest}`);
    return once(known, digest, () => parse(file.content));
  }
  return {
    /** @throws {NotBootstrapped} */
    async inForce(repository: string): Promise<ConfigInForce> {
      const [policy, inventory] = await Promise.all([
        files.inForce(repository, 'policy'),
        files.inForce(repository, 'inventory'),
      ]);
      if (policy === undefined || inventory === undefined) throw new NotBootstrapped(repository);
      return {
        policy: once(policies, policy.digest, () => parsePolicy(policy.content, policyPath)),
        policyDigest: policy.digest,
        inventory: once(inventories, inventory.digest, () => parseInventory(inventory.content, inventoryPath)),
        inventoryDigest: inventory.digest,
        since: { policy: policy.mergedAt, inventory: inventory.mergedAt },
      };
    },
    /** The policy that a run was registered under. @throws {Error} when the records do not hold it. */
    policyOf: (digest: string) => recorded(policies, digest, 'policy', (content) => parsePolicy(content, policyPath)),
    /** The inventory that a run was registered with. @throws {Error} when the records do not hold it. */
    inventoryOf: (digest: string) =>
      recorded(inventories, digest, 'inventory', (content) => parseInventory(content, inventoryPath)),
  };
}
export type ConfigReader = ReturnType<typeof createConfigReader>;
