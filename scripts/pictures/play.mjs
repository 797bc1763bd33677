import { pullLinkedFrom } from '../../cli/dist/demo/pull-link.js';

/** The demo's site is down, mended by a pull request; and a change that somebody merged without its approval. */
export async function playForPictures(stack, stage) {
  const { conversation, alice, bruno, bot } = stage;
  const api = `/repos/${stack.repository}`;
  const get = async (path) => (await alice.request('GET', `${api}${path}`)).body;
  const pullOf = (issue) =>
    conversation.until('a pull request', async () => pullLinkedFrom(await conversation.comments(issue), bot));
  const said = (issue, what, fits) =>
    conversation.until(what, async () =>
      (await conversation.comments(issue)).findLast((one) => one.login === bot && fits(one.body)),
    );

  await stage.site.crash();
  const issue = await conversation.openIssue(alice, 'Le site ne répond plus');
  await conversation.say(alice, issue, '/ops le site est down');
  await said(issue, 'proposals', (body) => /^\s*1\. /m.test(body));
  await conversation.say(alice, issue, '1');
  const pull = await pullOf(issue);
  await said(pull, 'the preview', (body) => body.includes('chatops:preview'));
  await said(pull, 'what is missing', (body) => body.includes('chatops:approval'));
  const opened = await pullPage(pull);
  await conversation.approve(bruno, pull, 'Vu, on y va.');
  await conversation.merge(bruno, pull);
  await said(issue, 'the report', (body) => body.includes('✅'));
  const asked = await issuePage(issue);
  const [run] = await stack.records.runs.runsOfPull(stack.repository, pull);

  const other = await conversation.openIssue(alice, 'The staging site is in the way');
  await conversation.say(alice, other, '/ops stop the staging site');
  const unapproved = await pullOf(other);
  await said(unapproved, 'what is missing', (body) => body.includes('chatops:approval'));
  await conversation.merge(alice, unapproved);
  await said(unapproved, 'that nothing ran', (body) => body.includes('/ops revert'));
  await conversation.say(bruno, unapproved, '/ops again');
  await said(unapproved, 'the pull request anew', (body) => body.includes('proposed anew'));
  const upheld = await pullPage(unapproved);
  return { opened, asked, upheld, workflow: `/namespaces/default/workflows/${encodeURIComponent(run.workflowId)}` };

  async function issuePage(number) {
    const subject = await get(`/issues/${number}`);
    return {
      title: subject.title,
      number,
      state: 'issue',
      meta: `<b>${subject.user.login}</b> opened this issue`,
      entries: await entriesOf(number),
    };
  }
  async function pullPage(number) {
    const subject = await get(`/pulls/${number}`);
    const reviews = await get(`/pulls/${number}/reviews`);
    const { check_runs: checks } = await get(`/commits/${subject.head.sha}/check-runs`);
    const merged = subject.merged
      ? [{ login: subject.merged_by.login, event: 'merged this pull request', at: subject.merged_at }]
      : [];
    const entries = [
      { login: subject.user.login, body: withoutMarker(subject.body), at: '' },
      ...(await entriesOf(number)),
      ...reviews.map((one) => ({
        login: one.user.login,
        event: `${one.state.toLowerCase()} these changes`,
        at: one.submitted_at,
      })),
      ...merged,
    ].sort((one, next) => one.at.localeCompare(next.at));
    return {
      title: subject.title,
      number,
      state: subject.merged ? 'merged' : subject.state,
      meta: `<b>${subject.user.login.replace('[bot]', '')}</b> wants to merge into <code>${subject.base.ref}</code> from <code>${subject.head.ref}</code>`,
      entries: subject.merged ? entries : [...entries, { checks: checks.map(toCheck) }],
    };
  }
  async function entriesOf(number) {
    const comments = await get(`/issues/${number}/comments?per_page=100`);
    return comments.map((one) => ({
      login: one.user.login,
      body: withoutMarker(one.body),
      at: one.created_at,
      reactions: `${one.reactions?.eyes ? '👀 1 ' : ''}${one.reactions?.['+1'] ? '👍 1' : ''}`,
    }));
  }
}

const withoutMarker = (body) => (body ?? '').replace(/^<!--.*?-->\n?/, '');
const marks = { success: '✅', failure: '❌', neutral: '⬜', action_required: '🟠', cancelled: '⬛' };
const toCheck = ({ name, conclusion, output }) => ({ name, ok: marks[conclusion] ?? '🟡', title: output?.title ?? '' });
