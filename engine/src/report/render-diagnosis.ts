import type { Language, Localized } from '../actions/action.js';
import { findingLines, type ShownFinding } from './finding-lines.js';
import { fitSections } from './fit-sections.js';
import { details, prose } from './markdown.js';
import { proposalList, type ShownProposal } from './proposal-list.js';
import { outputBlock } from './server-output.js';

export interface Diagnosis {
  readonly language: Language;
  /** What is wrong, since when, and how that is known. */
  readonly message: Localized;
  readonly findings: readonly ShownFinding[];
  /** Log lines that show it, each block as the server printed it. */
  readonly evidence: readonly { readonly server: string; readonly source: string; readonly lines: string }[];
  readonly proposals: readonly ShownProposal[];
}

/** What is wrong, what was seen, and what could be done about it, numbered. */
export function renderDiagnosis(diagnosis: Diagnosis): string {
  const { language } = diagnosis;
  const text = TEXT[language];
  return fitSections(
    [
      { markdown: prose(diagnosis.message[language]) },
      ...diagnosis.evidence.map(({ server, source, lines }, index) => ({
        // The first block is what a person wants to read; the others open on demand.
        markdown: index === 0 ? outputBlock(lines) : details(`${server}: ${source}`, outputBlock(lines)),
        leaveOutAs: { en: `${source} of ${server}`, fr: `${source} de ${server}` },
      })),
      { markdown: proposalList(diagnosis.proposals, language) },
      { markdown: seen(diagnosis, text.seen), leaveOutAs: TEXT_OF_FINDINGS },
    ],
    language,
  );
}

function seen({ findings, language }: Diagnosis, title: string): string {
  return findings.length === 0 ? '' : details(title, findingLines(findings, language));
}

const TEXT = { en: { seen: 'What I looked at' }, fr: { seen: "Ce que j'ai regardé" } } as const;
const TEXT_OF_FINDINGS: Localized = { en: 'what I looked at', fr: "ce que j'ai regardé" };
