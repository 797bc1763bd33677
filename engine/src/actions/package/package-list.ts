import type { CommandAction, StepResult } from '../action.js';
import { unreadable } from '../failed-result.js';
import { optionalText } from '../input-fields.js';
import { nameMatcher, namePatternSchema } from '../name-pattern.js';
import { ONLY_READS } from '../only-reads.js';
import { parseReport } from '../report-lines.js';
import { scriptCommand } from '../script-command.js';
import { noPackageManager, PACKAGE_FUNCTIONS } from './package-script.js';
import { parseVersions } from './package-state.js';

const MAX_PACKAGES = 1000;

export const packageList: CommandAction = {
  kind: 'command',
  name: 'package.list',
  effect: 'read',
  risk: 'low',
  summary: { en: 'The packages that are installed, with versions', fr: 'Les paquets installés, avec leurs versions' },
  input: { type: 'object', additionalProperties: false, properties: { pattern: namePatternSchema } },
  describe(input) {
    const pattern = optionalText(input, 'pattern');
    return pattern === undefined
      ? { en: 'Lists the installed packages', fr: 'Liste les paquets installés' }
      : { en: `Lists the installed packages named ${pattern}`, fr: `Liste les paquets installés nommés ${pattern}` };
  },
  undo: ONLY_READS,
  defaultTimeoutMs: 60_000,
  unsupported: noPackageManager,
  command: (_input, context) =>
    scriptCommand({
      text: `${PACKAGE_FUNCTIONS}report; say manager "$manager"; versions | quoted package; finish\n`,
      args: [],
      become: 'login-user',
      timeoutMs: context.timeoutMs,
    }),
  parse(result, input): StepResult {
    const report = parseReport(result.stdout);
    const all = Object.entries(parseVersions(report?.lines('package') ?? []));
    // No server is without a single package.
    if (report === undefined || all.length === 0) return unreadable(result, { en: 'Packages', fr: 'Paquets' });
    const pattern = optionalText(input, 'pattern');
    const matches = nameMatcher(pattern);
    const found = all.filter(([name]) => matches(name));
    const [first] = found;
    return {
      kind: 'done',
      changed: false,
      outputs: {
        manager: report.value('manager') ?? 'none',
        count: found.length,
        packages: found.slice(0, MAX_PACKAGES).map(([name, version]) => ({ name, version })),
        truncated: found.length > MAX_PACKAGES,
      },
      summary:
        found.length === 1 && first !== undefined
          ? { en: `${first[0]} ${first[1]} is installed`, fr: `${first[0]} ${first[1]} est installé` }
          : found.length === 0
            ? { en: `no package named ${pattern} is installed`, fr: `aucun paquet nommé ${pattern} n'est installé` }
            : { en: `${found.length} packages are installed`, fr: `${found.length} paquets sont installés` },
    };
  },
};
