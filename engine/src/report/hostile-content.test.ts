import { describe, expect, test } from 'vitest';
import type { Language } from '../actions/action.js';
import { MAX_COMMENT } from './fit-sections.js';
import { renderAnswer } from './render-answer.js';
import type { StepPreview } from '../preview/step-preview.js';
import { renderPreview } from './render-preview.js';
import { renderLoosened } from './render-loosened.js';
import { renderWordsNow } from './render-words-now.js';
import { renderDecision } from './render-decision.js';
import { renderDiagnosis } from './render-diagnosis.js';
import { renderError } from './render-error.js';
import { renderProgress } from './render-progress.js';
import { renderProposals } from './render-proposals.js';
import { renderPullRequestBody } from './render-pull-request-body.js';
import { renderQuestion } from './render-question.js';
import { renderRefusal } from './render-refusal.js';
import { renderReport } from './render-report.js';
import { renderUnapprovedMerge } from './render-unapproved-merge.js';
import { renderWaitingForLock } from './render-waiting-for-lock.js';

/** What a server, a model or a user may print to break out of the comment, ping a crowd, or track who reads. */
const EVIL = [
  '```',
  '@everyone @acme/ops',
  '<img src="https://evil.example/beacon.png">',
  '</details></summary>',
  '![](https://evil.example/b.png)',
  '<!-- chatops:run:r-1 -->',
  '| a | b |',
  '# heading',
  '````',
  '</sub>',
].join('\n');
const BIG = `${EVIL}\n`.repeat(3_000);
const both = (text: string) => ({ en: text, fr: text });

const proposal = (text: string) => ({
  title: both(text),
  effect: both(text),
  risk: 'medium' as const,
  servers: [text],
});
const finding = (text: string) => ({ server: text, ok: false, summary: both(text) });
const count = (text: string) => ({
  approvers: [{ login: text, role: 'admin' as const, by: 'review' as const }],
  missing: [both(text)],
  rejected: [{ login: text, because: both(text) }],
  oneApprovalShort: false,
});
const required = { count: 1, role: 'operator', admins: 0, requesterMayApprove: false, owners: [], rules: [] } as const;

const hostileStep = (text: string, preview: StepPreview) => ({
  server: text.slice(0, 60),
  step: text.slice(0, 40),
  uses: 'files.write',
  does: both(text),
  preview,
});

const renderers: Readonly<Record<string, (language: Language, text: string) => string | undefined>> = {
  answer: (language, text) =>
    renderAnswer({
      language,
      message: both(text),
      findings: [finding(text), finding(`${text}2`)],
      runbook: { yaml: text, durationMs: 5 },
    }),
  question: (language, text) =>
    renderQuestion({ language, message: both(text.slice(0, 4_000)), choices: [proposal(text.slice(0, 4_000))] }),
  proposals: (language, text) =>
    renderProposals({ language, message: both(text.slice(0, 4_000)), proposals: [proposal(text.slice(0, 4_000))] }),
  refusal: (language, text) =>
    renderRefusal({
      language,
      because: both(text.slice(0, 4_000)),
      could: both('bruno'),
      instead: both(text.slice(0, 4_000)),
    }),
  diagnosis: (language, text) =>
    renderDiagnosis({
      language,
      message: both(text),
      findings: [finding(text)],
      evidence: [
        { server: text, source: text, lines: text },
        { server: text, source: text, lines: text },
      ],
      proposals: [proposal('restart')],
    }),
  progress: (language, text) =>
    renderProgress({
      language,
      title: text,
      runId: 'r-1',
      state: 'running',
      done: 1,
      total: 3,
      now: text,
      batches: [],
      follow: text.slice(0, 100),
    }),
  report: (language, text) =>
    renderReport({
      language,
      outcome: 'failed',
      title: text,
      runId: 'r-1',
      durationMs: 1234,
      requester: 'alice',
      approvers: ['bruno'],
      pull: 7,
      because: both(text),
      steps: [
        {
          id: 's1',
          servers: [
            { server: 'web-01', result: 'failed', summary: both(text), durationMs: 12, outputTail: text },
            { server: undefined, result: 'done', summary: both(text), durationMs: 3, outputTail: text },
          ],
        },
      ],
      rollback: [{ server: 'web-01', step: 's1', ok: true, summary: both(text.slice(0, 4_000)), durationMs: 5 }],
    }),
  error: (language, text) =>
    renderError({
      language,
      problem: both(text.slice(0, 4_000)),
      server: 'web-01',
      step: 's1',
      next: both(text.slice(0, 4_000)),
      command: text.slice(0, 4_000),
    }),
  'waiting for a lock': (language, text) =>
    renderWaitingForLock({
      language,
      runId: 'r-1',
      waitsFor: '1h',
      held: [{ server: 'web-01', runId: 'r-0', reason: text.slice(0, 4_000), link: text.slice(0, 100) }],
    }),
  'unapproved merge': (language, text) => renderUnapprovedMerge({ language, ...count(text.slice(0, 4_000)) }),
  'approval status': (language, text) =>
    renderDecision(
      { kind: 'await-approval', purpose: 'run', required, remind: false, ...count(text.slice(0, 4_000)) },
      { language, head: 'abc' },
    ),
  'an emergency': (language, text) =>
    renderDecision(
      {
        kind: 'run',
        mergeCommit: 'c',
        files: [],
        approvers: [],
        freeze: { name: text, until: undefined, timeZone: 'UTC' },
        emergency: { login: text, reason: text },
      },
      { language, head: 'abc' },
    ),
  preview: (language, text) =>
    renderPreview({
      language,
      head: 'abc',
      backupRoom: 1,
      files: [
        { path: text, leftOut: 3, steps: [hostileStep(text, { kind: 'not-simulated', because: both(text) })] },
        {
          path: 'x',
          leftOut: 0,
          steps: [
            hostileStep(text, {
              kind: 'looked',
              before: { state: text, [text.slice(0, 100)]: text },
              files: [
                { path: text, diff: text.split('\n').map((line) => `+${line}`) },
                { path: text, diff: undefined, because: both(text.slice(0, 300)) },
              ],
              backupKiB: 1,
            }),
            hostileStep(text, { kind: 'read', ok: true, summary: both(text) }),
            hostileStep(text, { kind: 'looked', before: {}, files: [], alreadySo: both(text) }),
            hostileStep('web-02', { kind: 'failed', because: both(text) }),
          ],
        },
      ],
    }),
  'what is loosened': (language, text) =>
    renderLoosened([{ path: text, loosens: [both(text.slice(0, 1_000))], idle: [both(text)] }], language),
  'edited words': (language, text) => renderWordsNow('edited', { language, words: text }),
  'lint problems': (language, text) =>
    renderDecision(
      {
        kind: 'lint-failed',
        purpose: 'run',
        merged: false,
        files: [{ path: text.slice(0, 300), problems: [0, 1].map(() => ({ en: text, fr: text })) }],
      },
      { language, head: 'abc' },
    ),
  'changed files': (language, text) =>
    renderDecision(
      { kind: 'changed-since-approval', paths: [text.slice(0, 300)], because: both('x') },
      { language, head: 'abc' },
    ),
  'pull request': (language, text) =>
    renderPullRequestBody({
      language,
      message: both(text),
      steps: [
        {
          id: 's1',
          phase: 'steps',
          uses: 'shell.run',
          effect: 'change',
          places: [{ servers: ['web-01'], onController: false, does: both(text.slice(0, 4_000)) }],
          undo: both(text.slice(0, 4_000)),
          backup: { kind: 'none', because: text.slice(0, 4_000) },
        },
      ],
      onFailure: 'rollback',
      risk: 'high',
      reasons: [both(text.slice(0, 4_000))],
      environments: ['production'],
      approvals: { required, could: both('bruno'), mayNot: ['alice'] },
      request: { issue: 1, requester: 'alice', words: text },
      runbookPath: 'changes/x.yaml',
      yaml: text,
      mergesItself: false,
    }),
};

/** What is left once fenced blocks and code spans, which are inert, are taken out as a Markdown reader would. */
function active(markdown: string): string {
  const outside: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const marks = /^(?:> )*(`{3,})[^`]*$/.exec(line)?.[1];
    if (fence === undefined && marks !== undefined) fence = marks;
    else if (fence === undefined) outside.push(line.replace(/(?<![\\`])(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, ''));
    else if (marks !== undefined && marks.length >= fence.length && line.trim() === marks) fence = undefined;
  }
  expect(fence, 'a fence stays open').toBeUndefined();
  return outside.join('\n');
}

describe.each(Object.entries(renderers))('%s', (_name, render) => {
  test.each(['en', 'fr'] as const)('what others wrote stays inert (%s)', (language) => {
    const markdown = active(render(language, EVIL) ?? '');
    expect(markdown).not.toMatch(/@(?!\u200B)/);
    expect(markdown.replace(/<\/?(?:details|summary|sub)>/g, '')).not.toMatch(/<(?!!-- chatops)/);
    expect(markdown).not.toContain('<!--');
    expect(markdown).not.toMatch(/!\[[^\\]/);
    for (const tag of ['details', 'summary', 'sub'])
      expect(markdown.split(`<${tag}>`).length, tag).toBe(markdown.split(`</${tag}>`).length);
  });

  test.each(['en', 'fr'] as const)('a flood is bounded (%s)', (language) => {
    const markdown = render(language, BIG) ?? '';
    expect(markdown.length).toBeLessThanOrEqual(MAX_COMMENT - 500);
    active(markdown);
  });
});
