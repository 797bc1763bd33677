import { describe, expect, test } from 'vitest';
import type { Language, Localized } from '../actions/action.js';
import { sameText } from '../actions/localized.js';
import { renderAnswer } from './render-answer.js';
import { renderDiagnosis } from './render-diagnosis.js';
import { renderError } from './render-error.js';
import { renderHelp } from './render-help.js';
import { bar, renderProgress } from './render-progress.js';
import { renderProposals } from './render-proposals.js';
import { renderQuestion } from './render-question.js';
import { renderRefusal } from './render-refusal.js';
import { renderWaitingForLock } from './render-waiting-for-lock.js';
import { sayMilliseconds } from './say-milliseconds.js';

const said: Localized = { en: 'All is well.', fr: 'Tout va bien.' };
const finding = (server: string | undefined, ok: boolean, text: string) => ({ server, ok, summary: sameText(text) });
const restart = {
  title: { en: 'Restart', fr: 'Redémarrer' },
  effect: { en: 'a second of downtime', fr: "une seconde d'interruption" },
  risk: 'medium' as const,
  servers: ['web-01'],
};

describe('renderAnswer', () => {
  const answer = {
    message: said,
    findings: [
      finding('web-01', true, 'load 0.1'),
      finding('web-02', false, 'disk 97 %'),
      finding('web-02', true, 'load 0.2'),
    ],
    runbook: { yaml: 'kind: Runbook', durationMs: 312 },
  };

  test('states first what is wrong, per server, with the runbook folded', () => {
    const markdown = renderAnswer({ ...answer, language: 'en' });
    expect(markdown).toContain('All is well.\n\n- 🔴 `web-02`\n  - 🔴 disk 97 %\n  - load 0.2\n- 🟢 `web-01` load 0.1');
    expect(markdown).toContain(
      '<summary>Read from 2 servers in 312 ms; nothing was changed. The runbook</summary>\n\n```yaml\nkind: Runbook\n```',
    );
  });

  test('in French', () => {
    expect(renderAnswer({ ...answer, language: 'fr' })).toContain(
      "Lu sur 2 serveurs en 312 ms ; rien n'a été modifié.",
    );
  });

  test('without a reading it is the sentence alone', () => {
    expect(renderAnswer({ language: 'en', message: said, findings: [], runbook: undefined })).toBe('All is well.');
  });

  test('a thousand servers are bounded', () => {
    const findings = Array.from({ length: 1000 }, (_, index) => finding(`web-${index}`, true, 'fine'));
    expect(renderAnswer({ language: 'en', message: said, findings, runbook: undefined })).toContain(
      '… and 800 more lines',
    );
  });
});

describe('proposals and questions', () => {
  test.each<[Language, string, string]>([
    ['en', '1. **Restart** · 🟡 risk medium · `web-01`\n   a second of downtime\n2. ', 'Answer with `1` to `2`'],
    ['fr', "1. **Redémarrer** · 🟡 risque moyen · `web-01`\n   une seconde d'interruption\n2. ", 'de `1` à `2`'],
  ])('are numbered, with effect, risk and how to answer (%s)', (language, item, answer) => {
    for (const markdown of [
      renderProposals({ language, message: said, proposals: [restart, restart] }),
      renderQuestion({ language, message: said, choices: [restart, restart] }),
    ]) {
      expect(markdown).toContain(item);
      expect(markdown).toContain(answer);
    }
  });

  test('a question without choices asks for nothing by number', () => {
    expect(renderQuestion({ language: 'en', message: said, choices: [] })).toBe('All is well.');
  });
});

test('renderDiagnosis: cause, log lines, proposals, then what was looked at', () => {
  const markdown = renderDiagnosis({
    language: 'fr',
    message: { en: '', fr: 'Le site est arrêté sur `web-01` depuis 3 min.' },
    findings: [finding('web-01', false, 'site: arrêté')],
    evidence: [{ server: 'web-01', source: 'site.log', lines: 'out of memory' }],
    proposals: [restart],
  });
  const order = [
    'depuis 3 min',
    'out of memory',
    '1. **Redémarrer**',
    'Répondez `1`',
    "<summary>Ce que j'ai regardé</summary>",
    'site: arrêté',
  ];
  const places = order.map((part) => markdown.indexOf(part));
  expect(places).toEqual([...places].sort((left, right) => left - right));
  expect(places).not.toContain(-1);
});

test('renderRefusal: what, why, who could, what instead', () => {
  expect(
    renderRefusal({
      language: 'en',
      because: sameText('victor may only look.'),
      could: sameText('bruno or chloe'),
      instead: sameText('I can show its state.'),
    }),
  ).toBe(
    '🚫 I do not do this. victor may only look.\n\nWho could ask for it: bruno or chloe.\n\nI can show its state.',
  );
});

test('renderError: the problem, where, and the exact next thing', () => {
  const markdown = renderError({
    language: 'fr',
    problem: sameText('La clé est refusée.'),
    server: 'web-01',
    step: 's1',
    next: sameText('Ajoutez la clé.'),
    command: '/ops retry r-1',
  });
  expect(markdown).toBe(
    '❌ La clé est refusée.\n\nserveur `web-01` · étape `s1`\n\n**Ensuite :** Ajoutez la clé.\n\n```text\n/ops retry r-1\n```',
  );
});

test('renderWaitingForLock: who holds what, linked, and how to stop waiting', () => {
  const markdown = renderWaitingForLock({
    language: 'en',
    runId: 'r-2',
    waitsFor: '1h',
    held: [
      { server: 'web-01', runId: 'r-1', reason: 'Restart the site', link: 'https://github.com/acme/ops/pull/7' },
      { server: 'web-02', runId: 'r-1', reason: '', link: undefined },
      { server: 'db-01', runId: 'r-3', reason: '', link: undefined, thread: '#12', waits: true },
      { server: 'db-02', runId: 'person:eve', reason: '', link: undefined, thread: '@everyone' },
    ],
  });
  expect(markdown).toContain('- `db-01` goes first to `r-3` · #12\n- `db-02` is held by `eve`\n');
  expect(markdown).toContain('This run is number 2 in the queue.');
  expect(markdown).toContain(
    '- `web-01` is held by [r-1](https://github.com/acme/ops/pull/7) (Restart the site)\n- `web-02` is held by `r-1`',
  );
  expect(markdown).toContain('give up after `1h`. To stop waiting: `/ops cancel r-2`');
});

describe('renderProgress', () => {
  const progress = {
    language: 'en' as const,
    title: 'Restart',
    runId: 'r-1',
    state: 'running' as const,
    done: 5,
    total: 10,
    now: 'restart site',
    batches: [],
  };

  test('a bar, what runs now, and how to steer', () => {
    const markdown = renderProgress(progress);
    expect(markdown).toContain('▶️ **Running.** Restart · `r-1`');
    expect(markdown).toContain('`██████████░░░░░░░░░░` 5/10 · restart site');
    expect(markdown).toContain('`/ops cancel r-1`');
  });

  test.each([
    ['nothing to do', 0, 0, 0],
    ['almost done is not full', 999, 1000, 19],
    ['done', 1000, 1000, 20],
    ['more than all', 12, 10, 20],
  ])('bar: %s', (_name, done, total, filled) => {
    expect(bar(done, total)).toBe('█'.repeat(filled) + '░'.repeat(20 - filled));
  });

  test('of many batches the one at work is shown', () => {
    const batches = Array.from({ length: 100 }, (_, index) => ({
      servers: [`web-${index}`],
      stands: index < 70 ? ('done' as const) : index === 70 ? ('now' as const) : ('next' as const),
      troubled: index === 3 || index === 70 ? 1 : 0,
    }));
    const markdown = renderProgress({ ...progress, batches });
    expect(markdown).toContain('| 70. `web-69` | ✓ |');
    expect(markdown).toContain('| 71. `web-70` | ▶️ · ❌ 1 |');
    expect(markdown).toContain('of 100 batches');
    expect(markdown.split('\n').length).toBeLessThan(35);
  });

  test('says which batch is at work', () => {
    expect(renderProgress({ ...progress, batch: { number: 3, of: 10 } })).toContain('batch 3 of 10');
    expect(renderProgress({ ...progress, language: 'fr', batch: { number: 3, of: 10 } })).toContain('lot 3 sur 10');
  });

  test('a failure that waits says which step, and each way on', () => {
    const markdown = renderProgress({ ...progress, state: 'paused', failedStep: 'migrate' });
    expect(markdown).toContain('❌ **A step failed, and I wait for you.**');
    expect(markdown).toContain('`/ops skip migrate --reason TEXT`');
    expect(markdown).not.toContain('/ops resume');
  });

  test('a paused run says how to go on', () => {
    expect(renderProgress({ ...progress, language: 'fr', state: 'paused' })).toContain('`/ops resume r-1`');
  });
});

test.each(['en', 'fr'] as const)('renderHelp names every command (%s)', (language) => {
  const commands = [{ usage: 'logs RUN [STEP]', meaning: { en: 'what it printed', fr: "ce qu'elle a affiché" } }];
  const markdown = renderHelp({ language, commands });
  expect(markdown).toContain(`| \`/ops logs RUN [STEP]\` | ${commands[0]?.meaning[language]} |`);
});

test.each([
  [0, '0 ms', '0 ms'],
  [84.4, '84 ms', '84 ms'],
  [1240, '1.24 s', '1,24 s'],
  [59_994, '59.99 s', '59,99 s'],
  [59_999, '1 min', '1 min'],
  [185_000, '3 min 5 s', '3 min 5 s'],
])('sayMilliseconds(%d)', (milliseconds, en, fr) => {
  expect(sayMilliseconds(milliseconds)).toEqual({ en, fr });
});
