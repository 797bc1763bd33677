import { describe, expect, it } from 'vitest';
import { planFor, summarise } from '../planner.fixture.js';
import type { PlanOutcome, ThreadMessage } from '../planner.js';

/** What comes of the last of several things that one person writes, each after the answer to the one before. */
async function converse(...said: string[]): Promise<PlanOutcome> {
  const thread: ThreadMessage[] = [];
  let outcome = await planFor(said[0] ?? '');
  for (const [at, text] of said.entries()) {
    outcome = await planFor(text, { thread: [...thread] });
    if (at < said.length - 1)
      thread.push(
        { by: 'user', login: 'alice', text: `/ops ${text}` },
        { by: 'bot', text: outcome.message[outcome.language] },
      );
  }
  return outcome;
}

const sha256 = '9f'.repeat(32);

describe('a value for what was asked back', () => {
  it.each([
    ['a name alone', ['back up the database', 'orders'], 'back-up-database @ db-01', ['database', 'orders']],
    [
      'with its noun',
      ['sauvegarde la base', 'la base commandes'],
      'back-up-database @ db-01',
      ['database', 'commandes'],
    ],
    ['quoted', ['dump the database', 'it is called `orders`'], 'back-up-database @ db-01', ['database', 'orders']],
    ['a path', ['delete the old logs on web-01', '/var/log/shop'], 'prune-logs @ web-01', ['path', '/var/log/shop']],
    ['a host', ['is port 443 open?', 'cdn.example.com'], 'check-port @ web-01', ['port', 443]],
    [
      'one after the other',
      ['deploy worker 2.3.1 on web-01', 'https://a.example.com/w.tgz', sha256],
      'deploy-release worker @ web-01',
      ['artifact', { url: 'https://a.example.com/w.tgz', sha256 }],
    ],
  ] as const)('%s', async (_name, said, expected, [input, value]) => {
    const outcome = await converse(...said);
    expect(summarise(outcome)).toBe(expected);
    const steps = outcome.kind === 'runbook' ? outcome.runbook.spec.steps : [];
    expect(steps.map((step) => step.with?.[input])).toContainEqual(value);
  });

  it('stays when the servers are asked after it', async () => {
    expect(summarise(await converse('delete a file', '/srv/shop/old', 'web-02'))).toBe('remove-file @ web-02');
  });

  it.each(['thanks', 'ok', 'what?', 'no', 'which ones are there?', 'help'])('%s is no value', async (text) => {
    expect(summarise(await converse('back up the database', text))).not.toContain('back-up-database');
  });

  it('leaves a request of its own alone', async () => {
    expect(summarise(await converse('back up the database', 'restart nginx on web-01'))).toBe(
      'restart-service nginx @ web-01',
    );
  });

  it('is not taken from another person’s question', async () => {
    const thread: ThreadMessage[] = [
      { by: 'user', login: 'mallory', text: '/ops delete the old logs on web-01' },
      { by: 'bot', text: 'Delete old logs: I still need the folder of the logs.' },
    ];
    expect(summarise(await planFor('/var/log/shop', { thread }))).not.toContain('prune-logs');
  });

  it('asks again for one that does not fit', async () => {
    const outcome = await converse('back up the database', '9-nine');
    expect(summarise(outcome)).toBe('question');
  });

  it('keeps all the words that it came from', async () => {
    const outcome = await converse('back up the database', 'orders');
    expect(outcome.kind === 'runbook' && outcome.runbook.metadata.source?.words).toBe(
      '/ops back up the database\norders',
    );
  });
});
