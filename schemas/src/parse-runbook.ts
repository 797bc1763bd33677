import { checkAgainstSchema, type SchemaCheck } from './check-against-schema.js';
import type { Runbook } from './generated/runbook.js';
import { InvalidFile } from './invalid-file.js';
import { loadSchema } from './load-schema.js';
import { readYamlFile, type YamlFile } from './yaml-file.js';

/** The one place where text becomes a Runbook. Throws only InvalidFile. */
export function parseRunbook(text: string, file: string): Runbook {
  return openRunbook(text, file).runbook;
}

/** As parseRunbook, and keeps the places of things in the text, for who checks further. Throws only InvalidFile. */
export function openRunbook(text: string, file: string): { readonly runbook: Runbook; readonly source: YamlFile } {
  const source = readYamlFile(text, file);
  const check = checkRunbook(source.value);
  if (!check.ok) {
    throw new InvalidFile(
      file,
      check.findings.map((finding) => source.place(finding)),
    );
  }
  return { runbook: check.value, source };
}

/** Whether a plain value, built rather than read, is a Runbook. */
export function checkRunbook(value: unknown): SchemaCheck<Runbook> {
  return checkAgainstSchema<Runbook>(loadSchema('runbook'), value);
}
