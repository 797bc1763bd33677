import type { Command } from 'commander';
import { type Setting, settings } from '../settings/setting.js';

/** @param topic `config`, the name of a command, or nothing: the list of commands */
export function help(program: Command, topic: string | undefined): void {
  if (topic === 'config') {
    process.stdout.write(describeSettings());
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
