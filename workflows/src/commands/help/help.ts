import { renderHelp } from '@chatops-commander/engine/report/render-help';
import { nothing } from '@chatops-commander/engine/request/command-arguments';
import { type ChatCommand, defineCommand } from '../command.js';

/** Lists the others, as their own definitions tell them, and itself. */
export function createHelp(others: readonly ChatCommand[]): ChatCommand {
  const help: ChatCommand = defineCommand({
    name: 'help',
    usage: 'help',
    spellings: ['help', 'aide', 'aide-moi', '?'],
    meaning: { en: 'this list', fr: 'cette liste' },
    needs: 'anyone',
    read: ({ rest }) => nothing(rest),
    answer: async (_args, { situation }) =>
      renderHelp({ language: situation.request.language, commands: [help, ...others] }),
  });
  return help;
}
