import type { Localized } from './localized.js';

/**
 * Every code that a problem of a file can have. They are published by `chatops lint --json`: add, don't rename.
 * The first two groups are found here, when text becomes a value; the last is found by the engine's linter.
 */
export const problemCodes = [
  // the text
  'too-large',
  'not-text',
  'hidden-character',
  'empty-file',
  'yaml-syntax',
  'several-documents',
  'yaml-directive',
  'yaml-tag',
  'duplicate-key',
  'merge-key',
  'bad-key',
  'too-many-aliases',
  'too-deep',
  'too-many-values',
  'inexact-number',
  // the value
  'unknown-key',
  'missing-key',
  'wrong-type',
  'wrong-value',
  'bad-format',
  'bad-name',
  'out-of-bounds',
  'unknown-reference',
  'reference-loop',
  'too-wide',
  // the meaning
  'unknown-action',
  'unknown-server',
  'unknown-service',
  'unknown-step',
  'unknown-input',
  'unbound-input',
  'unresolved-template',
  'duplicate-id',
  'no-steps',
  'no-targets',
  'targets-not-named',
  'not-in-a-change',
  'wrong-place',
  'forbidden-address',
  'not-supported-yet',
  'bad-condition',
  'not-bindable',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** What is wrong in a file, where, and the way out. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: 'error' | 'warning';
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  /** As in `spec.steps[0].with.service`; empty for the file itself. */
  readonly path: string;
  readonly message: string;
  readonly hint: string;
  /** The same in French. */
  readonly fr: { readonly message: string; readonly hint: string };
  /** The line of the file and, under it, a caret where the problem is. */
  readonly caret?: string;
}

/** What is wrong and the way out, as a problem tells them. */
export const told = ({
  message,
  hint,
}: Pick<Finding, 'message' | 'hint'>): Pick<Problem, 'message' | 'hint' | 'fr'> => ({
  message: message.en,
  hint: hint.en,
  fr: { message: message.fr, hint: hint.fr },
});

/** What is wrong and the way out, in the language of whoever reads it. */
export const toldIn = (language: 'en' | 'fr', { message, hint, fr }: Pick<Problem, 'message' | 'hint' | 'fr'>) =>
  language === 'fr' ? fr : { message, hint };

/** Keys and indices that lead to a value. */
export type Path = readonly (string | number)[];

/** A problem before it is placed in the text of a file. */
export interface Finding {
  readonly code: ProblemCode;
  readonly path: Path;
  /** Whether the key of the last element of `path` is meant, or its value. */
  readonly part: 'key' | 'value';
  readonly message: Localized;
  readonly hint: Localized;
  /** Offset within the text of the value, where the problem is in one place of it. */
  readonly at?: number;
  /** An error unless said otherwise. */
  readonly severity?: Problem['severity'];
}

/** A path the way people write it: `spec.steps[0].with["x y"]`. */
export function formatPath(path: Path): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      if (!/^[A-Za-z0-9_@-]+$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}
