import { maskSecrets } from '../../report/mask-secrets.js';
import type { CommandAction, Localized, StepResult } from '../action.js';
import { unreadable } from '../failed-result.js';
import { optionalInteger, optionalText } from '../input-fields.js';
import { sameText } from '../localized.js';
import { ONLY_READS } from '../only-reads.js';
import { parseReport, type Report } from '../report-lines.js';
import { sayMebibytes } from '../say-figures.js';
import { scriptCommand } from '../script-command.js';
import { parseMemory } from './parse-memory.js';
import { PROCESSES_SCRIPT } from './sample-processes.js';

const DEFAULT_TOP = 10;

/** One process, as it was while we looked. */
interface Process {
  readonly pid: number;
  readonly user: string;
  /** Of one CPU; more than 100 with several threads. */
  readonly cpuPercent: number;
  readonly memoryMiB: number;
  readonly memoryPercent: number;
  /** Since its start. */
  readonly seconds: number;
  readonly command: string;
}

export const systemProcesses: CommandAction = {
  kind: 'command',
  name: 'system.processes',
  effect: 'read',
  risk: 'low',
  summary: {
    en: 'The processes that use most CPU or memory right now',
    fr: 'Les processus qui utilisent le plus de processeur ou de mémoire en ce moment',
  },
  input: {
    type: 'object',
    additionalProperties: false,
    properties: {
      top: { description: 'How many; 10 without it.', type: 'integer', minimum: 1, maximum: 50 },
      by: { description: '`cpu` without it.', enum: ['cpu', 'memory'] },
    },
  },
  describe(input) {
    const { top, by } = asked(input);
    return {
      en: `Lists the ${top} processes that use most ${by === 'cpu' ? 'CPU' : 'memory'}`,
      fr: `Liste les ${top} processus qui utilisent le plus de ${by === 'cpu' ? 'processeur' : 'mémoire'}`,
    };
  },
  undo: ONLY_READS,
  defaultTimeoutMs: 30_000,
  command(input, context) {
    const { top, by } = asked(input);
    const args = [String(top), by];
    return scriptCommand({ text: PROCESSES_SCRIPT, args, become: 'login-user', timeoutMs: context.timeoutMs });
  },
  parse(result, input): StepResult {
    const report = parseReport(result.stdout);
    const processes = report === undefined ? [] : readProcesses(report);
    // There is always one: init.
    if (processes.length === 0) return unreadable(result, { en: 'Processes', fr: 'Processus' });
    const { by } = asked(input);
    return {
      kind: 'done',
      changed: false,
      outputs: { by, processes: processes.map((process) => ({ ...process })) },
      summary: sayTop(processes, by),
    };
  },
};

function asked(input: Parameters<CommandAction['describe']>[0]): { top: number; by: 'cpu' | 'memory' } {
  return {
    top: optionalInteger(input, 'top') ?? DEFAULT_TOP,
    by: optionalText(input, 'by') === 'memory' ? 'memory' : 'cpu',
  };
}

function readProcesses(report: Report): readonly Process[] {
  const hz = report.number('hz') ?? 100;
  const page = report.number('page') ?? 4096;
  const now = report.number('t1') ?? 0;
  const spent = Math.max(0.01, now - (report.number('t0') ?? 0));
  const totalMiB = parseMemory(report.lines('memory'))?.totalMiB ?? 0;
  return report.lines('process').flatMap((line): Process[] => {
    const match = /^(\d+) (-?\d+) (-?\d+) (\d+) (\S+) (.*)$/.exec(line);
    const [, pid, ticks, pages, start, user, command] = match ?? [];
    if (user === undefined || command === undefined) return [];
    const memoryMiB = (Math.max(0, Number(pages)) * page) / 1024 / 1024;
    return [
      {
        pid: Number(pid),
        user,
        cpuPercent: Math.round((Math.max(0, Number(ticks)) / hz / spent) * 1000) / 10,
        memoryMiB: Math.round(memoryMiB),
        memoryPercent: totalMiB === 0 ? 0 : Math.round((memoryMiB / totalMiB) * 1000) / 10,
        seconds: Math.max(0, Math.round(now - Number(start) / hz)),
        // A command line is state; what somebody put into it may not be.
        command: maskSecrets(command.trim()).slice(0, 300),
      },
    ];
  });
}

function sayTop(processes: readonly Process[], by: 'cpu' | 'memory'): Localized {
  const figure = (process: Process): Localized =>
    by === 'memory'
      ? sayMebibytes(process.memoryMiB)
      : { en: `${process.cpuPercent}%`, fr: `${String(process.cpuPercent).replace('.', ',')} %` };
  const name = ({ command }: Process) =>
    (command.split(' ')[0] ?? '')
      .split('/')
      .at(-1)
      ?.replace(/[:[\]]/g, '')
      .slice(0, 40) ?? '';
  const top = processes.slice(0, 3);
  const said = (language: 'en' | 'fr') =>
    top.map((process) => `${name(process)} (pid ${process.pid}) ${figure(process)[language]}`).join(', ');
  const what = by === 'cpu' ? { en: 'Most CPU', fr: 'Processeur' } : { en: 'Most memory', fr: 'Mémoire' };
  return top.length === 0 ? sameText('') : { en: `${what.en}: ${said('en')}`, fr: `${what.fr} : ${said('fr')}` };
}
