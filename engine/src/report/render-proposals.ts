import type { Language, Localized } from '../actions/action.js';
import { fitSections } from './fit-sections.js';
import { prose } from './markdown.js';
import { proposalList, type ShownProposal } from './proposal-list.js';

/** What could be done, numbered; nothing happens until one is chosen and, where it changes something, approved. */
export function renderProposals(offer: {
  readonly language: Language;
  readonly message: Localized;
  readonly proposals: readonly ShownProposal[];
}): string {
  const { language, message, proposals } = offer;
  return fitSections(
    [{ markdown: prose(message[language]) }, { markdown: proposalList(proposals, language) }],
    language,
  );
}
