import type { Language } from '../actions/action.js';
import type { ApprovalCount } from '../approval/count-approvals.js';
import { codeBlock, inline } from './markdown.js';
import { approvalLines } from './render-approval-status.js';

/** Says on a merged pull request that nothing runs, what was missing, and the two pull requests that I open when asked. */
export function renderUnapprovedMerge(merge: ApprovalCount & { readonly language: Language }): string {
  const { language, missing } = merge;
  const text = TEXT[language];
  return [
    `🚫 **${text.nothingRan}** ${text.missing}\n${missing.map((each) => `- ${inline(each[language])}`).join('\n')}`,
    approvalLines(merge, language),
    sayWaysOn(language),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** How to go on from a merge of which nothing ran: each of the two words opens a pull request. */
export function sayWaysOn(language: Language): string {
  const text = TEXT[language];
  return [`**${text.next}** ${text.again}`, codeBlock('/ops again'), text.revert, codeBlock('/ops revert')].join(
    '\n\n',
  );
}

const TEXT = {
  en: {
    nothingRan: 'Merged without the approval it needs, so I ran nothing.',
    missing: 'At the merge it lacked:',
    next: 'Next:',
    again: 'for a pull request that proposes the same anew, to be approved before its merge, answer here:',
    revert: 'For one that takes this merge back, and runs nothing:',
  },
  fr: {
    nothingRan: "Fusionnée sans l'approbation nécessaire : je n'ai donc rien exécuté.",
    missing: 'Il manquait à la fusion :',
    next: 'Ensuite :',
    again: 'pour une pull request qui propose la même chose, à approuver avant sa fusion, répondez ici :',
    revert: "Pour une autre qui revient sur cette fusion, et n'exécute rien :",
  },
} as const;
