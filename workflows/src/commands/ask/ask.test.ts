import { expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

keepsConventions({
  name: 'ask',
  needs: 'viewer',
  typed: ['ask why did it fail?', 'question pourquoi a-t-elle échoué ?'],
  incomplete: ['ask', 'question'],
});

test('hands over the whole question', async () => {
  const asked: unknown[] = [];
  const answerQuestion = async (question: unknown) => {
    asked.push(question);
    return 'because';
  };
  const heard = await commandStage({ deps: { answerQuestion } }).say('/ops ask why did it fail?\nand when?', {
    by: 'vera',
  });
  expect(heard.answer).toBe('because');
  expect(asked).toEqual([
    { repository: 'acme/ops', issue: 3, login: 'vera', language: 'en', question: 'why did it fail?\nand when?' },
  ]);
});
