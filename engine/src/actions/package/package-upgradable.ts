import type { CommandAction, Localized, StepResult } from '../action.js';
import { failed, lastLine, unreadable } from '../failed-result.js';
import { flagInput, optionalText } from '../input-fields.js';
import { nameMatcher, namePatternSchema } from '../name-pattern.js';
import { ONLY_READS } from '../only-reads.js';
import { parseReport } from '../report-lines.js';
import { sayDuration } from '../say-figures.js';
import { scriptCommand } from '../script-command.js';
import { noPackageManager, PACKAGE_FUNCTIONS } from './package-script.js';
import { parsePlan, parseVersions, type Planned, withInstalled } from './package-state.js';

/** $1: `all` or `security`. The index is taken as it lies there; its age is said, since an old one knows no news. */
const SCRIPT = `${PACKAGE_FUNCTIONS}report
say manager "$manager"
planned=$(plan "$1"); say code "$?"
printf '%s\\n' "$planned" | quoted plan
if [ "$manager" = dnf ]; then versions | quoted package; fi
newest=$(ls -td /var/lib/apt/lists /var/cache/apt/pkgcache.bin /var/cache/dnf /var/cache/libdnf5 /var/cache/apk/APKINDEX* /lib/apk/db 2>/dev/null | head -n 1)
changed=$(stat -c %Y "$newest" 2>/dev/null)
if [ -n "$changed" ]; then say age "$(($(date +%s) - changed))"; fi
if [ -e /run/reboot-required ] || [ -e /var/run/reboot-required ]; then say reboot yes; fi
finish
`;

export const packageUpgradable: CommandAction = {
  kind: 'command',
  name: 'package.upgradable',
  effect: 'read',
  risk: 'low',
  summary: {
    en: 'The packages that have a newer version, security updates marked',
    fr: 'Les paquets qui ont une version plus récente, correctifs de sécurité signalés',
  },
  input: {
    type: 'object',
    additionalProperties: false,
    properties: { pattern: namePatternSchema, securityOnly: { type: 'boolean' } },
  },
  describe: (input) =>
    flagInput(input, 'securityOnly')
      ? { en: 'Lists the security updates that wait', fr: 'Liste les correctifs de sécurité en attente' }
      : { en: 'Lists the packages that can be upgraded', fr: 'Liste les paquets qui peuvent être mis à jour' },
  undo: ONLY_READS,
  defaultTimeoutMs: 120_000,
  unsupported: noPackageManager,
  command: (input, context) =>
    scriptCommand({
      text: SCRIPT,
      args: [flagInput(input, 'securityOnly') ? 'security' : 'all'],
      become: 'login-user',
      timeoutMs: context.timeoutMs,
    }),
  parse(result, input): StepResult {
    const report = parseReport(result.stdout);
    const code = report?.number('code');
    if (report === undefined || code === undefined) return unreadable(result, { en: 'Packages', fr: 'Paquets' });
    if (code !== 0) {
      const detail = lastLine(result.stderr) ?? report.lines('plan').at(-1) ?? `code ${code}`;
      return failed({
        en: `what can be upgraded could not be found out: ${detail}`,
        fr: `impossible de savoir ce qui peut être mis à jour : ${detail}`,
      });
    }
    const matches = nameMatcher(optionalText(input, 'pattern'));
    const plan = withInstalled(parsePlan(report.lines('plan')), parseVersions(report.lines('package')));
    const securityOnly = flagInput(input, 'securityOnly');
    const packages = plan
      .map((one) => ({ ...one, security: one.security || securityOnly }))
      .filter(({ name }) => matches(name));
    const age = report.number('age');
    return {
      kind: 'done',
      changed: false,
      outputs: {
        manager: report.value('manager') ?? 'none',
        count: packages.length,
        security: packages.filter(({ security }) => security).length,
        packages: packages.slice(0, 500).map((one) => ({ ...one })),
        indexAgeSeconds: age ?? null,
        pendingReboot: report.value('reboot') === 'yes',
      },
      summary: saySummary(packages, age),
    };
  },
};

function saySummary(packages: readonly Planned[], age: number | undefined): Localized {
  const security = packages.filter((one) => one.security).length;
  const old = age === undefined || age < 86_400 ? undefined : sayDuration(age);
  const stale = {
    en: old === undefined ? '' : ` (the index is ${old.en} old)`,
    fr: old === undefined ? '' : ` (l'index date de ${old.fr})`,
  };
  if (packages.length === 0) return { en: `nothing to upgrade${stale.en}`, fr: `rien à mettre à jour${stale.fr}` };
  return {
    en: `${packages.length} packages can be upgraded, ${security} for security${stale.en}`,
    fr: `${packages.length} paquets peuvent être mis à jour, dont ${security} pour la sécurité${stale.fr}`,
  };
}
