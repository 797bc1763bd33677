import type { Language, Localized } from '../actions/action.js';
import { fitSections } from './fit-sections.js';
import { prose } from './markdown.js';
import { proposalList, type ShownProposal } from './proposal-list.js';

/** The one thing that has to be known first, with its likely answers numbered. */
export function renderQuestion(question: {
  readonly language: Language;
  readonly message: Localized;
  readonly choices: readonly ShownProposal[];
}): string {
  const { language, message, choices } = question;
  return fitSections([{ markdown: prose(message[language]) }, { markdown: proposalList(choices, language) }], language);
}
