import { type Document, isAlias, isMap, isScalar, isSeq, type Pair } from 'yaml';
import { InvalidFile } from './invalid-file.js';
import { type Finding, formatPath, type Path, type Problem, told } from './problem.js';
import { rangeOf } from './range-of.js';
import { createTextLines, type TextLines } from './text-lines.js';
import { readYamlDocument, type TextProblem } from './yaml-document.js';
import { plainValueOf } from './yaml-value.js';

/** A file read into a plain value that still knows where each part of it stands. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  /** Gives a finding its place in the text; where its path leads nowhere, the nearest thing above it. */
  place(finding: Finding): Problem;
}

/** Reads one YAML 1.2 document that holds JSON values only. Throws InvalidFile. */
export function readYamlFile(text: string, file: string): YamlFile {
  const lines = createTextLines(text);
  const reading = readYamlDocument(text);
  if (reading.kind === 'invalid') throw new InvalidFile(file, placeAll(reading.problems, lines));
  const plain = plainValueOf(reading.document);
  if (plain.kind === 'invalid') throw new InvalidFile(file, placeAll(plain.problems, lines));

  return {
    file,
    value: plain.value,
    place: ({ code, path, part, message, hint, at, severity = 'error' }) => {
      const { start: from, end, written } = locate(reading.document, path, part);
      // an offset into the value holds in the file only where the value stands there as it is, without escapes
      const verbatim = at === undefined || written === undefined ? -1 : text.slice(from, end).indexOf(written);
      const start = verbatim < 0 ? from : Math.min(from + verbatim + (at ?? 0), Math.max(from, end - 1));
      return {
        code,
        severity,
        ...lines.positionAt(start),
        path: formatPath(path),
        ...told({ message, hint }),
        caret: lines.excerpt(start, end),
      };
    },
  };
}

function placeAll(problems: readonly TextProblem[], lines: TextLines): Problem[] {
  return problems.map(({ code, start, end, message, hint }) => ({
    code,
    severity: 'error',
    ...lines.positionAt(start),
    path: '',
    ...told({ message, hint }),
    caret: lines.excerpt(start, end),
  }));
}

interface Located {
  readonly start: number;
  readonly end: number;
  /** The value, when it is a text. */
  readonly written?: string;
}

function locate(document: Document.Parsed, path: Path, part: Finding['part']): Located {
  let node: unknown = document.contents;
  let key: unknown;
  for (const step of path) {
    const container = isAlias(node) ? node.resolve(document) : node;
    if (isSeq(container) && typeof step === 'number' && container.items[step] !== undefined) {
      key = undefined;
      node = container.items[step];
      continue;
    }
    const pair = isMap(container)
      ? container.items.find((candidate: Pair) => isScalar(candidate.key) && candidate.key.value === step)
      : undefined;
    if (pair === undefined) break;
    key = pair.key;
    node = pair.value ?? pair.key;
  }
  // A whole mapping is pointed at by its key, or by its first one: its range would underline everything below.
  if (isMap(node) || isSeq(node)) return rangeOf(key ?? firstOf(node) ?? node);
  if (part === 'key') return rangeOf(key ?? node);
  const range = rangeOf(node);
  return isScalar(node) && typeof node.value === 'string' ? { ...range, written: node.value } : range;
}

function firstOf(node: unknown): unknown {
  return isMap(node) && node.flow !== true ? node.items[0]?.key : undefined;
}
