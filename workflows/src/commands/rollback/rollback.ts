import { optionalRun } from '@chatops-commander/engine/request/command-arguments';
import { defineCommand } from '../command.js';
import { runAtHand } from '../run-at-hand.js';
import { type AttemptWords, tellOrStart } from '../start-attempt.js';

/** On a run that goes on, at its next stop; after the end, an attempt that only goes back over what was started. */
export const rollback = defineCommand({
  name: 'rollback',
  usage: 'rollback [RUN]',
  spellings: ['rollback', 'roll back', 'retour arrière', 'reviens en arrière', 'revenir en arrière'],
  meaning: { en: 'undo what was started', fr: 'annuler ce qui a commencé' },
  needs: 'operator',
  read: ({ rest }) => optionalRun(rest),
  answer: async ({ run }, { situation }, deps) =>
    await tellOrStart(words, await runAtHand(run, situation, deps), situation, deps),
});

const words: AttemptWords = {
  kind: 'rollback',
  heard: {
    en: 'The run hears it: at its next stop it undoes what was started, in reverse order.',
    fr: "L'exécution l'a entendu : à son prochain arrêt, elle annule ce qui a commencé, en ordre inverse.",
  },
  started: (run) => ({
    en: `I undo what ${run} started, in reverse order, and report here.`,
    fr: `J'annule ce que ${run} a commencé, en ordre inverse, et je rends compte ici.`,
  }),
};
