import { type JsonObject, numberAt, objectAt, textAt } from '../json-object.js';
import { escapeHtml } from './escape-html.js';
import { renderMarkdown } from './render-markdown.js';

export interface Conversation {
  /** An issue or a pull request as the API shows it. */
  readonly subject: JsonObject;
  readonly comments: readonly JsonObject[];
  readonly reviews: readonly JsonObject[];
  readonly checks: readonly JsonObject[];
}

/** Title, state, and everything that was said, oldest first. */
export function renderConversation({ subject, comments, reviews, checks }: Conversation): string {
  const number = numberAt(subject, 'number');
  const state = subject.merged === true ? 'merged' : (textAt(subject, 'state') ?? '');
  const entries = [
    ...comments.map((comment) => ({
      at: textAt(comment, 'created_at') ?? '',
      html: renderEntry(comment, 'commented'),
    })),
    ...reviews.map((review) => ({
      at: textAt(review, 'submitted_at') ?? '',
      html: renderEntry(review, verdictOf(review)),
    })),
  ].sort((a, b) => a.at.localeCompare(b.at));
  return [
    `<h1>${escapeHtml(textAt(subject, 'title') ?? '')} <span class="muted">#${number}</span></h1>`,
    `<p><span class="state ${escapeHtml(state)}">${escapeHtml(state)}</span> ${branches(subject)}</p>`,
    renderEntry(subject, 'opened this'),
    ...entries.map(({ html }) => html),
    ...checks.map(renderCheck),
  ].join('\n');
}

function branches(subject: JsonObject): string {
  const head = textAt(subject, 'head', 'ref');
  if (head === undefined) return '';
  const merger = textAt(subject, 'merged_by', 'login');
  const into = `into <code>${escapeHtml(textAt(subject, 'base', 'ref') ?? '')}</code> from <code>${escapeHtml(head)}</code>`;
  return merger === undefined ? into : `${into}, merged by <b>${escapeHtml(merger)}</b>`;
}

function verdictOf(review: JsonObject): string {
  const commit = textAt(review, 'commit_id')?.slice(0, 7);
  const state = (textAt(review, 'state') ?? '').toLowerCase().replaceAll('_', ' ');
  return `reviewed: ${state} at ${commit}`;
}

function renderEntry(entry: JsonObject, did: string): string {
  const who = textAt(entry, 'user', 'login') ?? 'ghost';
  const at = textAt(entry, 'submitted_at') ?? textAt(entry, 'created_at') ?? '';
  const head = `<b>${escapeHtml(who)}</b> ${escapeHtml(did)} <span class="muted">${escapeHtml(at)}</span> ${reactionsOf(entry)}`;
  const body = textAt(entry, 'body') ?? '';
  return `<div class="box"><div class="head">${head}</div><div class="in">${renderMarkdown(body)}</div></div>`;
}

const faces: Readonly<Record<string, string>> = {
  '+1': '👍',
  '-1': '👎',
  laugh: '😄',
  hooray: '🎉',
  confused: '😕',
  heart: '❤️',
  rocket: '🚀',
  eyes: '👀',
};

function reactionsOf(entry: JsonObject): string {
  const counts = objectAt(entry, 'reactions') ?? {};
  return Object.entries(faces)
    .filter(([content]) => (numberAt(counts, content) ?? 0) > 0)
    .map(([content, face]) => `${face} ${numberAt(counts, content)}`)
    .join(' ');
}

/** A check run in a box of its own. */
export function renderCheck(run: JsonObject): string {
  const outcome = textAt(run, 'conclusion') ?? textAt(run, 'status') ?? '';
  const title = textAt(run, 'output', 'title') ?? '';
  const texts = [textAt(run, 'output', 'summary'), textAt(run, 'output', 'text')].filter((text) => text !== undefined);
  const head = `<b>${escapeHtml(textAt(run, 'name') ?? '')}</b>: ${escapeHtml(outcome)} <span class="muted">${escapeHtml(title)}</span>`;
  return `<div class="box"><div class="head">${head}</div><div class="in">${texts.map(renderMarkdown).join('')}</div></div>`;
}
