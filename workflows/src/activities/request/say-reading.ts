import type { Localized } from '@chatops-commander/engine/actions/action';
import type { Finding } from '@chatops-commander/engine/planner/planner';
import { controller } from '../controller.js';

/** What the worker itself looked at is of no server. */
export const fromOutside = (finding: Finding): Omit<Finding, 'server'> & { readonly server: string | undefined } => ({
  ...finding,
  server: finding.server === controller ? undefined : finding.server,
});

/** What was read, in one sentence that does not wait for the list below it: whether anything is wrong, and where. */
export function sayReading(asked: Localized, findings: readonly Finding[]): Localized {
  const troubled = [...new Set(findings.filter((finding) => !finding.ok).map((finding) => finding.server))];
  const servers = new Set(findings.map((finding) => finding.server)).size;
  if (troubled.length === 0) {
    return {
      en: `${asked.en}\n\nNothing wrong on ${servers === 1 ? 'that server' : `these ${servers} servers`}.`,
      fr: `${asked.fr}\n\nRien d'anormal sur ${servers === 1 ? 'ce serveur' : `ces ${servers} serveurs`}.`,
    };
  }
  const names = troubled.slice(0, 10).join(', ');
  return {
    en: `${asked.en}\n\nWorth a look: ${names} (${troubled.length} of ${servers}).`,
    fr: `${asked.fr}\n\nÀ regarder : ${names} (${troubled.length} sur ${servers}).`,
  };
}

export const nothingRead = {
  en: 'No server was read: nothing matched.',
  fr: "Aucun serveur n'a été lu : rien ne correspond.",
};
export const checkTargets = {
  en: 'name a server, a service or a group of the inventory',
  fr: "nommez un serveur, un service ou un groupe de l'inventaire",
};
