/** What only the records of runs and alerts tell: all that happened, what failed, which backups were made. */
export type AskedOfRuns = 'happened' | 'failed' | 'backups';

const happened =
  /\b(?:what (?:has |have )?(?:changed|happened)(?: here)?(?: (?:today|yesterday|tonight|lately|recently|overnight|last night|this (?:morning|week|afternoon)|since .+|over the weekend))?|(?:qu |que )?est ce qui (?:a change|se est passe)|quoi de neuf depuis|il se est passe quoi|ce qui (?:a change|se est passe)|recent (?:changes|runs|activity)|last (?:runs|changes)|(?:dernieres|dernier) (?:executions|changements|modifications)|changements recents)\b/;
const ranLast = /\b(?:(?:last|latest|previous) (?:run|execution|runbook)|derniere? (?:run|execution|runbook))\b/;
const failing = /\b(?:fail(?:ed|s)?|failing|failure|broke|echoue|echec|plante|rate|foire)\b/;
const backups =
  /^(?:[\w ]{0,30} )?(?:(?:show|list|see|which|what|any|montre|montre moi|liste|affiche|voir|quelles?|quels|are|is|do) (?:\w+ ){0,3})?(?:backups?|sauvegardes)(?: (?:are|is|ok|okay|good|fine|sont|bonnes?|a jour|recent|recentes?|have|do|we|there|exist|existent|on|a|avons|nous|t|il|y|ont|marche|marchent|passees?|reussies?|run|ran|last|night|cette|nuit|the|les))*$/;

/** What the words ask of the records; `text` is folded, with one space between words. */
export function askedOfRuns(text: string): AskedOfRuns | undefined {
  if (ranLast.test(text) && !/\b(?:rollback|roll back|again|retry|undo|annule|relance|cancel)\b/.test(text))
    return failing.test(text) ? 'failed' : 'happened';
  if (happened.test(text)) return 'happened';
  return backups.test(text) && asksOrLists.test(text) ? 'backups' : undefined;
}

const asksOrLists =
  /\b(?:show|list|see|which|what|any|montre|liste|affiche|voir|quelles?|quels|are|is|ok|sont|bonnes?|good|fine|there)\b/;
