import { describe, expect, it } from 'vitest';
import { planFor, summarise } from '../planner.fixture.js';

describe('what an ordinary newcomer writes', () => {
  it.each([
    ['when does the certificate of the site expire?', 'certificate-days @ web-01'],
    ['disk full on db-01!!!', 'diagnose postgresql @ db-01'],
    ['free up disk space on web-01', 'diagnose nginx @ web-01'],
    ['quelle version de debian sur db-01', 'describe-server @ db-01'],
    ['version of nginx on web-01', 'list-packages @ web-01'],
    ['is there any update pending on db-01', 'pending-updates @ db-01'],
    ['replication lag?', 'database-status postgresql @ db-01'],
    ['clean /var/log on web-01', 'refusal'],
  ])('%s', async (text, expected) => {
    const said = summarise(await planFor(text));
    expect(said).toBe(expected);
  });

  it.each([
    ['back up the database', 'which database?'],
    ['check the ssl certificate', 'which host?'],
    ['deploy version 2.3.1 on staging', 'which service?'],
    ['zorg web-01', '`zorg`'],
    ['web-01 zorg', '`zorg`'],
    ['ping web-01 from db-01', 'check a port'],
  ])('%s: asks back %s', async (text, asked) => {
    const outcome = await planFor(text);
    expect(outcome.kind).toBe('question');
    expect(outcome.message.en).toContain(asked);
    expect(outcome.message.en).not.toContain('…');
  });

  it.each([
    ['who is connected to web-01', 'logged in'],
    ['sync the clock on web-01', 'set clocks'],
    ['test nginx config on web-01', 'validate a configuration'],
    ['add a cron job on web-01', 'scheduled tasks'],
    ['renew the certificate', 'renew certificates'],
  ])('%s: refuses with %s', async (text, deed) => {
    const outcome = await planFor(text);
    expect(outcome.kind).toBe('refusal');
    expect(outcome.message.en).toContain(deed);
  });

  it.each([
    ['thanks a lot', 'You are welcome.'],
    ['hello', 'Hello!'],
    ['who are you', 'I am ChatOps Commander'],
    ['what can you do?', 'I can help with'],
  ])('%s', async (text, answer) => {
    expect((await planFor(text)).message.en).toContain(answer);
  });
});
