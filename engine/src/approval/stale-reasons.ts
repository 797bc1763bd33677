import { type Policy, parseDuration } from '@chatops-commander/schemas';
import type { Localized } from '../actions/action.js';
import type { PinnedFile, StaleReason } from './change-decision.js';
import type { ChangeFacts } from './change-facts.js';
import { listInWords } from './list-in-words.js';

const DEFAULT_MAX_AGE = '24h';

/** Why an approved change asks before it runs: its merge is old or older than the installation, or its content ran before. */
export function staleReasons(
  facts: Pick<ChangeFacts, 'pull' | 'runs' | 'now' | 'installedAt'>,
  merge: { readonly mergedAt: string; readonly files: readonly PinnedFile[] },
  policy: Policy,
): readonly StaleReason[] {
  const mergedAt = Date.parse(merge.mergedAt);
  const maxAge = parseDuration(policy.limits?.maxAge ?? DEFAULT_MAX_AGE);
  // Written so that a time that cannot be read asks, too.
  const young = Date.parse(facts.now) - mergedAt <= maxAge;
  const afterInstallation = mergedAt >= Date.parse(facts.installedAt);
  const blobs = new Set(merge.files.map((file) => file.blob));
  const ranBefore = facts.runs.some((run) => run.pull !== facts.pull && blobs.has(run.blob));
  return [
    ...(young ? [] : (['old-merge'] as const)),
    ...(afterInstallation ? [] : (['before-installation'] as const)),
    ...(ranBefore ? (['ran-before'] as const) : []),
  ];
}

/** The reasons as one phrase that completes "I ask before I run it, because …". */
export function staleBecause(reasons: readonly StaleReason[], policy: Policy): Localized {
  const maxAge = policy.limits?.maxAge ?? DEFAULT_MAX_AGE;
  const phrases: Readonly<Record<StaleReason, Localized>> = {
    'old-merge': { en: `the merge is older than ${maxAge}`, fr: `la fusion date de plus de ${maxAge}` },
    'before-installation': { en: 'it was merged before I was installed', fr: 'la fusion précède mon installation' },
    'ran-before': { en: 'the same content ran before', fr: 'le même contenu a déjà été exécuté' },
  };
  return listInWords(
    reasons.map((reason) => phrases[reason]),
    'and',
  );
}
