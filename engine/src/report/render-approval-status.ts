import type { Language } from '../actions/action.js';
import type { ApprovalCount } from '../approval/count-approvals.js';
import type { RequiredApprovals } from '../approval/required-approvals.js';
import { inline, inlineCode } from './markdown.js';

/** Where the approvals of a head stand: what is missing, who approved, and whose approval was not counted and why. */
export function renderApprovalStatus(
  status: ApprovalCount & {
    readonly language: Language;
    readonly head: string;
    readonly required: Pick<RequiredApprovals, 'rules'>;
  },
): string {
  const { language, missing, oneApprovalShort } = status;
  const text = TEXT[language];
  const head = inlineCode(status.head.slice(0, 7));
  return [
    missing.length === 0
      ? `👍 ${text.approved(head)}`
      : `✋ ${text.missing(head)}\n${missing.map((each) => `- ${inline(each[language])}`).join('\n')}`,
    oneApprovalShort ? text.mergeIsEnough : '',
    status.required.rules.length === 0 ? '' : `${text.rules} ${status.required.rules.map(inlineCode).join(', ')}`,
    approvalLines(status, language),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Who approved, and who tried, each with the reason; empty when nobody did. */
export function approvalLines(
  { approvers, rejected }: Pick<ApprovalCount, 'approvers' | 'rejected'>,
  language: Language,
): string {
  const text = TEXT[language];
  return [
    ...approvers.map((each) => `- ✓ ${inlineCode(each.login)} ${text[each.by]}${ownerOf(each, language)}`),
    ...rejected.slice(0, 20).map((each) => `- ✗ ${inlineCode(each.login)} ${inline(each.because[language])}`),
  ].join('\n');
}

function ownerOf({ asOwnerOf = [] }: ApprovalCount['approvers'][number], language: Language): string {
  if (asOwnerOf.length === 0) return '';
  return `, ${TEXT[language].owner} ${asOwnerOf.slice(0, 5).map(inlineCode).join(', ')}${asOwnerOf.length > 5 ? ' …' : ''}`;
}

const TEXT = {
  en: {
    approved: (head: string) => `${head} has the approvals it needs.`,
    missing: (head: string) => `What ${head} still needs:`,
    mergeIsEnough: 'A merge by one of them is enough, too.',
    rules: 'Rules of the policy that ask for more:',
    owner: 'as an owner of',
    review: 'approved',
    merge: 'approved by merging',
  },
  fr: {
    approved: (head: string) => `${head} a les approbations nécessaires.`,
    missing: (head: string) => `Ce qu'il manque encore à ${head} :`,
    mergeIsEnough: "Une fusion par l'une de ces personnes suffit aussi.",
    rules: 'Règles de la politique qui en demandent plus :',
    owner: 'comme propriétaire de',
    review: 'a approuvé',
    merge: 'a approuvé en fusionnant',
  },
} as const;
