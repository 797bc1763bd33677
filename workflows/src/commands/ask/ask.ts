import { INCOMPLETE } from '@chatops-commander/engine/request/command';
import { defineCommand } from '../command.js';

export const ask = defineCommand({
  name: 'ask',
  usage: 'ask QUESTION',
  spellings: ['ask', 'question'],
  meaning: { en: 'a question about what I know here', fr: 'une question sur ce que je sais ici' },
  needs: 'viewer',
  read: ({ text }) => (text.trim() === '' ? INCOMPLETE : { question: text.trim() }),
  async answer({ question }, { situation }, deps) {
    const { request, input } = situation;
    const { language, login } = request;
    return await deps.answerQuestion({ repository: input.repository, issue: input.issue, login, language, question });
  },
});
