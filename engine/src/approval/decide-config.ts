import type { Policy } from '@chatops-commander/schemas';
import type { ChangeDecision, ConfigFile } from './change-decision.js';
import type { ChangedFile, ChangeFacts } from './change-facts.js';
import { countApprovals } from './count-approvals.js';
import { isReminderDue } from './due-notices.js';
import { refuse } from './refusals.js';
import { CONFIG_APPROVALS } from './required-approvals.js';

const CONTENTS: ReadonlyMap<string, ConfigFile['content']> = new Map([
  ['.chatops/policy.yaml', 'policy'],
  ['.chatops/inventory.yaml', 'inventory'],
]);

/**
 * What to do about a pull request that touches .chatops/ alone: a new policy or inventory comes into force only by a
 * merge that admins approved under the version before it. People merge these, whatever policy says of changes.
 */
export function decideConfig(facts: ChangeFacts, touched: readonly ChangedFile[], policy: Policy): ChangeDecision {
  const known = touched.filter((file) => CONTENTS.has(file.path) || CONTENTS.has(file.previousPath ?? ''));
  if (known.length === 0) return { kind: 'ignore', reason: 'nothing-of-ours' };
  const files = known.flatMap(pinned);
  if (files.length < known.length) return refuse('config-removed');
  if (files.every((file) => facts.acceptedBlobs?.includes(file.blob))) return { kind: 'already-accepted', files };
  if (facts.unreadableConfig !== undefined && facts.unreadableConfig.length > 0) {
    const merged = facts.state === 'merged';
    return { kind: 'lint-failed', purpose: 'config', merged, files: facts.unreadableConfig };
  }

  const required = CONFIG_APPROVALS;
  const count = countApprovals(facts, required, policy);
  if (facts.state !== 'merged') {
    return count.missing.length > 0
      ? { kind: 'await-approval', purpose: 'config', required, remind: isReminderDue(facts, policy), ...count }
      : { kind: 'ready-to-merge', purpose: 'config', head: facts.head, approvers: count.approvers };
  }
  const { merge } = facts;
  if (merge === undefined) return refuse('unreadable');
  const paths = files.filter((file) => merge.blobs[file.path] !== file.blob).map((file) => file.path);
  if (paths.length > 0) return { kind: 'changed-since-approval', paths, because: OTHER_BYTES };
  if (count.missing.length > 0) return { kind: 'reject-config', required, ...count };
  return {
    kind: 'accept-config',
    mergeCommit: merge.commit,
    mergedAt: merge.mergedAt,
    files,
    overtaken: files.filter((file) => isOvertaken(file, merge.mergedAt, facts)).map((file) => file.path),
    approvers: count.approvers,
  };
}

/** A version merged later stays in force; one whose time cannot be read is not said to give way. */
function isOvertaken(file: ConfigFile, mergedAt: string, { inForceSince }: ChangeFacts): boolean {
  const since = inForceSince?.[file.content];
  return since !== undefined && Date.parse(since) > Date.parse(mergedAt);
}

function pinned(file: ChangedFile): readonly ConfigFile[] {
  const content = CONTENTS.get(file.path);
  const inPlace = file.status === 'added' || file.status === 'modified';
  return content === undefined || file.blob === undefined || !inPlace
    ? []
    : [{ path: file.path, blob: file.blob, content }];
}

const OTHER_BYTES = {
  en: 'the merge brought together two edits of the same file, and nobody approved the result: the accepted version stays in force; approve the file as it stands now in a new pull request',
  fr: "la fusion a réuni deux modifications du même fichier, et personne n'a approuvé le résultat : la version acceptée reste en vigueur ; faites approuver le fichier tel quel dans une nouvelle pull request",
};
