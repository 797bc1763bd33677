import { pullRequestTitle } from '@chatops-commander/engine/report/change-names';
import { inlineCode, quote, table } from '@chatops-commander/engine/report/markdown';
import { optionalPull } from '@chatops-commander/engine/request/command-arguments';
import { openPull } from '../../activities/request/open-pull.js';
import { saveRequest } from '../../activities/request/save-request.js';
import { requestId } from '../../contract.js';
import { type Call, defineCommand } from '../command.js';
import type { CommandDeps } from '../command-deps.js';
import { type MergedUnrun, mergedUnrun } from '../merged-unrun.js';
import { say } from '../say.js';
import { type Reverting, revertingEdits } from './reverting-edits.js';
import * as words from './words.js';

/** Takes back a merge of which nothing ran. A file that leaves `changes/` runs nothing, and neither does one that comes back. */
export const revert = defineCommand({
  name: 'revert',
  usage: 'revert [#PULL]',
  spellings: ['revert', 'annule la fusion', 'défais la fusion', 'défaire la fusion'],
  meaning: {
    en: 'propose to take back a merge of which nothing ran',
    fr: "proposer de revenir sur une fusion dont rien n'a été exécuté",
  },
  needs: 'operator',
  read: ({ rest }) => optionalPull(rest),
  async answer({ pull: named }, call, deps) {
    const { situation } = call;
    const { language } = situation.request;
    const merged = await mergedUnrun(named, situation, deps);
    if ('because' in merged) return say(language, merged.because);
    const opened = await situation.client.pulls.ofBranch(branchOf(merged));
    if (opened?.state === 'open' && opened.author === situation.client.botLogin)
      return `${say(language, words.already)} [#${opened.number}](${opened.url})`;
    const reverting = await look(merged, call);
    if (reverting.edits.length === 0) return say(language, words.nothingStands);
    return await open(merged, reverting, opened === undefined, call, deps);
  },
});

/** One for each pull request, so that two who ask come to the same. */
const branchOf = ({ number }: MergedUnrun): string => `chatops/revert-${number}`;

async function look({ files, mergeBase }: MergedUnrun, { situation }: Call): Promise<Reverting> {
  const { contents } = situation.client;
  const { head } = await contents.defaultHead();
  const paths = new Set(files.flatMap(({ path, previousPath = path }) => [path, previousPath]));
  const now = new Map(
    await Promise.all([...paths].map(async (path) => [path, await contents.blobAt(head, path)] as const)),
  );
  const restores = files.some(({ status }) => status !== 'added');
  const before = new Map((restores ? await contents.list(mergeBase, '') : []).map((file) => [file.path, file]));
  return revertingEdits(files, {
    now: (path) => now.get(path),
    before(path) {
      const file = before.get(path);
      return file && { blob: file.blob, mode: file.mode };
    },
  });
}

async function open(
  merged: MergedUnrun,
  reverting: Reverting,
  first: boolean,
  { situation }: Call,
  deps: CommandDeps,
): Promise<string> {
  const { request, client, input } = situation;
  const { language, login } = request;
  const title = pullRequestTitle(words.title(merged.number, merged.title), language);
  // a branch whose pull request was closed is not opened behind the back of who closed it
  const branch = first
    ? branchOf(merged)
    : `${branchOf(merged)}-${input.source.kind === 'issue' ? 0 : input.source.id}`;
  const pull = await openPull(
    branch,
    { edits: reverting.edits, message: `${title}\n\nAsked for by ${login} in #${input.issue}. Runs nothing.\n` },
    { title, body: bodyOf(merged, reverting, situation) },
    client,
  );
  await saveRequest(situation, language, deps.store, { outcome: 'revert', pull: pull.number });
  await deps.records.audit.append({
    actor: login,
    kind: 'revert.proposed',
    subject: `${input.repository}#${pull.number}`,
    data: { of: merged.number, paths: reverting.edits.map(({ path }) => path) },
    key: `revert.proposed:${requestId(input)}`,
  });
  await deps.nudgeChange({ repository: input.repository, pull: pull.number });
  return `${say(language, words.opened)} [#${pull.number}](${pull.url})`;
}

function bodyOf(
  { number, mergeCommit }: MergedUnrun,
  { edits, left }: Reverting,
  { request, input }: Call['situation'],
) {
  const { language, login } = request;
  const { file, becomes, removed, restored, stays } = words.table[language];
  const rows = [
    ...edits.map((edit) => [inlineCode(edit.path), 'removed' in edit ? removed : restored]),
    ...left.map((path) => [inlineCode(path), `⚠️ ${stays}`]),
  ];
  return [
    `${words.what[language](number)} (${mergeCommit.slice(0, 12)})`,
    `${quote(request.words)}\n>\n> — ${inlineCode(login)}, #${input.issue}`,
    table([file, becomes], rows),
    words.next[language],
  ].join('\n\n');
}
