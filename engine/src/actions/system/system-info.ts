import type { CommandResult, RemoteCommand } from '../../ssh/remote-execution.js';
import type { CommandAction, ServerFacts } from '../action.js';
import { unreadable } from '../failed-result.js';
import { parseReport, type Report } from '../report-lines.js';
import { scriptCommand } from '../script-command.js';

/**
 * Every run asks each of its servers, so it starts two programs where it can, not twenty: builtins read the files.
 * uname prints its fields in one order whatever is asked for (POSIX): system, name, release, machine.
 */
const SCRIPT = `report
{ while IFS= read -r line || [ -n "$line" ]; do printf 'os|%s\\n' "$line"; done </etc/os-release; } 2>/dev/null
set -f
set -- $(uname -snrm)
say kernel "$1 $3"
say machine "$4"
say hostname "$2"
if [ -d /run/systemd/system ]; then say init systemd
elif has service || [ -d /etc/init.d ]; then say init sysv
else say init other; fi
for tool in apt-get dnf apk; do if has "$tool"; then say packages "$tool"; break; fi; done
for tool in docker podman; do if has "$tool"; then say containers "$tool"; break; fi; done
uid=$(id -u)
say uid "$uid"
if [ "$uid" = 0 ]; then say sudo yes
elif has sudo && sudo -n true </dev/null >/dev/null 2>&1; then say sudo yes; fi
read -r boot </proc/sys/kernel/random/boot_id 2>/dev/null && say boot "$boot"
finish
`;

/** Asks for the facts outside of any step. */
export const FACTS_COMMAND: RemoteCommand = scriptCommand({
  text: SCRIPT,
  args: [],
  become: 'login-user',
  timeoutMs: 20_000,
});

/** The facts that other actions use. */
export const systemInfo: CommandAction = {
  kind: 'command',
  name: 'system.info',
  effect: 'read',
  risk: 'low',
  summary: {
    en: 'Distribution, kernel, init, package manager, container engine, sudo',
    fr: "Distribution, noyau, système d'init, gestionnaire de paquets, moteur de conteneurs, sudo",
  },
  input: { type: 'object', additionalProperties: false, properties: {} },
  describe: () => ({ en: 'Reads what the server is made of', fr: 'Lit de quoi le serveur est fait' }),
  undo: { en: 'Nothing to undo: it only reads.', fr: "Rien à annuler : c'est une lecture." },
  defaultTimeoutMs: 20_000,
  command: (_input, context) =>
    scriptCommand({ text: SCRIPT, args: [], become: 'login-user', timeoutMs: context.timeoutMs }),
  parse(result) {
    const report = parseReport(result.stdout);
    const facts = parseFacts(result);
    if (report === undefined || facts === undefined) {
      return unreadable(result, { en: 'System information', fr: 'Informations système' });
    }
    const kind = `${facts.distribution}, ${facts.kernel}, ${facts.init}`;
    return {
      kind: 'done',
      changed: false,
      outputs: { ...facts, hostname: report.value('hostname') ?? '', machine: report.value('machine') ?? '' },
      summary: { en: kind, fr: kind },
    };
  },
};

/** The facts in what `system.info` printed; undefined when it cannot be read, boot id included, since jobs need it. */
export function parseFacts(result: CommandResult): ServerFacts | undefined {
  const report = parseReport(result.stdout);
  const bootId = report?.value('boot');
  if (report === undefined || bootId === undefined) return undefined;
  return {
    distribution: distribution(report.lines('os')),
    kernel: report.value('kernel') ?? 'unknown',
    init: init(report),
    packageManager: packageManager(report.value('packages')),
    containerEngine: containerEngine(report.value('containers')),
    isRoot: report.value('uid') === '0',
    canSudo: report.value('sudo') === 'yes',
    bootId,
  };
}

/** PRETTY_NAME of os-release(5), else NAME; quotes taken off. */
function distribution(lines: readonly string[]): string {
  const field = (name: string) =>
    lines
      .find((line) => line.startsWith(`${name}=`))
      ?.slice(name.length + 1)
      .replace(/^(["'])(.*)\1$/, '$2');
  return field('PRETTY_NAME') || field('NAME') || 'unknown';
}

function init(report: Report): ServerFacts['init'] {
  const value = report.value('init');
  return value === 'systemd' || value === 'sysv' ? value : 'other';
}

function packageManager(tool: string | undefined): ServerFacts['packageManager'] {
  if (tool === 'apt-get') return 'apt';
  return tool === 'dnf' || tool === 'apk' ? tool : 'none';
}

function containerEngine(tool: string | undefined): ServerFacts['containerEngine'] {
  return tool === 'docker' || tool === 'podman' ? tool : 'none';
}
