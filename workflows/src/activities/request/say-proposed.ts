import { inline } from '@chatops-commander/engine/report/markdown';
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
