import { defineCommand } from '../command.js';
import { decideGate, readGateWords } from '../gate-decision.js';

export const approve = defineCommand({
  name: 'approve',
  usage: 'approve STEP [RUN]',
  spellings: ['approve', 'approuve', 'approuver', 'approuvez', "j'approuve"],
  meaning: {
    en: 'let a run that waits at this step go on; a pull request is approved by a review',
    fr: 'laisser continuer une exécution qui attend à cette étape ; une pull request s’approuve par une relecture',
  },
  needs: 'operator',
  read: readGateWords,
  answer: (words, call, deps) => decideGate(true, words, call, deps),
});
