import type { Json, Localized, Outputs } from '../actions/action.js';
import type { PreviewedStep } from './step-preview.js';

/** What a review saw of one step on one server, as far as a run may count on it. Plain JSON. */
export interface GuardFacts {
  readonly server: string;
  readonly step: string;
  readonly facts: Outputs;
}
export interface GuardChange {
  readonly server: string;
  readonly step: string;
  readonly because: Localized;
}

/** The facts of a preview that must still hold when the run begins. */
export function guardFactsOf(steps: readonly PreviewedStep[]): readonly GuardFacts[] {
  return steps.flatMap(({ server, step, preview }) =>
    preview.kind === 'looked' && preview.guard !== undefined ? [{ server, step, facts: preview.guard }] : [],
  );
}

/**
 * What changed between two looks, as differences. A step that already is as asked needs nothing more. One that could not be
 * looked at again counts as changed: nobody knows that it is as the review saw it.
 */
export function guardChanges(reviewed: readonly GuardFacts[], now: readonly PreviewedStep[]): readonly GuardChange[] {
  return reviewed.flatMap(({ server, step, facts }) => {
    const looked = previewOf(now, { server, step });
    if (looked?.kind === 'failed') return [{ server, step, because: notSeenAgain(looked.because) }];
    if (looked?.kind !== 'looked' || looked.asAsked === true) return [];
    const seen = looked;
    const differences = differencesOf(facts, seen.guard);
    if (differences.length === 0) return [];
    const said = differences
      .map(([name, was]) => `${name} ${say(was)} → ${say(seen.guard?.[name] ?? null)}`)
      .join(', ');
    return [
      {
        server,
        step,
        because: {
          en: `this changed since the review: ${said}; nothing was run. Look at it, then propose the change again`,
          fr: `ceci a changé depuis la revue : ${said} ; rien n'a été exécuté. Regardez, puis proposez à nouveau le changement`,
        },
      },
    ];
  });
}

/** Those that are so now: what a later look shows differently was changed since. */
export function guardsThatHold(guards: readonly GuardFacts[], now: readonly PreviewedStep[]): readonly GuardFacts[] {
  return guards.filter((each) => {
    const seen = seenOf(now, each);
    return seen !== undefined && differencesOf(each.facts, seen.guard).length === 0;
  });
}

/**
 * What a file counts on after another one of its pull request ran: where all was so when that one began, what it left is
 * its own doing. Everything else stays as the review saw it, so that what others changed still stops the file.
 */
export function carryGuards(
  guards: readonly GuardFacts[],
  held: readonly GuardFacts[],
  left: readonly PreviewedStep[],
): readonly GuardFacts[] {
  return guards.map((guard) => {
    const { server, step } = guard;
    const seen = seenOf(left, guard);
    const wasSo = held.some((each) => each.server === server && each.step === step);
    return wasSo && seen?.guard !== undefined ? { server, step, facts: seen.guard } : guard;
  });
}

const notSeenAgain = ({ en, fr }: Localized): Localized => ({
  en: `what the review saw could not be looked at again: ${en}; nothing was run. Once it answers, run it again`,
  fr: `ce que la revue a vu n'a pas pu être regardé à nouveau : ${fr} ; rien n'a été exécuté. Une fois qu'il répond, relancez`,
});

const previewOf = (now: readonly PreviewedStep[], { server, step }: Pick<GuardFacts, 'server' | 'step'>) =>
  now.find((each) => each.server === server && each.step === step)?.preview;

function seenOf(now: readonly PreviewedStep[], at: Pick<GuardFacts, 'server' | 'step'>) {
  const seen = previewOf(now, at);
  return seen?.kind === 'looked' ? seen : undefined;
}

const differencesOf = (facts: Outputs, now: Outputs | undefined): readonly (readonly [string, Json])[] =>
  Object.entries(facts).filter(([name, was]) => !isSame(was, now?.[name] ?? null));

const isSame = (was: Json, is: Json): boolean => JSON.stringify(sorted(was)) === JSON.stringify(sorted(is));

/** jsonb keeps no order of keys. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}

const SHOWN = 40;

function say(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, 12)}…` : text;
}
