import { INCOMPLETE } from '@chatops-commander/engine/request/command';
import { defineCommand } from '../command.js';
import { say } from '../say.js';

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
    if (deps.answerQuestion === undefined) return say(language, nobodyAnswers);
    return await deps.answerQuestion({ repository: input.repository, issue: input.issue, login, language, question });
  },
});

const nobodyAnswers = {
  en: 'Nothing that answers questions is part of this version yet: that takes a language model. What I can do is look: `/ops is everything ok?`, `/ops status`, `/ops logs RUN`',
  fr: "Rien dans cette version ne répond encore aux questions : il y faut un modèle de langage. Ce que je sais faire, c'est regarder : `/ops tout va bien ?`, `/ops status`, `/ops logs RUN`",
};
