import { check, statusOf } from './check.js';
import type { Said } from './conversation.js';
import type { Stage } from './stage.js';
import { pullLinkedFrom } from './pull-link.js';

/** "le site est down": diagnosis, proposals, a choice, a pull request, a review, the merge, the restart, the report. */
export async function storySiteDown(stage: Stage): Promise<void> {
  const { conversation, screen, alice, bruno, bot, site } = stage;
  screen.title('2. The site is down');
  const { logLine } = await site.crash();
  const startsBefore = await site.starts();
  screen.note(`the demo stopped ${site.name} on its server; nothing listens at ${site.url} now`);
  check(screen, 'the site is really down', (await statusOf(site.url)) === undefined && site.pid() === undefined);

  const issue = await conversation.openIssue(alice, 'Le site ne répond plus');
  await ask(stage, issue, '/ops le site est down');
  const proposals = await answerWith(stage, issue, 'numbered proposals', (comment) => /^\s*1\. /m.test(comment.body));
  screen.said(bot, proposals.body, `issue #${issue}`);
  check(screen, 'the diagnosis quotes the line with which the site died', proposals.body.includes(logLine));

  await ask(stage, issue, '1');
  const pull = await conversation.until('a pull request', async () =>
    pullLinkedFrom(await conversation.comments(issue), bot),
  );
  const shown = await conversation.pull(pull);
  screen.said(bot, `**${String(shown.title)}**\n\n${String(shown.body)}`, `pull request #${pull}`);
  screen.link('files of the pull request', `${String(shown.html_url)}/files`);
  check(
    screen,
    'nothing ran yet: the site is still down',
    site.pid() === undefined && (await statusOf(site.url)) === undefined,
  );

  await conversation.approve(bruno, pull, 'Vu, on y va.');
  screen.said(bruno.login, 'Vu, on y va. (approved)', `pull request #${pull}`);
  await conversation.merge(bruno, pull);
  screen.note(`${bruno.login} merged #${pull}`);

  const report = await answerWith(stage, issue, 'the report', (comment) => comment.body.includes('✅'));
  screen.said(bot, report.body, `issue #${issue}`);
  screen.link('the run in Temporal', stage.temporalUi);
  check(screen, 'the site answers again, from outside', (await statusOf(site.url)) === 200);
  check(screen, 'it was started exactly once', (await site.starts()) === startsBefore + 1 && site.pid() !== undefined);
  check(screen, 'the report gives milliseconds', /\d\s?ms/.test(report.body));
}

async function ask(stage: Stage, issue: number, words: string): Promise<void> {
  await stage.conversation.say(stage.alice, issue, words);
  stage.screen.said(stage.alice.login, words, `issue #${issue}`);
}

function answerWith(stage: Stage, issue: number, what: string, fits: (comment: Said) => boolean): Promise<Said> {
  return stage.conversation.until(what, async () =>
    (await stage.conversation.comments(issue)).findLast((comment) => comment.login === stage.bot && fits(comment)),
  );
}
