import type { Language, Localized } from '../actions/action.js';
import { inline } from './markdown.js';

const mostNotices = 8;

/** What a reader has to know besides, one line each; empty when there is nothing. */
export function renderNotices(notices: readonly Localized[] | undefined, language: Language): string {
  const lines = [...new Set((notices ?? []).map((notice) => inline(notice[language])))];
  return lines
    .slice(0, mostNotices)
    .map((line) => `- ⚠️ ${line}`)
    .join('\n');
}

/** A comment with its notices under it. */
export function withNotices(markdown: string, notices: readonly Localized[] | undefined, language: Language): string {
  const rendered = renderNotices(notices, language);
  return rendered === '' ? markdown : `${markdown}\n\n${rendered}`;
}
