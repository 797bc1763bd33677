import type { Language } from '../actions/action.js';
import type { DocumentPassage, FactPassage, PassageSource } from '../knowledge/passage.js';
import { inLanguage } from './in-language.js';
import { inline, inlineCode, link, quote } from './markdown.js';

export interface KnownPlace {
  /** Of the repository, as a browser shows it. */
  readonly webUrl: string;
  readonly commit: string;
}

/** What was found about a question, each with a link to where it stands; or that nothing was. */
export function renderPassages(
  passages: readonly (DocumentPassage | FactPassage)[],
  options: { readonly language: Language; readonly question: string; readonly place: KnownPlace },
): string {
  const { language, place } = options;
  if (passages.length === 0) return dontKnow(options);
  const facts = passages.flatMap((passage) =>
    'says' in passage
      ? [`- ${inline(passage.says[language])} · ${sourceLink(passage.source, passage.title, place)}`]
      : [],
  );
  const documents = passages.flatMap((passage) =>
    'says' in passage ? [] : [`${sourceLink(passage.source, passage.title, place)}\n\n${quote(passage.text)}`],
  );
  return [facts.join('\n'), ...documents].filter((part) => part !== '').join('\n\n');
}

function dontKnow({ language, question }: { readonly language: Language; readonly question: string }): string {
  return inLanguage(
    {
      en: `I don't know: I found nothing about ${inlineCode(question)} in this repository's documents (\`*.md\`), inventory, runbooks and runs. To let me look at the servers themselves, say what to look at:\n\n\`\`\`text\n/ops help\n\`\`\``,
      fr: `Je ne sais pas : je n'ai rien trouvé sur ${inlineCode(question)} dans les documents (\`*.md\`), l'inventaire, les runbooks et les exécutions de ce dépôt. Pour que je regarde les serveurs eux-mêmes, dites-moi quoi regarder :\n\n\`\`\`text\n/ops aide\n\`\`\``,
    },
    language,
  );
}

function sourceLink(source: PassageSource, title: string, { webUrl, commit }: KnownPlace): string {
  switch (source.kind) {
    case 'pull':
      return link(`#${source.number}`, `${webUrl}/pull/${source.number}`);
    case 'file': {
      const path = source.path.split('/').map(encodeURIComponent).join('/');
      const anchor = source.anchor === '' ? '' : `#${encodeURIComponent(source.anchor)}`;
      return link(title, `${webUrl}/blob/${commit}/${path}${anchor}`);
    }
    default:
      return source satisfies never;
  }
}
