import { Composer, type CST, type Document, isScalar, Lexer, Parser } from 'yaml';
import type { ProblemCode } from './problem.js';

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
  readonly message: string;
  readonly hint: string;
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
        message: error.message,
        hint: syntaxHints[error.code] ?? 'Check indentation, quotes and brackets around this place.',
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
  message: 'the file says nothing',
  hint: 'Start with "apiVersion: chatops-commander/v1".',
};

const syntaxHints: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'Indent with spaces.',
  BAD_ALIAS: 'Write the value out in full.',
  BLOCK_AS_IMPLICIT_KEY: 'Put the value in quotes if it contains ": ".',
  MULTILINE_IMPLICIT_KEY: 'A key stands on one line and ends in ":".',
  BAD_SCALAR_START: 'Put the value in quotes.',
};

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
      message: `the file has ${bytes} bytes, and at most ${largestFile} are read`,
      hint: 'Split it into several files.',
    };
  }
  const control = /(?![\t\n\r])\p{Cc}/u.exec(text);
  if (control !== null) return character('not-text', control, 'Remove it; a file is UTF-8 text.');
  // What a reviewer approves must be what is read: https://trojansource.codes (CVE-2021-42574).
  const hidden = /[\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f]|(?!^)\ufeff/.exec(text);
  if (hidden !== null)
    return character('hidden-character', hidden, 'Remove it; it shows the text otherwise than it is read.');
  return undefined;
}

function character(code: ProblemCode, match: RegExpExecArray, hint: string): TextProblem {
  const point = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return {
    code,
    start: match.index,
    end: match.index + 1,
    message: `the character U+${point} does not belong here`,
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
        message: `more than ${deepestNesting} levels of nesting`,
        hint: 'Flatten it.',
      };
    }
    if (lexemes > mostLexemes) {
      return {
        ...here,
        code: 'too-many-values',
        message: 'too many values for one file',
        hint: 'Split it into several files.',
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
    message: 'a second document starts here',
    hint: 'Write one document per file.',
  };
}

const directive: TextProblem = {
  code: 'yaml-directive',
  start: 0,
  end: 1,
  message: 'directives (%YAML, %TAG) are not accepted',
  hint: 'Remove the line; files are YAML 1.2.',
};
