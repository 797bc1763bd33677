import { canonicalJson } from '../records/canonical-json.js';

/** What the signature is for: one made for git or for another tool starts nothing. */
export const emergencyNamespace = 'chatops-emergency';
/** Stands where a pull request's number stands. */
export const noPull = 0;

/** What an admin signs: this file, now, for this repository, for this reason. */
export interface EmergencyStatement {
  readonly repository: string;
  readonly path: string;
  /** git blob id of the file's bytes. */
  readonly blob: string;
  readonly reason: string;
  /** GitHub login. */
  readonly by: string;
  /** ISO 8601; when it was signed. */
  readonly at: string;
}
/** A file that an admin runs while GitHub is away, with the signature that stands in for approval and merge. */
export interface EmergencyRun extends EmergencyStatement {
  readonly content: string;
  /** As `ssh-keygen -Y sign` prints it. */
  readonly signature: string;
}

/** The very text that is signed: one statement, one text. */
export function statementText({ repository, path, blob, reason, by, at }: EmergencyStatement): string {
  return `${canonicalJson({ purpose: emergencyNamespace, repository, path, blob, reason, by, at })}\n`;
}
