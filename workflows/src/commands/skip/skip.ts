import { INCOMPLETE } from '@chatops-commander/engine/request/command';
import { nameAndReason, stepPattern } from '@chatops-commander/engine/request/command-arguments';
import { defineCommand } from '../command.js';
import { tellRun } from '../tell-run.js';

export const skip = defineCommand({
  name: 'skip',
  usage: 'skip STEP --reason TEXT',
  spellings: ['skip', 'saute', 'sauter', 'sautez', 'passe', 'ignore'],
  meaning: { en: 'go on without a step', fr: 'continuer sans une étape' },
  needs: 'operator',
  read({ rest }) {
    const said = nameAndReason(rest, stepPattern);
    return said === undefined || said === INCOMPLETE ? said : { step: said.name, reason: said.reason };
  },
  answer: ({ step, reason }, { situation }, deps) =>
    tellRun({ kind: 'skip', step, reason }, undefined, said, situation, deps),
});

const said = {
  en: 'If it waits for that step, it goes on without it.',
  fr: 'Si elle attend pour cette étape, elle continue sans elle.',
};
