import type { Compare } from './git/compare.js';
import type { GitRepository } from './git/git-repository.js';
import type { Merger } from './git/merge.js';
import { isoSeconds } from './git/parse-objects.js';
import { isJsonObject, type JsonObject, numberAt, objectAt, textAt } from './json-object.js';
import { webFlowSignature } from './people.js';
import type { PullRecord, PullRecords } from './pull-records.js';

export interface PullPresentation {
  /** As a list shows it: without `merged`, `mergeable`, `merged_by` and the counts, which GitHub gives on one alone. */
  brief(pull: JsonObject): Promise<JsonObject>;
  full(pull: JsonObject): Promise<JsonObject>;
}

export interface PullPresentationDeps {
  readonly git: Pick<GitRepository, 'writeCommit'>;
  readonly records: Pick<PullRecords, 'observe'>;
  readonly compare: Compare;
  readonly merger: Pick<Merger, 'mergeTrees'>;
}

interface Mergeability {
  readonly mergeable: boolean;
  /** Of merging now, as GitHub shows in `merge_commit_sha` before the merge. */
  readonly testMerge: string | null;
}

const onlyOnOne = [
  'merged',
  'mergeable',
  'mergeable_state',
  'rebaseable',
  'merged_by',
  'comments',
  'review_comments',
  'maintainer_can_modify',
  'commits',
  'additions',
  'deletions',
  'changed_files',
];

/** Shows the emulator's pull requests with git's truth: heads, mergeability, merge commit and counts. */
export function createPullPresentation({ git, records, compare, merger }: PullPresentationDeps): PullPresentation {
  const mergeabilities = new Map<string, Promise<Mergeability>>();

  const mergeability = (record: PullRecord): Promise<Mergeability> => {
    const key = `${record.base}...${record.head}`;
    const found = mergeabilities.get(key) ?? testMerge(record);
    mergeabilities.set(key, found);
    found.catch(() => mergeabilities.delete(key));
    return found;
  };

  const testMerge = async ({ base, head, baseRef }: PullRecord): Promise<Mergeability> => {
    const merged = await merger.mergeTrees(base, head);
    if (merged.kind === 'conflict') return { mergeable: false, testMerge: null };
    const signature = webFlowSignature();
    const message = `Merge ${head} into ${base} (${baseRef})`;
    const parts = { tree: merged.tree, parents: [base, head], author: signature, committer: signature, message };
    return { mergeable: true, testMerge: await git.writeCommit(parts) };
  };

  const withHeads = (pull: JsonObject, record: PullRecord): JsonObject => ({
    ...pull,
    head: { ...objectAt(pull, 'head'), sha: record.head },
    base: { ...objectAt(pull, 'base'), sha: record.base },
    updated_at: latest(textAt(pull, 'updated_at'), record.touchedAt),
    merge_commit_sha: record.mergeCommit ?? null,
  });

  return {
    async brief(pull) {
      const record = await records.observe(pull);
      if (record === undefined) return pull;
      const shown = withHeads(pull, record);
      return Object.fromEntries(Object.entries(shown).filter(([key]) => !onlyOnOne.includes(key)));
    },
    async full(pull) {
      const record = await records.observe(pull);
      if (record === undefined) return pull;
      const [comparison, test] = await Promise.all([
        compare(record.base, record.head),
        record.state === 'open' ? mergeability(record) : undefined,
      ]);
      const sum = (of: 'additions' | 'deletions') =>
        comparison?.files.reduce((total, file) => total + file[of], 0) ?? 0;
      return {
        ...withHeads(pull, record),
        merge_commit_sha: record.mergeCommit ?? test?.testMerge ?? null,
        merged: record.state === 'merged',
        mergeable: test?.mergeable ?? null,
        rebaseable: test?.mergeable ?? null,
        mergeable_state: stateOf(test, pull.draft === true),
        commits: comparison?.ahead.length ?? 0,
        additions: sum('additions'),
        deletions: sum('deletions'),
        changed_files: comparison?.files.length ?? 0,
      };
    },
  };
}

function stateOf(test: Mergeability | undefined, draft: boolean): string {
  if (test === undefined) return 'unknown';
  if (!test.mergeable) return 'dirty';
  return draft ? 'draft' : 'clean';
}

function latest(updatedAt: string | undefined, touchedAt: number): string {
  return isoSeconds(new Date(Math.max(Date.parse(updatedAt ?? '') || 0, touchedAt)));
}

/** A pull request as the issues API shows it. */
export function issueOfPull(pull: JsonObject, address: { readonly apiUrl: string }): JsonObject {
  const number = numberAt(pull, 'number');
  const url = `${address.apiUrl}/issues/${number}`;
  const same = [
    'html_url',
    'node_id',
    'number',
    'title',
    'user',
    'labels',
    'state',
    'locked',
    'assignee',
    'assignees',
    'milestone',
  ];
  const rest = ['comments', 'created_at', 'updated_at', 'closed_at', 'body', 'author_association', 'draft'];
  const pick = (keys: readonly string[]) =>
    Object.fromEntries(keys.filter((key) => key in pull).map((key) => [key, pull[key]]));
  return {
    url,
    // One repository, numbered from 1: the emulator's row of the issue behind a pull request has its number for an id.
    id: number,
    repository_url: address.apiUrl,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    ...pick(same),
    state_reason: null,
    ...pick(rest),
    performed_via_github_app: null,
    pull_request: {
      url: pull.url,
      html_url: pull.html_url,
      diff_url: pull.diff_url,
      patch_url: pull.patch_url,
      merged_at: pull.merged_at ?? null,
    },
    reactions: isJsonObject(pull.reactions) ? pull.reactions : {},
  };
}
