import { optionalRun } from '@chatops-commander/engine/request/command-arguments';
import { defineCommand } from '../command.js';
import { say } from '../say.js';

/** Says on a merged pull request that what it added is still wanted. Whether the person may is judged with the change. */
export const confirm = defineCommand({
  name: 'confirm',
  usage: 'confirm [RUN]',
  spellings: ['confirm', 'confirme', 'confirmer', 'je confirme', 'i confirm', 'run confirm'],
  meaning: {
    en: 'run an old or repeated change after all',
    fr: 'exécuter malgré tout un changement ancien ou déjà exécuté',
  },
  needs: 'operator',
  read: ({ rest }) => optionalRun(rest),
  async answer(_args, { situation }, deps) {
    const { input, request, client } = situation;
    const issue = await client.comments.issue(input.issue);
    if (!issue.isPullRequest || input.source.kind === 'issue') {
      return say(request.language, {
        en: 'Say it on the pull request that asks for it.',
        fr: 'Dites-le sur la pull request qui le demande.',
      });
    }
    const pull = await client.pulls.pull(input.issue);
    if (pull.merge === undefined) {
      return say(request.language, {
        en: 'This pull request is not merged; there is nothing to confirm yet.',
        fr: "Cette pull request n'est pas fusionnée ; il n'y a encore rien à confirmer.",
      });
    }
    const comparison = await client.contents.compare(await client.contents.firstParent(pull.merge.commit), pull.head);
    const comment = input.source.id;
    for (const file of comparison.files) {
      if (file.status !== 'added' || file.blob === undefined || !file.path.startsWith('changes/')) continue;
      await deps.records.confirmations.confirm({
        repository: input.repository,
        pull: input.issue,
        blob: file.blob,
        login: request.login,
        comment,
      });
    }
    await deps.records.audit.append({
      actor: request.login,
      kind: 'change.confirmed',
      subject: `${input.repository}#${input.issue}`,
      data: { comment },
      key: `change.confirmed:${input.repository}#${input.issue}:${comment}`,
    });
    await deps.nudgeChange({ repository: input.repository, pull: input.issue });
    return say(request.language, { en: 'Noted. I judge it again now.', fr: 'C’est noté. Je la juge à nouveau.' });
  },
});
