import type { RunRow, RunState } from '../records/run-row.js';
import { joinNames } from './join-names.js';
import type { FactPassage } from './passage.js';

const states: Readonly<Record<RunState, { readonly en: string; readonly fr: string }>> = {
  registered: { en: 'not started yet', fr: 'pas encore commencée' },
  waiting: { en: 'waiting for a lock', fr: "en attente d'un verrou" },
  running: { en: 'going on', fr: 'en cours' },
  paused: { en: 'paused', fr: 'en pause' },
  'rolling-back': { en: 'going back', fr: 'en retour arrière' },
  succeeded: { en: 'succeeded', fr: 'réussie' },
  failed: { en: 'failed', fr: 'échouée' },
  'rolled-back': { en: 'rolled back', fr: 'annulée par un retour arrière' },
  cancelled: { en: 'cancelled', fr: 'interrompue' },
  unknown: { en: 'ended without anybody knowing how', fr: 'finie sans que personne sache comment' },
  refused: { en: 'refused', fr: 'refusée' },
};

/** Runs as they are on record, in the order given: newest first wins where two answer alike. */
export function describeRuns(runs: readonly RunRow[]): readonly FactPassage[] {
  return runs.map((run) => {
    const state = states[run.state];
    const when = (run.finishedAt ?? run.startedAt ?? run.registeredAt).slice(0, 16).replace('T', ' ');
    const by = run.requester ?? '';
    const approvers = run.approvers.join(', ');
    const where = joinNames(run.servers);
    return {
      title: run.id,
      source: { kind: 'pull', number: run.pull },
      says: {
        en: `${run.id}: ${run.title} on ${where}: ${state.en}, ${when} UTC${by && `, asked for by ${by}`}${approvers && `, approved by ${approvers}`}`,
        fr: `${run.id} : ${run.title} sur ${where} : ${state.fr}, ${when} UTC${by && `, demandée par ${by}`}${approvers && `, approuvée par ${approvers}`}`,
      },
      words: [
        `${run.id} ${run.title} run execution runbook ${run.servers.join(' ')} ${state.en} ${state.fr} ${run.risk}`,
        `who qui last dernier derniere ${by} asked demande ${approvers} approved approuve`,
      ].join(' '),
    };
  });
}
