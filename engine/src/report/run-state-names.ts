import type { Localized } from '../actions/action.js';
import type { RunState } from '../records/run-row.js';

/** Where a run stands, as the word that people read. The English ones are also what the records and the CLI call it. */
export const RUN_STATE_NAMES: Readonly<Record<RunState, Localized>> = {
  registered: { en: 'registered', fr: 'enregistrée' },
  waiting: { en: 'waiting', fr: 'en attente' },
  running: { en: 'running', fr: 'en cours' },
  paused: { en: 'paused', fr: 'en pause' },
  'rolling-back': { en: 'rolling-back', fr: "en cours d'annulation" },
  succeeded: { en: 'succeeded', fr: 'réussie' },
  failed: { en: 'failed', fr: 'en échec' },
  'rolled-back': { en: 'rolled-back', fr: 'annulée' },
  cancelled: { en: 'cancelled', fr: 'interrompue' },
  unknown: { en: 'unknown', fr: 'issue inconnue' },
  refused: { en: 'refused', fr: 'refusée' },
};
