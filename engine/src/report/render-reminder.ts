import type { Language } from '../actions/action.js';
import type { Askable } from '../approval/whom-to-ask.js';

/** Tells those whose approval is missing that somebody waits. This is the one text that is meant to notify people. */
export function renderReminder(
  { users, teams }: Askable,
  about: { readonly language: Language; readonly waited: string },
): string | undefined {
  // names as the policy's schema lets them be: nothing but letters, digits and dashes
  const names = [...users, ...teams].filter((name) => MENTIONABLE.test(name)).map((name) => `@${name}`);
  if (names.length === 0) return undefined;
  return about.language === 'fr'
    ? `⏰ ${names.join(' ')} : ce changement attend votre revue depuis plus de ${about.waited}. Approuvez-le, demandez des modifications, ou fermez la pull request.`
    : `⏰ ${names.join(' ')}: this change has waited for your review for more than ${about.waited}. Approve it, ask for changes, or close the pull request.`;
}

const MENTIONABLE = /^[A-Za-z0-9-]+(\/[A-Za-z0-9._-]+)?$/;
