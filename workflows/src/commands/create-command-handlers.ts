import type { Role } from '@chatops-commander/engine/approval/change-facts';
import { hasRole } from '@chatops-commander/engine/approval/roles';
import type { Command } from '@chatops-commander/engine/request/command';
import { noRole, refuse } from '../activities/request/refuse-request.js';
import type { Understanding } from '../activities/request/request-activities.js';
import { saveRequest } from '../activities/request/save-request.js';
import type { Situation } from '../activities/request/situation.js';
import { allCommands } from './all-commands.js';
import type { Answer, Recognised, ToldRun } from './command.js';
import type { CommandDeps } from './command-deps.js';
import { commandBlock, say } from './say.js';

/** A comment that is a command, or nearly. */
export type CommandLike = Exclude<Command<Recognised>, { readonly kind: 'ask-for' | 'choose' }>;

export interface CommandHandlers {
  /** `role` is what the policy in force gives to who wrote it, undefined when nothing. */
  handle(command: CommandLike, situation: Situation, role: Role | undefined): Promise<Understanding>;
}

/** Carries out the commands of a thread; who may is checked here, once. */
export function createCommandHandlers(deps: CommandDeps): CommandHandlers {
  const byName = new Map(allCommands.map((command) => [command.name, command]));

  async function carryOut(
    name: string,
    found: Recognised | undefined,
    situation: Situation,
    role: Role | undefined,
  ): Promise<Understanding> {
    const command = byName.get(name);
    const needs = command?.roleUnder(situation.config.policy);
    const refusals = { store: deps.store, audit: deps.records.audit };
    if (needs !== undefined && role === undefined) return await refuse(situation, noRole, needs, refusals);
    if (needs !== undefined && !hasRole(role, needs)) {
      const because = {
        en: `/ops ${name} is for the role ${needs} and above`,
        fr: `/ops ${name} est réservé au rôle ${needs} et aux rôles supérieurs`,
      };
      return await refuse(situation, because, needs, refusals);
    }
    const recognised = found ?? command?.read({ rest: [], text: '' });
    if (typeof recognised !== 'object') throw new Error(`no command is called ${name}; please report this`);
    return await tell(name, await recognised.answer({ situation, role }, deps), situation);
  }

  /** Says it, or has it proposed like any change that the planner made. */
  async function tell(name: string, answer: Answer, situation: Situation): Promise<Understanding> {
    if (typeof answer === 'string') {
      await situation.publish(answer);
      return { kind: 'answered', how: name };
    }
    if ('told' in answer) {
      if (!(await thumbsUp(answer, situation))) await situation.publish(answer.said);
      return { kind: 'answered', how: name };
    }
    const plan = { kind: 'propose', runbook: answer.propose, message: answer.message } as const;
    await saveRequest(situation, situation.request.language, deps.store, { outcome: 'propose', plan });
    return { kind: 'propose', title: answer.message.en };
  }

  return {
    async handle(command, situation, role) {
      const { language } = situation.request;
      switch (command.kind) {
        case 'command':
          return await carryOut(command.name, command.found, situation, role);
        case 'nothing':
          return await carryOut('help', undefined, situation, role);
        case 'incomplete':
          return await tell('incomplete', `${say(language, partMissing)}\n\n${commandBlock(command.usage)}`, situation);
        case 'near-miss':
          return await tell(
            'near-miss',
            `${say(language, unknown(command.typed))}\n\n${commandBlock(command.corrected)}`,
            situation,
          );
        default:
          return command satisfies never;
      }
    },
  };
}

/** A sign on the words themselves, where the run's own comment stands in the same thread; anywhere else they get an answer. */
async function thumbsUp({ told }: ToldRun, { input, client }: Situation): Promise<boolean> {
  const here = input.issue === told.issue || input.issue === told.pull;
  if (!here || input.source.kind !== 'comment') return false;
  await client.comments.reactToComment(input.source.id, '+1');
  return true;
}

const partMissing = { en: 'A part is missing. The whole command:', fr: 'Il manque une partie. La commande entière :' };
const unknown = (typed: string) => ({
  en: `I do not know "${typed}". The nearest command:`,
  fr: `Je ne connais pas « ${typed} ». La commande la plus proche :`,
});
