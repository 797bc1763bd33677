import { optionalRun } from '@chatops-commander/engine/request/command-arguments';
import { defineCommand } from '../command.js';
import { tellRun } from '../tell-run.js';

export const cancel = defineCommand({
  name: 'cancel',
  usage: 'cancel [RUN]',
  spellings: ['cancel', 'abort', 'annule', 'annuler', 'annulez', 'abandonne', 'abandonner'],
  meaning: { en: 'stop what runs and change nothing more', fr: 'arrêter ce qui tourne et ne plus rien changer' },
  needs: 'operator',
  read: ({ rest }) => optionalRun(rest),
  answer: ({ run }, { situation }, deps) => tellRun({ kind: 'cancel' }, run, said, situation, deps),
});

const said = {
  en: 'I stop what runs and change nothing more. To undo what was done: `/ops rollback`',
  fr: "J'arrête ce qui tourne et ne change plus rien. Pour annuler ce qui a été fait : `/ops rollback`",
};
