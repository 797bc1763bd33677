import type { Role } from '@chatops-commander/engine/approval/change-facts';
import { hasRole } from '@chatops-commander/engine/approval/roles';
import { nameEligible, whoCould } from '@chatops-commander/engine/approval/who-could';
import { renderHelp } from '@chatops-commander/engine/report/render-help';
import { renderRefusal } from '@chatops-commander/engine/report/render-refusal';
import type { Command } from '@chatops-commander/engine/request/command';
import type { Situation } from '../activities/request/situation.js';
import type { CommandDeps, CommandHandler, CommandHandlers, CommandOf } from './command-handler.js';
import { confirm } from './confirm.js';
import { emergency } from './emergency.js';
import { say } from './say.js';
import { commandBlock, logs, runs, servers, status } from './show-runs.js';
import { retry, rollback, skip, steerHandler } from './steer.js';

type Handled = Exclude<Command['kind'], 'help' | 'ask-for' | 'choose' | 'incomplete' | 'near-miss'>;

const handlers: { readonly [Kind in Handled]: CommandHandler<Kind> } = {
  status,
  runs,
  servers,
  logs,
  cancel: steerHandler('cancel'),
  pause: steerHandler('pause'),
  resume: steerHandler('resume'),
  rollback,
  retry,
  skip,
  confirm,
  emergency,
};

/** Carries out the commands of a thread; who may is checked here, once. */
export function createCommandHandlers(deps: CommandDeps): CommandHandlers {
  async function run<Kind extends Handled>(
    kind: Kind,
    command: CommandOf<Kind>,
    situation: Situation,
    role: Role,
  ): Promise<string> {
    const handler: CommandHandler<Kind> = handlers[kind];
    if (hasRole(role, handler.role)) return await handler.answer(command, situation, deps);
    const { language } = situation.request;
    return renderRefusal({
      language,
      because: {
        en: `/ops ${kind} is for the role ${handler.role} and above`,
        fr: `/ops ${kind} est réservé au rôle ${handler.role} et aux rôles supérieurs`,
      },
      could: nameEligible(whoCould(situation.config.policy, handler.role)),
    });
  }
  async function answer(situation: Situation, role: Role): Promise<string> {
    const { command, language } = situation.request;
    switch (command.kind) {
      case 'incomplete':
        return `${say(language, { en: 'A part is missing. The whole command:', fr: 'Il manque une partie. La commande entière :' })}\n\n${commandBlock(command.usage)}`;
      case 'near-miss':
        return `${say(language, { en: `I do not know "${command.typed}". The nearest command:`, fr: `Je ne connais pas « ${command.typed} ». La commande la plus proche :` })}\n\n${commandBlock(command.usage)}`;
      case 'help':
      case 'ask-for':
      case 'choose':
        return renderHelp({ language });
      default:
        // the switch has narrowed the command to one of the handled kinds; TypeScript cannot tie kind and command together
        return await run(command.kind, command as never, situation, role);
    }
  }
  return {
    async help(situation) {
      await situation.publish(renderHelp({ language: situation.request.language }));
      return { kind: 'answered', how: 'help' };
    },
    async handle(situation, role) {
      await situation.publish(await answer(situation, role));
      return { kind: 'answered', how: situation.request.command.kind };
    },
  };
}
