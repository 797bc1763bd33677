import type { Language, Localized, Risk } from '../actions/action.js';
import { inline, inlineCode } from './markdown.js';
import { RISK_MARKS, RISK_NAMES } from './say-risk.js';

/** A choice as it is shown; its number is its place. */
export interface ShownProposal {
  readonly title: Localized;
  readonly effect: Localized;
  readonly risk: Risk;
  readonly servers: readonly string[];
}

/** Numbered choices with effect and risk, and how to answer. Empty when there are none. */
export function proposalList(proposals: readonly ShownProposal[], language: Language): string {
  if (proposals.length === 0) return '';
  const text = TEXT[language];
  const items = proposals.map((proposal, index) => {
    const servers = proposal.servers.slice(0, 8).map(inlineCode).join(' ');
    const others = proposal.servers.length > 8 ? ` +${proposal.servers.length - 8}` : '';
    const where = servers === '' ? '' : ` · ${servers}${others}`;
    const risk = `${RISK_MARKS[proposal.risk]} ${text.risk} ${RISK_NAMES[proposal.risk][language]}`;
    return `${index + 1}. **${inline(proposal.title[language])}** · ${risk}${where}\n   ${inline(proposal.effect[language])}`;
  });
  return `${items.join('\n')}\n\n${text.answer(proposals.length)}`;
}

const TEXT = {
  en: {
    risk: 'risk',
    answer: (count: number) =>
      count === 1 ? 'Answer with `1` and I prepare it.' : `Answer with \`1\` to \`${count}\` and I prepare it.`,
  },
  fr: {
    risk: 'risque',
    answer: (count: number) =>
      count === 1
        ? 'Répondez `1` et je prépare la suite.'
        : `Répondez par un numéro, de \`1\` à \`${count}\`, et je prépare la suite.`,
  },
} as const;
