import { Composer, type CST, type Document, isScalar, Lexer, Parser } from 'yaml';
import type { ProblemCode } from './problem.js';
import type { Localized } from './localized.js';
import { explainSyntax } from './explain-syntax.js';

/** 256 KiB of UTF-8: what GitHub still shows, and far above any file that a person would review. */
export const largestFile = 256 * 1024;

/** Deeper than any of our formats; measured: 130,000 nested brackets abort the whole Node process inside `yaml`. */
const deepestNesting = 64;

/** A dense file of the largest size has about half of this; beyond it composing takes seconds. */
const mostLexemes = 200_000;

/** Something in the text of a file, between two offsets. */
export interface TextProblem {
  readonly code: ProblemCode;
  readonly start: number;
  readonly end: number;
  readonly message: Localized;
  readonly hint: Localized;
}

export type YamlReading =
  | { readonly kind: 'document'; readonly document: Document.Parsed }
  | { readonly kind: 'invalid'; readonly problems: readonly TextProblem[] };

/** One YAML 1.2 document from a text, in bounded time and memory whatever the text is. */
export function readYamlDocument(text: string): YamlReading {
  const unfit = unfitText(text);
  if (unfit !== undefined) return invalid(unfit);

  const tokens = tokenize(text);
  if (!Array.isArray(tokens)) return invalid(tokens);

  // Keys are compared by our own walk: the library's is quadratic in the number of keys.
  const composer = new Composer({
    uniqueKeys: false,
    logLevel: 'silent',
    version: '1.2',
    schema: 'core',
    merge: false,
  });
  const [document, second] = composer.compose(tokens, true, text.length);
  if (document === undefined) throw new Error('The YAML library returned no document; please report this file.');
  if (second !== undefined) return invalid(severalDocuments(second));
  if (document.directives.yaml.explicit === true || text.startsWith('%')) return invalid(directive);
  if (document.errors.length > 0) {
    return {
      kind: 'invalid',
      problems: document.errors.slice(0, 10).map((error) => ({
        code: 'yaml-syntax',
        start: error.pos[0],
        end: error.pos[1],
        ...explainSyntax(error),
      })),
    };
  }
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null))
    return invalid(emptyFile);
  return { kind: 'document', document };
}

const emptyFile: TextProblem = {
  code: 'empty-file',
  start: 0,
  end: 1,
  message: { en: 'the file says nothing', fr: 'le fichier ne dit rien' },
  hint: {
    en: 'Start with "apiVersion: chatops-commander/v1".',
    fr: 'Commencez par « apiVersion: chatops-commander/v1 ».',
  },
};

const split: Localized = { en: 'Split it into several files.', fr: 'Séparez-le en plusieurs fichiers.' };

function invalid(problem: TextProblem): YamlReading {
  return { kind: 'invalid', problems: [problem] };
}

function unfitText(text: string): TextProblem | undefined {
  const bytes = Buffer.byteLength(text);
  if (bytes > largestFile) {
    return {
      code: 'too-large',
      start: 0,
      end: 1,
      message: {
        en: `the file has ${bytes} bytes, and at most ${largestFile} are read`,
        fr: `le fichier a ${bytes} octets, et ${largestFile} au plus sont lus`,
      },
      hint: split,
    };
  }
  const control = /(?![\t\n\r])\p{Cc}/u.exec(text);
  if (control !== null)
    return character('not-text', control, {
      en: 'Remove it; a file is UTF-8 text.',
      fr: 'Retirez-le ; un fichier est un texte en UTF-8.',
    });
  // What a reviewer approves must be what is read: https://trojansource.codes (CVE-2021-42574).
  const hidden = /[\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f]|(?!^)\ufeff/.exec(text);
  if (hidden !== null)
    return character('hidden-character', hidden, {
      en: 'Remove it; it shows the text otherwise than it is read.',
      fr: "Retirez-le ; il montre le texte autrement qu'il n'est lu.",
    });
  return undefined;
}

function character(code: ProblemCode, match: RegExpExecArray, hint: Localized): TextProblem {
  const point = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return {
    code,
    start: match.index,
    end: match.index + 1,
    message: {
      en: `the character U+${point} does not belong here`,
      fr: `le caractère U+${point} n'a pas sa place ici`,
    },
    hint,
  };
}

/** The parser keeps its own stack, so that depth is known before anything recurses. */
function tokenize(text: string): CST.Token[] | TextProblem {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1;
    tokens.push(...parser.next(lexeme));
    const here = { start: parser.offset, end: parser.offset + 1 };
    if (parser.stack.length > deepestNesting) {
      return {
        ...here,
        code: 'too-deep',
        message: {
          en: `more than ${deepestNesting} levels of nesting`,
          fr: `plus de ${deepestNesting} niveaux d'imbrication`,
        },
        hint: { en: 'Flatten it.', fr: 'Aplatissez-le.' },
      };
    }
    if (lexemes > mostLexemes) {
      return {
        ...here,
        code: 'too-many-values',
        message: { en: 'too many values for one file', fr: 'trop de valeurs pour un fichier' },
        hint: split,
      };
    }
  }
  tokens.push(...parser.end());
  return tokens;
}

function severalDocuments(second: Document.Parsed): TextProblem {
  const start = second.range[0];
  return {
    code: 'several-documents',
    start,
    end: start + 3,
    message: { en: 'a second document starts here', fr: 'un deuxième document commence ici' },
    hint: { en: 'Write one document per file.', fr: 'Écrivez un document par fichier.' },
  };
}

const directive: TextProblem = {
  code: 'yaml-directive',
  start: 0,
  end: 1,
  message: {
    en: 'directives (%YAML, %TAG) are not accepted',
    fr: 'les directives (%YAML, %TAG) ne sont pas acceptées',
  },
  hint: { en: 'Remove the line; files are YAML 1.2.', fr: 'Retirez la ligne ; les fichiers sont en YAML 1.2.' },
};
