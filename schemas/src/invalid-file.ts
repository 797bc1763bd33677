import type { Problem } from './problem.js';

/** A file that cannot be used; every problem found is listed in the order of the text, with its place and the way out. */
export class InvalidFile extends Error {
  override readonly name = 'InvalidFile';
  readonly file: string;
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[], options?: ErrorOptions) {
    const inOrder = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
    super(inOrder.map((problem) => renderProblem(file, problem)).join('\n'), options);
    this.file = file;
    this.problems = inOrder;
  }
}

/** One problem for a terminal: place and reason, the line with a caret, the hint. */
export function renderProblem(file: string, problem: Problem): string {
  const place = `${file}:${problem.line}:${problem.column}`;
  const lines = [`${place} ${problem.severity} ${problem.code}: ${problem.message}`];
  if (problem.caret !== undefined) lines.push(problem.caret);
  if (problem.hint !== '') lines.push(`  ${problem.hint}`);
  return lines.join('\n');
}
