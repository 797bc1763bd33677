import { check, statusOf } from './check.js';
import type { Stage } from './stage.js';

/** "tout va bien ?": read straight from every server, answered with the state of each. */
export async function storyAllWell(stage: Stage): Promise<void> {
  const { conversation, screen, alice, bot, site } = stage;
  screen.title('1. Is everything all right?');
  const issue = await conversation.openIssue(alice, 'Astreinte du matin');
  const words = '/ops tout va bien ?';
  await conversation.say(alice, issue, words);
  screen.said(alice.login, words, `issue #${issue}`);

  const answer = await conversation.until('the answer with every server', async () => {
    const comments = await conversation.comments(issue);
    return comments.find(
      (comment) => comment.login === bot && stage.servers.every((server) => comment.body.includes(server)),
    );
  });
  screen.said(bot, answer.body, `issue #${issue}`);
  check(
    screen,
    'the runbook is folded under the answer',
    answer.body.includes('<details>') && answer.body.includes('system.health'),
  );
  check(
    screen,
    `no pull request was needed, and ${site.name} answers from outside`,
    !answer.body.includes('/pull/') && (await statusOf(site.url)) === 200,
  );
}
