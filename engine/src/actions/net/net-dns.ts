import type { CommandAction, StepResult } from '../action.js';
import { failed, unreadable } from '../failed-result.js';
import { textInput } from '../input-fields.js';
import { hostSchema } from '../input-schemas.js';
import { sameText } from '../localized.js';
import { ONLY_READS } from '../only-reads.js';
import { parseReport } from '../report-lines.js';
import { scriptCommand } from '../script-command.js';
import { explainReach } from './explain-reach.js';

/** $1: name. As programs on the server see it: /etc/hosts and all that nsswitch.conf names, not DNS alone. */
const SCRIPT = `report
if ! has getent; then say problem no-resolver; finish; exit 0; fi
read -r begin _ </proc/uptime
found=$(getent ahosts "$1" 2>/dev/null)
read -r end _ </proc/uptime
say begin "$begin"; say end "$end"
printf '%s\\n' "$found" | awk '!seen[$1]++ { print $1 }' | quoted address
if [ -z "$found" ]; then say problem name; fi
sed -n 's/^nameserver[[:blank:]]*//p' /etc/resolv.conf 2>/dev/null | quoted nameserver
finish
`;

export const netDns: CommandAction = {
  kind: 'command',
  name: 'net.dns',
  effect: 'read',
  risk: 'low',
  summary: {
    en: 'The addresses that a server finds for a name',
    fr: 'Les adresses que le serveur trouve pour un nom',
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['name'],
    properties: { name: hostSchema },
  },
  describe(input) {
    const name = textInput(input, 'name');
    return { en: `Looks ${name} up on the server`, fr: `Résout ${name} depuis le serveur` };
  },
  undo: ONLY_READS,
  defaultTimeoutMs: 30_000,
  reaches: (input) => ({ host: textInput(input, 'name') }),
  command: (input, context) =>
    scriptCommand({
      text: SCRIPT,
      args: [textInput(input, 'name')],
      become: 'login-user',
      timeoutMs: context.timeoutMs,
    }),
  parse(result, input): StepResult {
    const name = textInput(input, 'name');
    const report = parseReport(result.stdout);
    if (report === undefined) return unreadable(result, sameText(name));
    const addresses = report.lines('address').filter((line) => /^[0-9a-fA-F.:%\w]+$/.test(line));
    const ms = Math.round(((report.number('end') ?? 0) - (report.number('begin') ?? 0)) * 1000);
    const outputs = { name, addresses, ms, nameservers: report.lines('nameserver') };
    const problem = report.value('problem');
    if (problem !== undefined || addresses.length === 0) {
      return failed(explainReach(name, problem ?? 'name', undefined), outputs);
    }
    const said = addresses.slice(0, 5).join(', ') + (addresses.length > 5 ? ', …' : '');
    return {
      kind: 'done',
      changed: false,
      outputs,
      summary: { en: `${name}: ${said}, in ${ms} ms`, fr: `${name} : ${said}, en ${ms} ms` },
    };
  },
};
