import type { Localized } from '@chatops-commander/engine/actions/action';
import { saySuspended } from '@chatops-commander/engine/approval/held';
import { isFinalRunState } from '@chatops-commander/engine/records/run-row';
import { oneRun } from '@chatops-commander/engine/request/command-arguments';
import { parseRunbook } from '@chatops-commander/schemas';
import { isStatus } from '../../github/status.js';
import { defineCommand } from '../command.js';
import { sourceOf } from '../proposal-source.js';
import { runAtHand } from '../run-at-hand.js';
import { noSuchRun, say } from '../say.js';

/** The same content, asked for anew: judged, previewed and approved as if it were new. */
export const again = defineCommand({
  name: 'again',
  usage: 'again RUN',
  spellings: ['again', 'encore', 'refais', 'refaire', 'à nouveau', 'relance'],
  meaning: { en: 'propose the same content anew', fr: 'proposer à nouveau le même contenu' },
  needs: 'operator',
  read: ({ rest }) => oneRun(rest),
  async answer({ run: named }, { situation }, deps) {
    const { language } = situation.request;
    const run = await runAtHand(named, situation, deps);
    if (run === undefined) return say(language, noSuchRun);
    if (!isFinalRunState(run.state)) return say(language, goingOn(run.id));
    const [hold] = await deps.records.holds.standing(run.repository, run.pull);
    if (hold !== undefined) return say(language, saySuspended(hold));
    const bytes = await situation.client.contents.readBlob(run.blob).catch((error: unknown) => {
      if (isStatus(error, 404, 422)) return undefined;
      throw error;
    });
    if (bytes === undefined) return say(language, contentGone);
    const runbook = parseRunbook(bytes.toString('utf8'), run.path);
    const metadata = { ...runbook.metadata, source: sourceOf(situation) };
    return { propose: { ...runbook, metadata }, message: theSame(run.id, run.pull) };
  },
});

const theSame = (run: string, pull: number): Localized => ({
  en: `The same content as run ${run} of pull request ${pull}, proposed anew.`,
  fr: `Le même contenu que l'exécution ${run} de la pull request ${pull}, proposé à nouveau.`,
});
const goingOn = (run: string): Localized => ({
  en: `That run is still going on. To see where it stands: \`/ops status ${run}\``,
  fr: `Cette exécution est encore en cours. Pour voir où elle en est : \`/ops status ${run}\``,
});
const contentGone: Localized = {
  en: 'Its file is not to be had from this repository any more. Ask for it in words, or add it under `changes/` yourself.',
  fr: 'Son fichier ne se trouve plus dans ce dépôt. Demandez-le avec vos mots, ou ajoutez-le vous-même sous `changes/`.',
};
