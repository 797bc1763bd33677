import type { Records } from '@chatops-commander/engine/records/records';
import { parseInventory, parsePolicy } from '@chatops-commander/schemas';
import { inventoryPath, policyPath } from '@chatops-commander/workflows/activities/config-in-force';
import type { GitHubClients } from '@chatops-commander/workflows/github/repository-client';

export interface BootstrappedFile {
  readonly path: string;
  readonly digest: string;
}
/** Thrown when a version is in force already: from then on only an approved pull request brings in another. */
export class AlreadyBootstrapped extends Error {
  constructor(readonly repository: string) {
    super(
      `policy and inventory are in force for ${repository} already. To change them, open a pull request that an admin approves.`,
    );
    this.name = 'AlreadyBootstrapped';
  }
}

/**
 * Brings the policy and the inventory of a repository's default branch into force, the first time and only then.
 *
 * @param by who does it, for the audit log.
 * @throws {AlreadyBootstrapped}; {InvalidFile} when one does not parse; {Error} when one is missing.
 */
export async function bootstrap(
  repository: string,
  by: string,
  github: GitHubClients,
  records: Records,
): Promise<BootstrappedFile[]> {
  const installations = await github.repositories();
  const installation = installations.find((one) => one.repository.toLowerCase() === repository.toLowerCase());
  if (installation === undefined)
    throw new Error(`the app is not installed on ${repository}. Install it there, then run this again.`);
  await records.installations.rememberInstallation(installation);
  if ((await records.acceptedFiles.inForce(repository, 'policy')) !== undefined)
    throw new AlreadyBootstrapped(repository);

  const { contents } = await github.of(repository);
  const { head } = await contents.defaultHead();
  const read = async (path: string) => {
    const blob = await contents.blobAt(head, path);
    if (blob === undefined)
      throw new Error(
        `${repository} has no ${path} on its default branch. \`chatops init\` writes one; commit it, then run this again.`,
      );
    return { path, blob, content: (await contents.readBlob(blob)).toString('utf8') };
  };
  const [policy, inventory] = await Promise.all([read(policyPath), read(inventoryPath)]);
  parsePolicy(policy.content, policy.path);
  parseInventory(inventory.content, inventory.path);

  const accepted: BootstrappedFile[] = [];
  // the policy last: without one nothing is in force, and a crash in between leaves the bootstrap to be done again
  for (const [kind, file] of [
    ['inventory', inventory],
    ['policy', policy],
  ] as const) {
    await records.acceptedFiles.accept({
      repository,
      kind,
      content: file.content,
      commit: head,
      acceptedBy: [by],
      blob: file.blob,
    });
    const inForce = await records.acceptedFiles.inForce(repository, kind);
    accepted.push({ path: file.path, digest: inForce?.digest ?? '' });
  }
  await records.audit.append({
    actor: by,
    kind: 'config.bootstrapped',
    subject: repository,
    data: { commit: head, files: accepted.map((file) => ({ ...file })) },
  });
  return accepted;
}
