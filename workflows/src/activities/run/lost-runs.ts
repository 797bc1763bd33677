import type { Localized } from '@chatops-commander/engine/actions/action';
import type { Runs } from '@chatops-commander/engine/records/runs';
import type { LostRunActivities, RunReportActivities } from './run-activities.js';

export interface LostRunDeps {
  readonly runs: Pick<Runs, 'unfinished' | 'get'>;
  /** Whether Temporal knows this workflow as going on. */
  isOpen(workflowId: string): Promise<boolean>;
  readonly finishRun: RunReportActivities['finishRun'];
  /** Gives back what runs hold whose workflow is gone, once their servers are quiet. */
  freeDeadLocks(): Promise<unknown>;
}

const runsAtOnce = 500;

/** Runs whose workflow was terminated, failed, or vanished with Temporal's data: nobody else would ever close them. */
export function createLostRunActivities(deps: LostRunDeps): LostRunActivities {
  return {
    async closeLostRuns() {
      const closed: string[] = [];
      for (const { id, attempt, workflowId } of await deps.runs.unfinished(runsAtOnce)) {
        if (workflowId === null || (await deps.isOpen(workflowId))) continue;
        // It may have ended by itself since the list was read; then its own report stands.
        const now = await deps.runs.get(id);
        if (now === undefined || now.attempt !== attempt || now.finishedAt !== null) continue;
        const trouble = now.servers.map((server) => ({ server, step: 'workflow', because: itsWorkflowIsGone }));
        const troubles = trouble.length;
        await deps.finishRun({ runId: id, state: 'unknown', trouble, troubles, undo: undefined, watched: undefined });
        closed.push(id);
      }
      await deps.freeDeadLocks();
      return closed;
    },
  };
}

const itsWorkflowIsGone: Localized = {
  en: 'the workflow of this run was ended from outside, so what it had started may still be going on there. Look at the server; `/ops retry` waits until it is quiet and runs the same content again',
  fr: "le workflow de cette exécution a été arrêté de l'extérieur : ce qu'elle avait lancé tourne peut-être encore. Regardez le serveur ; `/ops retry` attend qu'il soit au repos et relance le même contenu",
};
