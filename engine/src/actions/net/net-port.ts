import type { CommandAction, Outputs, StepResult } from '../action.js';
import { failed, unreadable } from '../failed-result.js';
import { optionalInteger, textInput } from '../input-fields.js';
import { hostSchema, portSchema } from '../input-schemas.js';
import { ONLY_READS } from '../only-reads.js';
import { parseReport } from '../report-lines.js';
import { scriptCommand } from '../script-command.js';
import { explainReach } from './explain-reach.js';
import { RESOLVE_FUNCTION } from './resolve-script.js';

/** $1: host, $2: port. Five seconds at most; whatever of bash, perl, python and nc there is opens the connection. */
const SCRIPT = `${RESOLVE_FUNCTION}report
resolve "$1" || { finish; exit 0; }
try() {
  if has bash && has timeout; then timeout 5 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$1" "$2"
  elif has perl; then perl -MIO::Socket::IP -e 'IO::Socket::IP->new(PeerHost => $ARGV[0], PeerPort => $ARGV[1], Timeout => 5) or die "$@\\n"' "$1" "$2"
  elif has python3; then python3 -c 'import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), 5)' "$1" "$2"
  elif has nc; then nc -z -w 5 "$1" "$2"
  else say problem no-tool; fi
}
read -r begin _ </proc/uptime
words=$(try "$address" "$2" 2>&1 </dev/null); code=$?
read -r end _ </proc/uptime
case $words in *problem=no-tool*) say problem no-tool; say detail 'bash, perl, python3, nc'; finish; exit 0 ;; esac
say begin "$begin"; say end "$end"
if [ "$code" -ne 0 ]; then
  say problem closed
  case $words in
    *refused*) say detail refused ;;
    *nreachable* | *'No route'*) say detail route ;;
    *'imed out'*) say detail timeout ;;
    *) if [ "$code" -eq 124 ]; then say detail timeout; fi ;;
  esac
fi
finish
`;

export const netPort: CommandAction = {
  kind: 'command',
  name: 'net.port',
  effect: 'read',
  risk: 'low',
  summary: {
    en: 'Whether a server reaches a TCP port of another one, or of itself',
    fr: "Si un serveur atteint un port TCP d'un autre, ou de lui-même",
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['host', 'port'],
    properties: { host: hostSchema, port: portSchema },
  },
  describe(input) {
    const { host, port } = target(input);
    return {
      en: `Checks that the server reaches ${host}, port ${port}`,
      fr: `Vérifie que le serveur atteint ${host}, port ${port}`,
    };
  },
  undo: ONLY_READS,
  defaultTimeoutMs: 30_000,
  reaches: target,
  command(input, context) {
    const { host, port } = target(input);
    const args = [host, String(port)];
    return scriptCommand({ text: SCRIPT, args, become: 'login-user', timeoutMs: context.timeoutMs });
  },
  parse(result, input): StepResult {
    const { host, port } = target(input);
    const report = parseReport(result.stdout);
    if (report === undefined) return unreadable(result, { en: `${host}:${port}`, fr: `${host}:${port}` });
    const begin = report.number('begin');
    const end = report.number('end');
    const address = report.value('address') ?? null;
    const problem = report.value('problem');
    if (problem !== undefined || begin === undefined || end === undefined) {
      const detail = problem === 'forbidden' ? (address ?? undefined) : report.value('detail');
      return failed(explainReach(`${host}, port ${port}`, problem ?? 'closed', detail), {
        host,
        port,
        address,
        reachable: false,
        ms: null,
      });
    }
    const ms = Math.round((end - begin) * 1000);
    return {
      kind: 'done',
      changed: false,
      outputs: { host, port, address, reachable: true, ms },
      summary: { en: `${host}, port ${port}: reached in ${ms} ms`, fr: `${host}, port ${port} : atteint en ${ms} ms` },
    };
  },
};

function target(input: Outputs): { readonly host: string; readonly port: number } {
  return { host: textInput(input, 'host'), port: optionalInteger(input, 'port') ?? 0 };
}
