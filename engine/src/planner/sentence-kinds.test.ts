import { describe, expect, it } from 'vitest';
import { planFor, summarise } from './planner.fixture.js';
import type { ThreadMessage } from './planner.js';

const plan = async (text: string, thread: readonly ThreadMessage[] = []): Promise<string> =>
  summarise(await planFor(text, { thread }));

describe('what is told of a name is looked into, and changes nothing', () => {
  it.each([
    ['a verb nobody knows', 'worker coughs up three duplicates of every parcel'],
    ['something missing', 'plus de worker depuis midi'],
    ['many that do something', 'uploads to worker stop halfway'],
    ['somebody else’s verb', 'worker dort et les clients relancent toutes les heures'],
    ['how long it takes', 'worker met 40 secondes à s’ouvrir'],
  ])('%s', async (_name, text) => {
    expect(await plan(text)).toMatch(/^diagnose /);
  });

  it.each([
    ['labels', '[FIRING:1] HighLoad instance=db-01:9100 job=node severity=page value=47.3'],
    ['JSON', '{"status":"firing","labels":{"alertname":"RestartLoop","host":"db-01"}}'],
    ['a line with separators', 'Host: db-01 | State: CRIT | Check: connections | Output: 498 of 500'],
  ])('an alert of a tool: %s', async (_name, text) => {
    expect(await plan(text)).toMatch(/^diagnose .*@ db-01$/);
  });
});

describe('what asks stays what it was', () => {
  it.each([
    [
      'a wish in the passive',
      'I would be obliged if worker were restarted on web-01',
      'restart-service worker @ web-01',
    ],
    ['a gerund after courtesy', 'would you mind restarting worker on web-01', 'restart-service worker @ web-01'],
    ['something to see', 'regarde l’état de worker', 'service-status worker @ web-01 web-02'],
    ['whether it is so', 'dis-moi si le disque de db-01 est plein', 'check-disk @ db-01'],
    ['another thought behind a dash', 'not web-01 — restart worker on web-02', 'restart-service worker @ web-02'],
    ['a deed that is denied', 'pas de reboot de db-01 ce soir', 'answer'],
  ])('%s', async (_name, text, expected) => {
    expect(await plan(text)).toBe(expected);
  });
});

it.each([
  ['who did it', 'who restarted worker last week?'],
  ['who says yes', 'combien de personnes doivent dire oui avant un redémarrage de worker ?'],
  ['what it is for', 'à quoi sert db-01 ?'],
  ['words to the planner', 'ça va bien toi ?'],
])('no look answers it: %s', async (_name, text) => {
  expect(await plan(text)).toBe('answer');
});

describe('a short answer', () => {
  const offered: readonly ThreadMessage[] = [
    { by: 'user', text: 'worker hangs' },
    { by: 'bot', text: 'I can:\n1. restart worker on web-01\n2. restart worker on web-02' },
  ];
  it.each([
    ['by its ordinal', 'the second option', 'restart-service worker @ web-02'],
    ['by a number in words', 'oui, la deux stp', 'restart-service worker @ web-02'],
    ['by a bare number', 'go with 1', 'restart-service worker @ web-01'],
    ['none of them', 'neither, not today', 'answer'],
    ['slang for no', 'laisse béton', 'answer'],
  ])('%s', async (_name, text, expected) => {
    expect(await plan(text, offered)).toBe(expected);
  });

  it('takes another name for the same request', async () => {
    const asked: readonly ThreadMessage[] = [{ by: 'user', text: 'restart worker on web-01' }];
    expect(await plan('non, web-02', asked)).toBe('restart-service worker @ web-02');
  });
});

describe('several things, each where its service runs', () => {
  it('takes no place over where the service does not run', async () => {
    const outcome = await planFor('reload nginx on web-01 and restart postgresql');
    expect(outcome).toMatchObject({ kind: 'runbook', runbook: { spec: { targets: { servers: ['web-01'] } } } });
    expect(JSON.stringify(outcome)).toContain('db-01');
  });

  it.each([
    ['the other runs in another environment', 'reload nginx on stg-01 and restart postgresql'],
    ['a place of its own is kept to', 'reload nginx on web-01 and restart postgresql on web-02'],
  ])('asks where %s', async (_name, text) => {
    expect(await plan(text)).toBe('question');
  });

  it('starts again what it stopped before', async () => {
    const outcome = await planFor('stop worker on web-01, back up /etc/worker, then restart worker');
    const uses = outcome.kind === 'runbook' ? outcome.runbook.spec.steps.map((step) => step.uses) : [];
    expect(uses).toContain('service.start');
    expect(uses).not.toContain('service.restart');
  });
});

it.each([
  ['weighed in so many words', 'maybe we should restart worker on web-01?', 'question'],
  ['weighed in -ing', 'thinking of restarting worker on web-01, good idea?', 'question'],
  ['the newest version, whichever that is', 'mets la dernière version de worker', 'question'],
  ['a misspelt noun', 'install a pakage on web-01', 'question'],
  ['a name that nothing says is one', 'install zorglub the thing we talked about on web-01', 'question'],
  ['an errand', 'rembourse la facture de madame Martin', 'refusal'],
  ['idle words', 'hmm ok', 'answer'],
  ['whether somebody may', 'can eve restart worker?', 'answer'],
  ['short for restart', 'rst worker web-01 pls', 'restart-service worker @ web-01'],
])('%s', async (_name, text, expected) => {
  expect(await plan(text)).toBe(expected);
});

it('offers for now what was chosen for later', async () => {
  const thread: readonly ThreadMessage[] = [
    { by: 'user', text: 'worker hangs' },
    { by: 'bot', text: 'I can:\n1. restart worker on web-01\n2. restart worker on web-02' },
  ];
  const outcome = await planFor('la deuxième, mais attends 13h', { thread });
  expect(outcome).toMatchObject({ kind: 'question', choices: [{ servers: ['web-02'] }] });
});
