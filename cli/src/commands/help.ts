import type { Command } from 'commander';
import { type Setting, settings } from '../settings/setting.js';

/** @param topic `config`, `actions`, the name of an action or of a command, or nothing: the list of commands */
export async function help(program: Command, topic: string | undefined): Promise<void> {
  if (topic === 'config') {
    process.stdout.write(describeSettings());
    return;
  }
  // read only for those who ask for it, so that help itself stays quick
  if (topic === 'actions' || topic?.includes('.') === true) {
    const { describeAction, describeActions } = await import('./help-action.js');
    const text = topic === 'actions' ? describeActions() : describeAction(topic);
    if (text === undefined) program.error(`there is no action "${topic}"; chatops help actions lists them`);
    process.stdout.write(text);
    return;
  }
  const command = program.commands.find((one) => one.name() === topic);
  if (topic !== undefined && command === undefined)
    program.error(`there is no command "${topic}"; chatops help lists them`);
  (command ?? program).outputHelp();
}

/** Every setting with what it means and its default. */
export function describeSettings(): string {
  const list: readonly Setting[] = settings;
  const lines = list.map((setting) => {
    const fallback = setting.fallback === undefined ? '' : ` Default: ${setting.fallback}.`;
    return `  ${setting.name.padEnd(24)}${setting.about}${fallback}`;
  });
  return `Settings are environment variables:\n\n${lines.join('\n')}\n`;
}
