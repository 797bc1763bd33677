import { INCOMPLETE } from '@chatops-commander/engine/request/command';
import { comparePull } from '../../activities/change/compare-pull.js';
import { defineCommand } from '../command.js';
import { say } from '../say.js';

/**
 * Says that what a pull request adds cannot wait for the end of a freeze. Whether the person may, and whether that is
 * enough, is judged with the change.
 */
export const emergency = defineCommand({
  name: 'emergency',
  usage: 'emergency REASON',
  spellings: ['emergency', 'urgence'],
  meaning: {
    en: 'on a pull request: get a change through a freeze, with one more approval',
    fr: 'sur une pull request : faire passer un changement pendant un gel, avec une approbation de plus',
  },
  needs: 'operator',
  read: ({ rest }) => (rest.length === 0 ? INCOMPLETE : { reason: rest.join(' ') }),
  async answer({ reason }, { situation }, deps) {
    const { input, request, client } = situation;
    const issue = await client.comments.issue(input.issue);
    if (!issue.isPullRequest || input.source.kind === 'issue') {
      return say(request.language, {
        en: `An emergency is declared on the pull request that waits. Here, ask me for what you need, as in \`/ops ${reason}\`.`,
        fr: `Une urgence se déclare sur la pull request qui attend. Ici, demandez-moi ce qu'il vous faut, par exemple \`/ops ${reason}\`.`,
      });
    }
    const pull = await client.pulls.pull(input.issue);
    const base = pull.merge === undefined ? pull.base : await client.contents.firstParent(pull.merge.commit);
    const { files } = await comparePull(base, pull.head, client.contents);
    const added = files.filter((file) => file.status === 'added' && file.path.startsWith('changes/'));
    const comment = input.source.id;
    for (const { blob } of added) {
      if (blob === undefined) continue;
      await deps.records.emergencies.declare({
        repository: input.repository,
        pull: input.issue,
        blob,
        login: request.login,
        reason,
        comment,
      });
    }
    await deps.records.audit.append({
      actor: request.login,
      kind: 'change.emergency-declared',
      subject: `${input.repository}#${input.issue}`,
      data: { comment, reason, files: added.map(({ path, blob }) => ({ path, blob: blob ?? null })) },
      key: `change.emergency-declared:${input.repository}#${input.issue}:${comment}`,
    });
    await deps.nudgeChange({ repository: input.repository, pull: input.issue });
    return say(request.language, {
      en: '🚨 Noted, for the files as they are now. I judge the pull request again and say there what it takes.',
      fr: '🚨 C’est noté, pour les fichiers tels qu’ils sont. Je juge à nouveau la pull request et j’y dis ce qu’il faut.',
    });
  },
});
