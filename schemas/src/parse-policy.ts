import { checkAgainstSchema } from './check-against-schema.js';
import { findPolicyMistakes } from './find-policy-mistakes.js';
import type { Policy } from './generated/policy.js';
import { InvalidFile } from './invalid-file.js';
import { loadSchema } from './load-schema.js';
import { readYamlFile } from './yaml-file.js';

/** The one place where text becomes a Policy, as written and without defaults. Throws only InvalidFile. */
export function parsePolicy(text: string, file: string): Policy {
  const source = readYamlFile(text, file);
  const check = checkAgainstSchema<Policy>(loadSchema('policy'), source.value);
  const findings = check.ok ? findPolicyMistakes(check.value) : check.findings;
  if (!check.ok || findings.length > 0)
    throw new InvalidFile(
      file,
      findings.map((finding) => source.place(finding)),
    );
  return check.value;
}
