import type { ChangeDecision } from '@chatops-commander/engine/approval/change-decision';
import type { Records } from '@chatops-commander/engine/records/records';
import { gitBlobId } from '@chatops-commander/engine/runbook/git-blob';
import { parseInventory, parsePolicy } from '@chatops-commander/schemas';
import type { Look } from './look-at-change.js';

type AcceptDecision = Extract<ChangeDecision, { kind: 'accept-config' }>;

/**
 * Brings the approved policy or inventory into force: exactly the bytes that were reviewed, and only when they parse.
 * All of them, or none: a policy may count on the servers that come with it. A version merged later stays in force.
 *
 * @throws {InvalidFile} when one does not parse; what is in force stays.
 */
export async function acceptConfig(
  look: Look,
  decision: AcceptDecision,
  records: Pick<Records, 'acceptedFiles' | 'audit'>,
): Promise<void> {
  const files = await Promise.all(
    decision.files.map(async (file) => {
      const bytes = await look.client.contents.readBlob(file.blob);
      if (gitBlobId(bytes) !== file.blob)
        throw new Error(`${file.path}: GitHub answered with other bytes than blob ${file.blob}`);
      const content = bytes.toString('utf8');
      if (file.content === 'policy') parsePolicy(content, file.path);
      else parseInventory(content, file.path);
      return { ...file, text: content };
    }),
  );
  for (const file of files) {
    await records.acceptedFiles.accept({
      repository: look.input.repository,
      kind: file.content,
      content: file.text,
      commit: decision.mergeCommit,
      acceptedBy: decision.approvers.map((approver) => approver.login),
      pull: look.input.pull,
      blob: file.blob,
      mergedAt: decision.mergedAt,
    });
  }
  await records.audit.append({
    actor: decision.approvers.map((approver) => approver.login).join(','),
    kind: 'config.accepted',
    subject: look.input.repository,
    data: {
      pull: look.input.pull,
      commit: decision.mergeCommit,
      files: files.map(({ path, blob }) => ({ path, blob })),
      overtaken: [...decision.overtaken],
      approvals: decision.approvers.map(({ login, by, review }) => ({ login, by, review: review ?? null })),
    },
    key: `config.accepted:${look.input.repository}#${look.input.pull}:${decision.mergeCommit}`,
  });
}
