import { createHash } from 'node:crypto';
import type { Runbook } from '@chatops-commander/schemas';
import type { Language } from '../actions/action.js';
import { inLanguage } from './in-language.js';
import { clip, visibleText } from './visible-text.js';

/** The title of a change's pull request: the runbook's own, on one line, 120 characters at most. */
export function pullRequestTitle(title: Runbook['metadata']['title'], language: Language): string {
  return clip(visibleText(inLanguage(title, language)).replace(/\s+/g, ' ').trim(), 120);
}

/** The branch that a request's change is written to; the same for the same request, so that a retry finds it. */
export function branchName(requestId: string): string {
  return `chatops/${shortId(requestId)}`;
}

/**
 * Where a request's change is added, as in `changes/2026-01-10-site-restart-k3v9q2ma.yaml`. `askedAt` is when the
 * comment was written, as GitHub tells it; there is no clock in this, so that a retry comes to the same path.
 */
export function changePath(runbookName: string, requestId: string, askedAt?: string): string {
  const name = runbookName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  const day = /^\d{4}-\d{2}-\d{2}/.exec(askedAt ?? '')?.[0];
  return `changes/${[day, name, shortId(requestId)].filter((part) => part !== undefined && part !== '').join('-')}.yaml`;
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** Eight base32 characters of the id's digest: 40 bits, enough to tell the requests of one repository apart. */
function shortId(requestId: string): string {
  const digest = createHash('sha256').update(requestId).digest();
  return [...digest.subarray(0, 8)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
}
