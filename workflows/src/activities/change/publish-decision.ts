import type { Language } from '@chatops-commander/engine/actions/action';
import { fitSections } from '@chatops-commander/engine/report/fit-sections';
import { renderDecision } from '@chatops-commander/engine/report/render-decision';
import { renderLoosened } from '@chatops-commander/engine/report/render-loosened';
import { renderWordsNow } from '@chatops-commander/engine/report/render-words-now';
import { collapseComment, publishComment } from '../publish-comment.js';
import { checksOf } from './checks-of.js';
import type { Look } from './look-at-change.js';

/** Says on the pull request what a look came to: one living comment, and the checks of its head. */
export async function publishDecision(
  look: Look,
  origin: { readonly language: Language; readonly words: string } | undefined,
): Promise<void> {
  const { decision, read, client, input } = look;
  const language = origin?.language ?? 'en';
  const { head } = read.facts;
  const markdown = joined(language, [
    renderDecision(decision, { language, head }),
    read.facts.state === 'open' && decision.kind !== 'ignore' ? renderLoosened(read.others, language) : undefined,
    look.words === 'as-asked' || origin === undefined ? undefined : renderWordsNow(look.words, origin),
  ]);
  await Promise.all([
    ...checksOf(look, markdown, language).map((check) => client.checks.publish(check)),
    ...(markdown === undefined
      ? [foldOnceMerged(look, language)]
      : [
          publishComment(client.comments, client.botLogin, {
            issue: input.pull,
            kind: 'approval',
            id: String(input.pull),
            markdown,
            // what became of a merge is no edit of what was said before it
            ...(read.facts.state === 'merged' ? { noticed: { before: beforeMerge[language] } } : {}),
          }),
        ]),
  ]);
}

function joined(language: Language, parts: readonly (string | undefined)[]): string | undefined {
  const said = parts.filter((part) => part !== undefined);
  return said.length === 0
    ? undefined
    : fitSections(
        said.map((markdown) => ({ markdown })),
        language,
      );
}

/** What an open pull request lacked is over once its merge does what it says. */
async function foldOnceMerged({ read, client, input }: Look, language: Language): Promise<void> {
  if (read.facts.state !== 'merged') return;
  const summary = beforeMerge[language];
  await collapseComment(client.comments, client.botLogin, {
    issue: input.pull,
    kind: 'approval',
    id: String(input.pull),
    summary,
  });
}

const beforeMerge = { en: 'Before the merge', fr: 'Avant la fusion' } as const;
