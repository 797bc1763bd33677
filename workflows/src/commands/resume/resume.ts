import { optionalRun } from '@chatops-commander/engine/request/command-arguments';
import { defineCommand } from '../command.js';
import { tellRun } from '../tell-run.js';

export const resume = defineCommand({
  name: 'resume',
  usage: 'resume [RUN]',
  spellings: ['resume', 'continue', 'unpause', 'reprends', 'reprendre', 'reprenez', 'continuer'],
  meaning: { en: 'go on after a pause', fr: 'reprendre après une pause' },
  needs: 'operator',
  read: ({ rest }) => optionalRun(rest),
  answer: ({ run }, { situation }, deps) => tellRun({ kind: 'resume' }, run, said, situation, deps),
});

const said = { en: 'If it is paused, it goes on.', fr: 'Si elle est en pause, elle reprend.' };
