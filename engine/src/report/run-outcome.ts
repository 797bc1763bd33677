import type { Localized } from '../actions/action.js';

/** How a run ended. `unknown`: a person has to look, since it cannot be known whether a command ran. */
export type RunOutcome = 'succeeded' | 'failed' | 'rolled-back' | 'cancelled' | 'unknown' | 'refused';

export const OUTCOME_MARKS: Readonly<Record<RunOutcome, string>> = {
  succeeded: '✅',
  failed: '❌',
  'rolled-back': '↩️',
  cancelled: '⏹️',
  unknown: '❓',
  refused: '🚫',
};

export const OUTCOME_NAMES: Readonly<Record<RunOutcome, Localized>> = {
  succeeded: { en: 'Done', fr: "C'est fait" },
  failed: { en: 'Failed', fr: 'Échec' },
  'rolled-back': { en: 'Failed and undone', fr: 'Échec, tout a été annulé' },
  cancelled: { en: 'Cancelled', fr: 'Interrompu' },
  unknown: { en: 'Outcome unknown: please look', fr: 'Issue inconnue : une vérification est nécessaire' },
  refused: { en: 'Not run', fr: 'Non exécuté' },
};

/** How one step ended on one server. */
export type StepResultKind =
  | 'done'
  | 'already-so'
  | 'failed'
  | 'skipped'
  | 'not-run'
  | 'unknown'
  | 'undone'
  | 'undo-failed';

export const RESULT_NAMES: Readonly<Record<StepResultKind, Localized>> = {
  done: { en: 'done', fr: 'fait' },
  'already-so': { en: 'already so', fr: 'déjà fait' },
  failed: { en: '**failed**', fr: '**échec**' },
  skipped: { en: 'skipped', fr: 'sautée' },
  'not-run': { en: 'not run', fr: 'non exécutée' },
  unknown: { en: '**unknown**', fr: '**inconnu**' },
  undone: { en: 'undone', fr: 'annulée' },
  'undo-failed': { en: '**not undone**', fr: '**non annulée**' },
};

/** Results that a reader must not miss. */
export function needsAttention(result: StepResultKind): boolean {
  return result === 'failed' || result === 'unknown' || result === 'undo-failed';
}
