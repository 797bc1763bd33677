import { describe, expect, it } from 'vitest';
import { planFor, summarise } from '../planner.fixture.js';
import type { ThreadMessage } from '../planner.js';

const user = (text: string): ThreadMessage => ({ by: 'user', text });
const bot = (text: string): ThreadMessage => ({ by: 'bot', text });

describe('words that continue a thread', () => {
  it.each([
    ['another server', [user('restart nginx on web-01')], 'et web-02 ?', 'restart-service nginx @ web-02'],
    ['another server instead', [user('restart nginx on web-01')], 'plutôt web-02', 'restart-service nginx @ web-02'],
    ['another service', [user('état de nginx sur web-01')], 'et worker ?', 'service-status worker @ web-01'],
    ['another environment', [user('restart nginx on web-01')], 'same in staging', 'restart-service nginx @ stg-01'],
    ['the same elsewhere', [user('logs de nginx sur web-01')], 'pareil sur web-02', 'show-logs nginx @ web-02'],
    [
      'the other one, of a pair',
      [user('restart worker on web-01')],
      'and the other one?',
      'restart-service worker @ web-02',
    ],
    [
      'the other one, of several, to look at',
      [user('état de nginx sur web-01')],
      'et l’autre ?',
      'service-status nginx @ web-02 stg-01',
    ],
    ['the other one, of several, to change', [user('restart nginx on web-01')], 'and the other one?', 'question'],
    [
      'a name, after a question',
      [user('redémarre nginx'), bot('Redémarrer nginx : sur quels serveurs ?')],
      'web-01',
      'restart-service nginx @ web-01',
    ],
    [
      'all, after a question',
      [user('restart nginx'), bot('Restart nginx: on which servers?')],
      'all of them',
      'restart-service nginx @ web-01 web-02 stg-01',
    ],
    ['two, where there are three', [user('redémarre nginx'), bot('Sur quels serveurs ?')], 'les deux', 'question'],
    [
      'a service, after a question',
      [user('redémarre web-01'), bot('Lequel ?')],
      'worker',
      'restart-service worker @ web-01',
    ],
    ['a request of its own', [user('restart nginx on web-01')], 'et vérifie le disque de db-01', 'check-disk @ db-01'],
    ['a name, with nothing to continue', [user('merci')], 'web-01', 'check-health @ web-01'],
    [
      'what is asked of what was spoken of',
      [user('état de nginx sur web-01')],
      'et ses logs ?',
      'show-logs nginx @ web-01',
    ],
    ['a pronoun', [user('status of worker on web-01')], 'now restart it', 'restart-service worker @ web-01'],
    ['a pronoun that hangs on', [user('état de worker sur web-01')], 'redémarre-le', 'restart-service worker @ web-01'],
    [
      'one less',
      [user('restart nginx in production'), bot('I propose: web-01 and web-02.')],
      'without web-02',
      'restart-service nginx @ web-01',
    ],
    [
      'both of what was spoken of',
      [user('restart nginx in production'), bot('Which one?')],
      'yes, both of them',
      'restart-service nginx @ web-01 web-02',
    ],
    ['a correction', [user('disque de web-01')], 'pardon, je voulais dire db-01', 'check-disk @ db-01'],
    [
      'more of the same',
      [user('logs of nginx on web-01'), bot('…')],
      'more lines please, 200',
      'show-logs nginx @ web-01',
    ],
    ['a dismissal', [user('redémarre nginx sur web-01')], 'laisse tomber', 'answer'],
    [
      'only the person’s words, not the bot’s',
      [bot('restart nginx on web-01')],
      'et web-02 ?',
      'check-health @ web-02',
    ],
  ] as const)('%s', async (_name, thread, text, expected) => {
    expect(summarise(await planFor(text, { thread: [...thread] }))).toBe(expected);
  });
});

describe('numbers', () => {
  const proposed = async () => {
    const outcome = await planFor('restart nginx');
    if (outcome.kind !== 'question') throw new Error(outcome.kind);
    return outcome.choices;
  };

  it.each([
    ['1', 'restart-service nginx @ web-01'],
    [' 2. ', 'restart-service nginx @ web-02'],
    ['#3', 'restart-service nginx @ stg-01'],
    ['/ops 2', 'restart-service nginx @ web-02'],
    ['the second', 'restart-service nginx @ web-02'],
    ['la première', 'restart-service nginx @ web-01'],
    ['4', 'restart-service nginx @ web-01 web-02 stg-01'],
    ['9', 'answer'],
    ['the last one', 'restart-service nginx @ web-01 web-02 stg-01'],
    ['1 and 3', 'restart-service nginx @ web-01 stg-01'],
    ['1, 2', 'restart-service nginx @ web-01 web-02'],
    ['1 et 9', 'answer'],
    ['c’était quoi déjà la proposition 2 ?', 'refusal'],
  ])('%s', async (text, expected) => {
    expect(summarise(await planFor(text, { openProposals: await proposed() }))).toBe(expected);
  });

  it('says what is open when the number fits nothing', async () => {
    const none = await planFor('1');
    const beyond = await planFor('9', { openProposals: await proposed() });
    expect([none.message.en, beyond.message.fr]).toEqual([
      expect.stringContaining('nothing open'),
      expect.stringContaining('de 1 à 4'),
    ]);
  });

  it('keeps the words that it answers with the runbook', async () => {
    const outcome = await planFor('1', { openProposals: await proposed(), thread: [user('restart nginx')] });
    expect(outcome.kind === 'runbook' && outcome.runbook.metadata.source).toMatchObject({
      words: 'restart nginx\n1',
      template: 'runbooks/restart-service.yaml',
      requester: 'alice',
      issue: 7,
    });
  });

  it('refuses when its runbook or one of its servers is gone', async () => {
    const [first] = await proposed();
    if (first === undefined) throw new Error('no choice');
    const withoutRunbook = await planFor('1', { openProposals: [{ ...first, template: 'runbooks/gone.yaml' }] });
    const withoutServer = await planFor('1', { openProposals: [{ ...first, servers: ['web-01', 'gone-01'] }] });
    expect([withoutRunbook.kind, withoutServer.kind]).toEqual(['refusal', 'refusal']);
  });

  it('reads the numbered line of the last answer when proposals are not at hand', async () => {
    const thread = [
      user('redémarre nginx'),
      bot(
        'Sur quels serveurs ?\n\n1. **Redémarrer nginx sur web-01** · 🟠 risque moyen · `web-01`\n   Redémarre le service\n2. **Redémarrer nginx** · 🟠 risque moyen · `web-02`',
      ),
    ];
    expect(summarise(await planFor('1', { thread }))).toBe('restart-service nginx @ web-01');
    expect(summarise(await planFor('2', { thread }))).toBe('restart-service nginx @ web-02');
  });
});

describe('consent', () => {
  const later = async (text = 'restart nginx on web-01 tonight') => {
    const outcome = await planFor(text);
    if (outcome.kind !== 'question') throw new Error(outcome.kind);
    return outcome.choices;
  };

  it.each(['yes', 'oui', 'ok', 'Vas-y !', 'yes please', "d'accord", '/ops go'])(
    '%s takes the only choice',
    async (text) => {
      expect(summarise(await planFor(text, { openProposals: await later() }))).toBe('restart-service nginx @ web-01');
    },
  );

  it('takes none of several, and nothing out of nothing', async () => {
    expect((await planFor('yes', { openProposals: await later('restart nginx') })).kind).toBe('question');
    expect((await planFor('oui')).kind).toBe('answer');
  });

  it.each(['yes but on web-02', 'ok, not now', 'oui mais demain'])('%s is no plain yes', async (text) => {
    const outcome = await planFor(text, { openProposals: await later() });
    expect(summarise(outcome)).not.toContain('restart-service');
  });
});
