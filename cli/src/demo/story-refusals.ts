import { check, statusOf } from './check.js';
import { pullLinkedFrom } from './pull-link.js';
import type { Stage } from './stage.js';

/** Somebody without the right, and a merge without the approval: nothing runs, and both are told why. */
export async function storyRefusals(stage: Stage): Promise<void> {
  const { conversation, screen, alice, bruno, eve, bot, site } = stage;
  screen.title('3. Without the right, and without the approval');
  const pidBefore = site.pid();

  const issue = await conversation.openIssue(eve, 'Un petit redémarrage ?');
  const words = '/ops redémarre le site';
  await conversation.say(eve, issue, words);
  screen.said(eve.login, words, `issue #${issue}`);
  const refusal = await conversation.until('the refusal', async () =>
    (await conversation.comments(issue)).find((comment) => comment.login === bot),
  );
  screen.said(bot, refusal.body, `issue #${issue}`);
  check(screen, 'the refusal says who could', refusal.body.includes(alice.login) || refusal.body.includes(bruno.login));

  const second = await conversation.openIssue(alice, 'Arrêt du site pour ce soir');
  const stop = '/ops arrête le site';
  await conversation.say(alice, second, stop);
  screen.said(alice.login, stop, `issue #${second}`);
  const pull = await conversation.until('a pull request', async () =>
    pullLinkedFrom(await conversation.comments(second), bot),
  );
  await conversation.merge(alice, pull);
  screen.note(`${alice.login} asked for it, and merged #${pull} without anybody's approval`);
  const said = await conversation.until('the pull request says why', async () =>
    (await conversation.comments(pull)).findLast(
      (comment) => comment.login === bot && /rien exécuté/i.test(comment.body),
    ),
  );
  screen.said(bot, said.body, `pull request #${pull}`);
  check(
    screen,
    'nothing ran: the same process still serves the site',
    site.pid() === pidBefore && (await statusOf(site.url)) === 200,
  );
}
