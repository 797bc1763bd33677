import { defineCommand } from '../command.js';
import { decideGate, readGateWords } from '../gate-decision.js';

export const deny = defineCommand({
  name: 'deny',
  usage: 'deny STEP [RUN] [--reason TEXT]',
  spellings: ['deny', 'reject', 'refuse', 'refuser', 'refusez', 'rejette', 'rejeter'],
  meaning: {
    en: 'say no to a run that waits at this step',
    fr: 'dire non à une exécution qui attend à cette étape',
  },
  needs: 'operator',
  read: readGateWords,
  answer: (words, call, deps) => decideGate(false, words, call, deps),
});
