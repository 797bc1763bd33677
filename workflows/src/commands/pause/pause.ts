import { optionalRun } from '@chatops-commander/engine/request/command-arguments';
import { defineCommand } from '../command.js';
import { tellRun } from '../tell-run.js';

export const pause = defineCommand({
  name: 'pause',
  usage: 'pause [RUN]',
  spellings: ['pause', 'suspend', 'suspends', 'suspendre', 'mets en pause', 'mettre en pause'],
  meaning: { en: 'wait after the step at hand', fr: "attendre après l'étape en cours" },
  needs: 'operator',
  read: ({ rest }) => optionalRun(rest),
  answer: ({ run }, { situation }, deps) => tellRun({ kind: 'pause' }, run, said, situation, deps),
});

const said = {
  en: 'I pause after the step at hand. To go on: `/ops resume`',
  fr: "Je fais une pause après l'étape en cours. Pour reprendre : `/ops resume`",
};
