import type { Localized } from '@chatops-commander/engine/actions/action';
import type { OutcomeRow } from '@chatops-commander/engine/records/outcomes';
import { optionalRun } from '@chatops-commander/engine/request/command-arguments';
import type { Runbook, Source } from '@chatops-commander/schemas';
import { executionId } from '../../activities/run/execution-id.js';
import { defineCommand } from '../command.js';
import { sourceOf } from '../proposal-source.js';
import { runAtHand } from '../run-at-hand.js';
import { noSuchRun, say } from '../say.js';

/** What a run overwrote, back from the backups it took: by a pull request, since that overwrites too. */
export const restore = defineCommand({
  name: 'restore',
  usage: 'restore [RUN]',
  spellings: ['restore', 'restaure', 'restaurer', 'restaurez'],
  meaning: {
    en: "propose to put back what a run's backups hold",
    fr: "proposer de remettre ce que contiennent les sauvegardes d'une exécution",
  },
  needs: 'operator',
  read: ({ rest }) => optionalRun(rest),
  async answer({ run: named }, { situation }, deps) {
    const { language } = situation.request;
    const run = await runAtHand(named, situation, deps);
    if (run === undefined) return say(language, noSuchRun);
    const attempts = Array.from({ length: run.attempt }, (_, index) => executionId(run.id, index + 1));
    const outcomes = (await Promise.all(attempts.map((id) => deps.records.outcomes.ofRun(id)))).flat();
    const backups = backupsOf(outcomes);
    if (backups.length === 0) return say(language, noBackup(run.id));
    return { propose: restoring(run.id, backups, sourceOf(situation)), message: message(run.id, backups.length) };
  },
});

/** A backup that a run took of one server; on record only once it was read back and had its checksum. */
export interface TakenBackup {
  readonly id: string;
  readonly server: string;
}

/** In the order of taking; what a step saved before it changed something, and what a backup step saved. */
function backupsOf(outcomes: readonly OutcomeRow[]): readonly TakenBackup[] {
  const taken = new Map<string, TakenBackup>();
  for (const { server, intent, result } of outcomes) {
    const stored = result !== null && 'backup' in result ? result.backup : undefined;
    for (const id of [intent?.backup, stored]) if (id !== undefined && !taken.has(id)) taken.set(id, { id, server });
  }
  return [...taken.values()];
}

/** In reverse order of taking, as a rollback would go. */
export function restoring(run: string, backups: readonly TakenBackup[], source: Source): Runbook {
  const servers = [...new Set(backups.map((backup) => backup.server))];
  return {
    apiVersion: 'chatops-commander/v1',
    kind: 'Runbook',
    metadata: {
      name: `restore-${run}`,
      title: { en: `Restore what run ${run} backed up`, fr: `Restaurer ce que l'exécution ${run} a sauvegardé` },
      source,
    },
    spec: {
      targets: { servers },
      onFailure: 'stop',
      steps: [...backups].reverse().map((backup, index) => ({
        id: `restore_${index + 1}`,
        uses: 'backup.restore',
        ...(servers.length === 1 ? {} : { on: { servers: [backup.server] } }),
        with: { backup: backup.id },
      })),
    },
  };
}

const message = (run: string, count: number): Localized => ({
  en: `Puts back what run ${run} saved before it changed it, from ${count} verified backup(s).`,
  fr: `Remet en place ce que l'exécution ${run} a sauvegardé avant de le modifier, depuis ${count} sauvegarde(s) vérifiée(s).`,
});
const noBackup = (run: string): Localized => ({
  en: `Run ${run} took no backup that was verified, so there is nothing to restore. To undo it by its steps' own way back: \`/ops rollback ${run}\``,
  fr: `L'exécution ${run} n'a pris aucune sauvegarde vérifiée : il n'y a rien à restaurer. Pour l'annuler par le chemin inverse de ses étapes : \`/ops rollback ${run}\``,
});
