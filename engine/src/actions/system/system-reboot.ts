import { parseDuration } from '@chatops-commander/schemas';
import type { CommandAction, Outputs, StepResult } from '../action.js';
import { failed, unreadable } from '../failed-result.js';
import { optionalText } from '../input-fields.js';
import { durationSchema } from '../input-schemas.js';
import { parseReport } from '../report-lines.js';
import { sayDuration } from '../say-figures.js';
import { scriptCommand } from '../script-command.js';

const DEFAULT_WITHIN = '10m';

/**
 * The reboot itself comes two seconds later, from a session of its own: so this command ends, and is on record, before
 * the server goes down.
 */
const SCRIPT = `report
if [ "$(id -u)" != 0 ]; then say problem rights; finish; exit 1; fi
if [ -d /run/systemd/system ] && has systemctl; then set -- systemctl reboot
elif has shutdown; then set -- shutdown -r now
elif has reboot; then set -- reboot
else say problem no-tool; finish; exit 1; fi
say with "$1"
if has setsid; then detached=setsid; else detached=nohup; fi
"$detached" /bin/sh -c 'sleep 2; exec "$@"' reboot "$@" >/dev/null 2>&1 </dev/null &
finish
`;

const PROBE = `report
read -r boot </proc/sys/kernel/random/boot_id && say boot "$boot"
read -r up _ </proc/uptime && say uptime "$up"
finish
`;

export const systemReboot: CommandAction = {
  kind: 'command',
  name: 'system.reboot',
  effect: 'change',
  risk: 'high',
  summary: {
    en: 'Reboots the server and waits until it answers again, under another boot id',
    fr: "Redémarre le serveur et attend qu'il réponde de nouveau, avec un autre identifiant de démarrage",
  },
  input: {
    type: 'object',
    additionalProperties: false,
    properties: {
      within: {
        ...durationSchema,
        description: `How long it may take to come back; ${DEFAULT_WITHIN} without it, 50m at most.`,
      },
    },
  },
  describe(input) {
    const within = sayDuration(withinMs(input) / 1000);
    return {
      en: `Reboots the server; it has to be back within ${within.en}`,
      fr: `Redémarre le serveur ; il doit répondre de nouveau dans les ${within.fr}`,
    };
  },
  undo: {
    en: 'Cannot be undone, and leaves nothing to undo: what ran before is started by the server itself, if it is enabled.',
    fr: "Ne s'annule pas et ne laisse rien à annuler : le serveur relance lui-même ce qui est activé au démarrage.",
  },
  defaultTimeoutMs: 3_600_000,
  comesBackWithin: withinMs,
  command: (_input, context) =>
    scriptCommand({
      text: SCRIPT,
      args: [],
      become: context.server.sudo === 'none' && context.facts?.isRoot === true ? 'login-user' : 'root',
      timeoutMs: context.timeoutMs,
    }),
  parse(result): StepResult {
    const report = parseReport(result.stdout);
    if (report === undefined) return unreadable(result, { en: 'Reboot', fr: 'Redémarrage du serveur' });
    switch (report.value('problem')) {
      case undefined:
        return {
          kind: 'done',
          changed: true,
          outputs: {},
          summary: { en: 'the reboot is under way', fr: 'le redémarrage est lancé' },
        };
      case 'rights':
        return failed({
          en: 'only root can reboot this server; give it sudo in the inventory',
          fr: "seul root peut redémarrer ce serveur ; donnez-lui sudo dans l'inventaire",
        });
      default:
        return failed({
          en: 'there is no systemctl, shutdown or reboot on this server',
          fr: "il n'y a ni systemctl, ni shutdown, ni reboot sur ce serveur",
        });
    }
  },
  probe: {
    command: (_input, context) =>
      scriptCommand({ text: PROBE, args: [], become: 'login-user', timeoutMs: context.timeoutMs }),
    parse: (result) => {
      const report = parseReport(result.stdout);
      return { bootId: report?.value('boot') ?? null, uptimeSeconds: Math.round(report?.number('uptime') ?? 0) };
    },
  },
  inverse: () => ({
    kind: 'nothing',
    because: { en: 'a reboot leaves nothing to undo', fr: 'un redémarrage du serveur ne laisse rien à annuler' },
  }),
};

function withinMs(input: Outputs): number {
  const asked = parseDuration(optionalText(input, 'within') ?? DEFAULT_WITHIN);
  return Math.min(asked, 50 * 60_000);
}
