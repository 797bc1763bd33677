import { inline, inlineCode } from '@chatops-commander/engine/report/markdown';
import type { StoredRequest } from './request-store.js';

/** What was understood, and the pull request that would do it. */
export function sayProposed(
  { language, plan }: Pick<StoredRequest, 'language' | 'plan'>,
  proposed: { readonly pull: number; readonly url: string },
): string {
  const link = `[#${proposed.pull}](${proposed.url})`;
  const next =
    language === 'fr'
      ? `Je le propose dans ${link} : relisez, approuvez, fusionnez, et je l'exécute.`
      : `I propose it in ${link}: review it, approve it, merge it, and I run it.`;
  return `${inline(plan?.message[language] ?? '')}\n\n${next}`;
}

/** What was understood, and the open pull request that would do just that. */
export function sayIdentical(
  { language, plan }: Pick<StoredRequest, 'language' | 'plan'>,
  identical: { readonly pull: number; readonly url: string; readonly login: string },
): string {
  const link = `[#${identical.pull}](${identical.url})`;
  const who = inlineCode(identical.login);
  const next =
    language === 'fr'
      ? `C'est déjà proposé dans ${link}, à la demande de ${who} : approuvez-la plutôt, je ne la propose pas deux fois.`
      : `It is proposed already in ${link}, for ${who}: approve that one, I do not propose it twice.`;
  return `${inline(plan?.message[language] ?? '')}\n\n${next}`;
}
