import type { Localized } from '@chatops-commander/engine/actions/action';
import { isFinalRunState } from '@chatops-commander/engine/records/run-row';
import { inlineCode } from '@chatops-commander/engine/report/markdown';
import { requestId } from '../../contract.js';
import { defineCommand } from '../command.js';
import { say } from '../say.js';
import { noChangeHere, pullAtHand, readHoldWords } from '../which-pull.js';

const runsLookedAt = 200;

export const hold = defineCommand({
  name: 'hold',
  usage: 'hold [--all] [--reason TEXT]',
  spellings: ['hold', 'retiens', 'retenir', 'gèle', 'geler'],
  meaning: {
    en: 'keep this change from running, or with --all every change at once',
    fr: "empêcher ce changement de s'exécuter, ou avec --all tous les changements d'un coup",
  },
  needs: 'operator',
  read: ({ rest }) => readHoldWords(rest),
  async answer({ all, run, reason }, { situation }, deps) {
    const { request, input } = situation;
    const { language, login } = request;
    const { repository } = input;
    const pull = all ? null : await pullAtHand(run, situation, deps);
    if (pull === undefined) return say(language, noChangeHere);
    const id = requestId(input);
    await deps.records.holds.place({ id, repository, pull, reason: reason ?? `#${input.issue}`, by: login });
    await deps.records.audit.append({
      actor: login,
      kind: 'hold.placed',
      subject: pull === null ? repository : `${repository}#${pull}`,
      data: { reason: reason ?? null, all },
      key: `hold.placed:${id}`,
    });
    if (pull !== null) {
      await deps.nudgeChange({ repository, pull });
      return say(language, heldOne(pull));
    }
    await deps.nudgeWaitingChanges(repository);
    const going = (await deps.records.runs.list({ limit: runsLookedAt, repository })).filter(
      (one) => !isFinalRunState(one.state),
    );
    return say(language, heldAll(going.map((one) => one.id)));
  },
});

const heldOne = (pull: number): Localized => ({
  en: `Nothing of pull request ${pull} starts until somebody lifts this. A run that goes on is stopped by \`/ops pause\` or \`/ops cancel\`. To lift it: \`/ops unhold\``,
  fr: `Rien de la pull request ${pull} ne démarre avant que quelqu'un ne lève ceci. Une exécution en cours s'arrête par \`/ops pause\` ou \`/ops cancel\`. Pour le lever : \`/ops unhold\``,
});

function heldAll(going: readonly string[]): Localized {
  const runs = going.slice(0, 20).map(inlineCode).join(', ');
  return {
    en: `Every change is stopped: no run starts, and those that go on wait before their next change${runs === '' ? '' : ` (${runs})`}. What is being done at this moment is ended by \`/ops cancel\`. To lift it: \`/ops unhold --all\``,
    fr: `Tous les changements sont arrêtés : aucune exécution ne démarre, et celles en cours attendent avant leur prochain changement${runs === '' ? '' : ` (${runs})`}. Ce qui se fait en ce moment s'arrête par \`/ops cancel\`. Pour le lever : \`/ops unhold --all\``,
  };
}
