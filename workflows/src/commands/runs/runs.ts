import { RUN_STATE_NAMES } from '@chatops-commander/engine/report/run-state-names';
import { inline, inlineCode, table } from '@chatops-commander/engine/report/markdown';
import { nothing } from '@chatops-commander/engine/request/command-arguments';
import { defineCommand } from '../command.js';
import { say } from '../say.js';

const runsShown = 15;

export const runs = defineCommand({
  name: 'runs',
  usage: 'runs',
  spellings: ['runs', 'exécutions', 'les exécutions', 'historique', 'history'],
  meaning: { en: 'the latest runs', fr: 'les dernières exécutions' },
  needs: 'viewer',
  read: ({ rest }) => nothing(rest),
  async answer(_args, { situation }, deps) {
    const { language } = situation.request;
    const list = await deps.records.runs.list({ limit: runsShown, repository: situation.input.repository });
    if (list.length === 0)
      return say(language, { en: 'Nothing has run here yet.', fr: "Rien n'a encore été exécuté ici." });
    const head = language === 'fr' ? ['Exécution', 'État', 'Quoi'] : ['Run', 'State', 'What'];
    return table(
      head,
      list.map((run) => [
        inlineCode(run.id),
        `${RUN_STATE_NAMES[run.state][language]} · #${run.pull}`,
        inline(run.title),
      ]),
    );
  },
});
