import type { MergeFacts } from '@chatops-commander/engine/approval/change-facts';
import type { ComparedFile } from '../../github/contents.js';
import type { PullRequest } from '../../github/pulls.js';
import type { RepositoryClient } from '../../github/repository-client.js';
import type { StandingReader } from './read-people.js';

const isOurs = ({ path }: ComparedFile): boolean => path.startsWith('changes/') || path.startsWith('.chatops/');

/** What stands at a merge commit in the place of each file of ours, and who merged. */
export async function readMerge(
  merge: NonNullable<PullRequest['merge']>,
  files: readonly ComparedFile[],
  { contents }: { readonly contents: Pick<RepositoryClient['contents'], 'blobAt'> },
  standing: StandingReader,
): Promise<MergeFacts> {
  const blobs = await Promise.all(
    files.filter(isOurs).map(async (file) => [file.path, await contents.blobAt(merge.commit, file.path)] as const),
  );
  return {
    commit: merge.commit,
    mergedAt: merge.at,
    mergedBy: { ...merge.by, ...(await standing(merge.by.login)) },
    blobs: Object.fromEntries(blobs),
  };
}
