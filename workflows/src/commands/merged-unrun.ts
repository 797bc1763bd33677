import type { Localized } from '@chatops-commander/engine/actions/action';
import type { Situation } from '../activities/request/situation.js';
import type { ComparedFile } from '../github/contents.js';
import { isStatus } from '../github/status.js';
import type { CommandDeps } from './command-deps.js';

/** A pull request that was merged and of which nothing ran: for want of approvals, or because nothing in it could. */
export interface MergedUnrun {
  readonly number: number;
  readonly title: string;
  readonly mergeCommit: string;
  /** Where its branch began: what stood there before. */
  readonly mergeBase: string;
  readonly files: readonly ComparedFile[];
}

/** The pull request of this number, or the one where it is said. */
export async function mergedUnrun(
  named: number | undefined,
  { input, client }: Pick<Situation, 'input' | 'client'>,
  { records }: { readonly records: { readonly runs: Pick<CommandDeps['records']['runs'], 'runsOfPull'> } },
): Promise<MergedUnrun | { readonly because: Localized }> {
  const number = named ?? input.issue;
  const issue = await client.comments.issue(number).catch((error: unknown) => {
    if (isStatus(error, 404, 410)) return undefined;
    throw error;
  });
  if (issue?.isPullRequest !== true) return { because: whichPull };
  const pull = await client.pulls.pull(number);
  if (pull.merge === undefined) return { because: pull.state === 'open' ? stillOpen : closedUnmerged };
  const [run] = await records.runs.runsOfPull(input.repository, number);
  if (run !== undefined) return { because: ran(run.id) };
  const base = await client.contents.firstParent(pull.merge.commit);
  const { files, mergeBase } = await client.contents.compare(base, pull.head);
  return { number, title: issue.title, mergeCommit: pull.merge.commit, mergeBase, files };
}

const whichPull: Localized = {
  en: 'Say it on the pull request, or name it: `/ops revert #12`.',
  fr: 'Dites-le sur la pull request, ou nommez-la : `/ops revert #12`.',
};
const stillOpen: Localized = {
  en: 'This pull request is not merged, so there is nothing to take back: close it to drop it.',
  fr: "Cette pull request n'est pas fusionnée, il n'y a donc rien à reprendre : fermez-la pour y renoncer.",
};
const closedUnmerged: Localized = {
  en: 'This pull request was closed without a merge: nothing of it is on the default branch. Open it again to have it judged.',
  fr: "Cette pull request a été fermée sans fusion : rien n'en est sur la branche par défaut. Rouvrez-la pour qu'elle soit jugée.",
};
const ran = (run: string): Localized => ({
  en: `This one was run. Taking its file back would undo nothing on any server; to undo what it did: \`/ops rollback ${run}\``,
  fr: `Celle-ci a été exécutée. Retirer son fichier n'annulerait rien sur les serveurs ; pour annuler ce qu'elle a fait : \`/ops rollback ${run}\``,
});
