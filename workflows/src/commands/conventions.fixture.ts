import type { Role } from '@chatops-commander/engine/approval/change-facts';
import { describe, expect, test } from 'vitest';
import { below, commandStage, withRole } from './command-stage.fixture.js';
import type { StageOptions } from './made-up-records.fixture.js';

/** How one command is typed, with what it needs to be whole. */
export interface Conventions {
  readonly name: string;
  readonly needs: Role | 'anyone';
  /** Whole commands after `/ops`, the first in English, others in French or with other words. */
  readonly typed: readonly [string, ...string[]];
  /** Plain words that begin like it. */
  readonly words?: readonly string[];
  /** With a part missing. */
  readonly incomplete?: readonly string[];
  /** A slip that is answered with this command. */
  readonly slip?: string;
  readonly stage?: StageOptions;
}

/** What holds of every command: only its author's own words at the very start are one, and only from who may. */
export function keepsConventions({ name, needs, typed, words = [], incomplete = [], slip, stage }: Conventions): void {
  const [first] = typed;
  const may = needs === 'anyone' ? 'eve' : withRole(needs);
  const say = (body: string, said: Parameters<ReturnType<typeof commandStage>['say']>[1] = {}) =>
    commandStage(stage).say(body, { by: may, ...said });

  describe(`/ops ${name}`, () => {
    test.each([...typed, `${first}\n\nThanks, everybody!`, `${first}\n> /ops cancel`])('%s', async (body) => {
      const { understanding } = await say(`/ops ${body}`);
      expect(understanding).toMatchObject(
        understanding.kind === 'propose' ? { kind: 'propose' } : { kind: 'answered', how: name },
      );
    });
    test.each([
      ['quoted', `> /ops ${first}`],
      ['a quoted reply with words below', `> /ops ${first}\n\nno, do not`],
      ['fenced', `\`\`\`\n/ops ${first}\n\`\`\``],
      ['in backticks', `\`/ops ${first}\``],
      ['on the second line', `please\n/ops ${first}`],
      ['behind something hidden', `<!-- x -->/ops ${first}`],
    ])('%s, it does nothing', async (_case, body) => {
      expect(await say(body)).toMatchObject({ understanding: { kind: 'ignore' }, effects: [], answer: undefined });
    });
    test('by a bot it does nothing', async () => {
      const heard = await say(`/ops ${first}`, { isBot: true });
      expect(heard).toMatchObject({ understanding: { kind: 'ignore' }, effects: [], answer: undefined });
    });
    test('in an edited comment it does nothing, and says so', async () => {
      const heard = await say(`/ops ${first}`, { edited: true });
      expect(heard).toMatchObject({ effects: [], answer: expect.stringContaining('edited') });
    });
    if (needs !== 'anyone')
      test.each([below[needs], 'eve'])('by %s it is refused, on record, with who could', async (by) => {
        const heard = await say(`/ops ${first}`, { by });
        expect(heard).toMatchObject({ understanding: { how: 'a refusal' }, effects: [] });
        expect(heard.answer).toContain('🚫');
        expect(heard.answer).toContain('chloe');
        expect(heard.audited).toContain('request.refused');
      });
    if (words.length > 0)
      test.each(words)('%s: words for the planner', async (body) => {
        expect((await say(`/ops ${body}`, { by: 'alice' })).effects).toEqual([`plan ${body}`]);
      });
    if (incomplete.length > 0)
      test.each(incomplete)('%s: says what is missing', async (body) => {
        const heard = await say(`/ops ${body}`);
        expect(heard).toMatchObject({ understanding: { how: 'incomplete' }, effects: [] });
        expect(heard.answer).toContain(`/ops ${name}`);
      });
    if (slip !== undefined)
      test(`${slip}: nearly`, async () => {
        const heard = await say(`/ops ${slip}`);
        expect(heard).toMatchObject({ understanding: { how: 'near-miss' }, effects: [] });
        expect(heard.answer).toContain(`/ops ${name}`);
      });
  });
}
