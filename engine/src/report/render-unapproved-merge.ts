import type { Language } from '../actions/action.js';
import type { ApprovalCount } from '../approval/count-approvals.js';
import { codeBlock, inline } from './markdown.js';
import { approvalLines } from './render-approval-status.js';

/** Says on a merged pull request that nothing runs, what was missing, and the two ways on. */
export function renderUnapprovedMerge(
  merge: ApprovalCount & {
    readonly language: Language;
    /** What to write on the issue to have it proposed again, as `/ops redémarre le site`. */
    readonly askAgain?: string;
  },
): string {
  const { language, missing, askAgain } = merge;
  const text = TEXT[language];
  return [
    `🚫 **${text.nothingRan}** ${text.missing}\n${missing.map((each) => `- ${inline(each[language])}`).join('\n')}`,
    approvalLines(merge, language),
    `**${text.next}** ${text.revert}${askAgain === undefined ? '' : ` ${text.again}\n\n${codeBlock(askAgain)}`}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const TEXT = {
  en: {
    nothingRan: 'Merged without the approval it needs, so I ran nothing.',
    missing: 'At the merge it lacked:',
    next: 'Next:',
    revert: 'take it back with the “Revert” button; the revert runs nothing either.',
    again: 'Or have it proposed again, for others to approve before the merge:',
  },
  fr: {
    nothingRan: "Fusionnée sans l'approbation nécessaire : je n'ai donc rien exécuté.",
    missing: 'Il manquait à la fusion :',
    next: 'Ensuite :',
    revert: "revenez en arrière avec le bouton « Revert » ; l'annulation n'exécute rien non plus.",
    again: "Ou faites-la proposer à nouveau, pour que d'autres l'approuvent avant la fusion :",
  },
} as const;
