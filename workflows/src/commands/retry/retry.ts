import type { Localized } from '@chatops-commander/engine/actions/action';
import { optionalRun } from '@chatops-commander/engine/request/command-arguments';
import { defineCommand } from '../command.js';
import { runAtHand } from '../run-at-hand.js';
import { say } from '../say.js';
import { type AttemptWords, tellOrStart } from '../start-attempt.js';

export const retry = defineCommand({
  name: 'retry',
  usage: 'retry [RUN]',
  spellings: ['retry', 'réessaie', 'réessaye', 'réessayer', 'réessayez', 'retente', 'retenter'],
  meaning: { en: 'try the failed step again', fr: "réessayer l'étape en échec" },
  needs: 'operator',
  read: ({ rest }) => optionalRun(rest),
  async answer({ run: named }, { situation }, deps) {
    const run = await runAtHand(named, situation, deps);
    if (run?.state === 'succeeded') return say(situation.request.language, succeeded);
    return await tellOrStart(words, run, situation, deps);
  },
});

const words: AttemptWords = {
  kind: 'retry',
  heard: {
    en: 'If it waits for a person, it tries the failed step again.',
    fr: "Si elle attend une décision, elle réessaie l'étape en échec.",
  },
  started: (run, attempt) => ({
    en: `I run ${run} again, attempt ${attempt}: the same content, under the same approval.`,
    fr: `Je relance ${run}, tentative ${attempt} : le même contenu, avec la même approbation.`,
  }),
};
const succeeded: Localized = {
  en: 'That run succeeded, and runs once. To have it undone: `/ops rollback`. To propose it anew: `/ops again RUN`.',
  fr: "Cette exécution a réussi et n'a lieu qu'une fois. Pour l'annuler : `/ops rollback`. Pour la proposer à nouveau : `/ops again RUN`.",
};
