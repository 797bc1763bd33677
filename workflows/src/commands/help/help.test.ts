import { expect, test } from 'vitest';
import { allCommands } from '../all-commands.js';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

keepsConventions({ name: 'help', needs: 'anyone', typed: ['help', 'aide', '?', ''], words: ['help me restart nginx'] });

test.each(['en', 'fr'] as const)('lists every command, as it tells of itself (%s)', async (language) => {
  const { answer } = await commandStage().say(language === 'en' ? '/ops help' : '/ops aide', { by: 'eve' });
  for (const { usage } of allCommands) expect(answer).toContain(`| \`/ops ${usage}\` |`);
});
