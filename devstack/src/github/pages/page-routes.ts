import type { RepositoryAddress } from '../address.js';
import type { CheckRuns } from '../check-runs.js';
import type { EmulatedRepository } from '../emulated-repository.js';
import type { Compare } from '../git/compare.js';
import type { GitRepository } from '../git/git-repository.js';
import { type JsonObject, numberAt, objectsOf, textAt } from '../json-object.js';
import type { PullPresentation } from '../present-pull.js';
import type { PullRecords } from '../pull-records.js';
import { type Route, route } from '../router.js';
import { notFound, type ApiRequest, type ApiResponse } from '../api.js';
import { escapeHtml } from './escape-html.js';
import { renderPage } from './page-layout.js';
import { renderCheck, renderConversation } from './render-conversation.js';
import { renderDiff } from './render-diff.js';

export interface PagesDeps {
  readonly address: RepositoryAddress;
  readonly git: Pick<GitRepository, 'resolve' | 'read' | 'commit'>;
  readonly compare: Compare;
  readonly emulated: EmulatedRepository;
  readonly records: Pick<PullRecords, 'observe'>;
  readonly pulls: PullPresentation;
  readonly checkRuns: Pick<CheckRuns, 'of'>;
  readonly mended: (body: unknown) => unknown;
}

/** Pages to read in a browser: lists, conversations, diffs and files. Anybody on this machine may read them. */
export function pageRoutes(deps: PagesDeps): Route[] {
  const { address, git, compare, emulated, records, pulls, checkRuns, mended } = deps;

  const html = (title: string, body: string): ApiResponse => ({
    status: 200,
    body: renderPage({ title: `${title} · ${address.fullName}`, repository: address.fullName, body }),
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });

  const list = async (): Promise<ApiResponse> => {
    const [issues, pullRequests] = await Promise.all([
      emulated.all('/issues?state=all'),
      emulated.all('/pulls?state=all'),
    ]);
    const item = (one: JsonObject) =>
      `<li><a href="${escapeHtml(textAt(one, 'html_url') ?? '')}">#${numberAt(one, 'number')} ${escapeHtml(textAt(one, 'title') ?? '')}</a> <span class="muted">${escapeHtml(textAt(one, 'state') ?? '')}, by ${escapeHtml(textAt(one, 'user', 'login') ?? '')}</span></li>`;
    const part = (title: string, items: readonly JsonObject[]) =>
      `<h2>${title}</h2><ul>${items.map(item).join('') || '<li>none yet</li>'}</ul>`;
    const clone = `<p>Clone with <code>git clone ${escapeHtml(`${address.htmlUrl}.git`)}</code></p>`;
    return html('Issues and pull requests', part('Pull requests', pullRequests) + part('Issues', issues) + clone);
  };

  const commentsOf = async (number: string): Promise<JsonObject[]> =>
    objectsOf(mended(await emulated.all(`/issues/${Number(number)}/comments`)));

  const issue = async ({ params: { number = '' } }: ApiRequest): Promise<ApiResponse> => {
    const found = await emulated.call('front', 'GET', `/issues/${Number(number)}`);
    if (found.status !== 200)
      return { status: 302, headers: { location: `${address.htmlUrl}/pull/${Number(number)}` } };
    const [subject = {}] = objectsOf([mended(found.body)]);
    const conversation = { subject, comments: await commentsOf(number), reviews: [], checks: [] };
    return html(textAt(subject, 'title') ?? '', renderConversation(conversation));
  };

  const pull = async ({ params: { number = '' } }: ApiRequest): Promise<ApiResponse> => {
    const found = await emulated.pull(number);
    const record = await records.observe(found);
    if (record === undefined) throw notFound();
    const [subject, comments, reviews, checks, compared] = await Promise.all([
      pulls.full(found),
      commentsOf(number),
      emulated.all(`/pulls/${record.number}/reviews`),
      checkRuns.of(record.head),
      compare(record.base, record.head),
    ]);
    const body = renderConversation({ subject, comments, reviews, checks });
    return html(textAt(subject, 'title') ?? '', `${body}<h2>Files changed</h2>${renderDiff(compared?.files ?? [])}`);
  };

  const commit = async ({ params: { sha = '' } }: ApiRequest): Promise<ApiResponse> => {
    const id = await git.resolve(sha);
    const found = id === undefined ? undefined : await git.commit(id);
    if (found === undefined) throw notFound();
    const [parent] = found.parents;
    const files = parent === undefined ? [] : ((await compare(parent, found.sha))?.files ?? []);
    const by = `${found.author.name}, ${found.author.date}`;
    const head = `<h1>${escapeHtml(found.sha.slice(0, 10))}</h1><p class="muted">${escapeHtml(by)}</p>`;
    return html(found.sha.slice(0, 10), `${head}<pre>${escapeHtml(found.message)}</pre>${renderDiff(files)}`);
  };

  const check = async ({ params: { sha = '', id = '' } }: ApiRequest): Promise<ApiResponse> => {
    const run = (await checkRuns.of(sha)).find((one) => String(numberAt(one, 'id')) === id);
    if (run === undefined) throw notFound();
    return html(textAt(run, 'name') ?? '', renderCheck(run));
  };

  /** A ref may have slashes, so the longest beginning that names a commit is taken for it. */
  const fileAt = async (refAndPath: string): Promise<{ path: string; text: string }> => {
    const parts = refAndPath.split('/');
    for (let split = parts.length - 1; split > 0; split -= 1) {
      const sha = await git.resolve(parts.slice(0, split).join('/'));
      const path = parts.slice(split).join('/');
      const found = sha === undefined ? undefined : await git.read(`${sha}:${path}`);
      if (found?.type === 'blob') return { path, text: found.content.toString('utf8') };
    }
    throw notFound();
  };

  return [
    route('GET', '/', async () => ({ status: 302, headers: { location: address.htmlUrl } })),
    ...[`/${address.fullName}`, `/${address.fullName}/issues`, `/${address.fullName}/pulls`].map((path) =>
      route('GET', path, list),
    ),
    route('GET', `/${address.fullName}/issues/:number`, issue),
    route('GET', `/${address.fullName}/pull/:number`, pull),
    route('GET', `/${address.fullName}/pull/:number/files`, pull),
    route('GET', `/${address.fullName}/commit/:sha`, commit),
    route('GET', `/${address.fullName}/commit/:sha/checks/:id`, check),
    route('GET', `/${address.fullName}/blob/*file`, async ({ params: { file = '' } }) => {
      const { path, text } = await fileAt(file);
      return html(path, `<h1>${escapeHtml(path)}</h1><pre>${escapeHtml(text)}</pre>`);
    }),
    route('GET', `/${address.fullName}/raw/*file`, async ({ params: { file = '' } }) => ({
      status: 200,
      body: (await fileAt(file)).text,
    })),
  ];
}
