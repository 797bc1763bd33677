import type { CommandAction, Localized, Outputs, StepResult } from '../action.js';
import { failed, unreadable } from '../failed-result.js';
import { sameText } from '../localized.js';
import { explainReach } from '../net/explain-reach.js';
import { RESOLVE_FUNCTION } from '../net/resolve-script.js';
import { parseReport, type Report } from '../report-lines.js';
import { scriptCommand } from '../script-command.js';
import type { HttpExpectation } from './http-expectation.js';

const REQUEST_SECONDS = 10;
/** A pause and a last request after the time is over. */
const MARGIN_MS = 15_000;

/**
 * $1: URL, $2: host, $3: port, $4: status or '', $5: text or '', $6: seconds to go on asking, $7: seconds between. The
 * name is resolved once, judged, and pinned; no proxy and no redirect is followed; 64 KiB of the answer are looked at.
 */
const SCRIPT = `${RESOLVE_FUNCTION}report
url=$1 host=$2 port=$3 status=$4 text=$5 limit=$6 every=$7
if ! has curl; then say problem no-tool; say detail curl; finish; exit 0; fi
resolve "$host" || { finish; exit 0; }
case $address in *:*) pinned="[$address]" ;; *) pinned=$address ;; esac
body=$(mktemp) || exit 1
trap 'rm -f "$body"' EXIT
ask() {
  curl -sS -o - -w '%{stderr}chatops %{http_code} %{time_starttransfer}\\n' --max-time ${REQUEST_SECONDS} --noproxy '*' \\
    --proto '=http,https' --resolve "$host:$port:$pinned" -A chatops-commander -- "$url" 2>"$body.words" | head -c 65536 >"$body"
  answer=$(sed -n 's/^chatops //p' "$body.words" | tail -n 1)
  code=\${answer%% *}
}
good() {
  if [ -n "$status" ]; then [ "$code" = "$status" ] || return 1
  else case $code in [23]??) ;; *) return 1 ;; esac; fi
  [ -z "$text" ] || grep -qaF -e "$text" "$body"
}
seconds() { read -r up _ </proc/uptime; echo "\${up%.*}"; }
begin=$(seconds) tries=0
while :; do
  tries=$((tries + 1)); ask
  if good; then say good yes; break; fi
  if [ "$(($(seconds) - begin + every))" -gt "$limit" ]; then break; fi
  sleep "$every"
done
say tries "$tries"
say status "$code"; say seconds "\${answer#* }"
if [ "$code" = 000 ] || [ -z "$code" ]; then
  case $(cat "$body.words") in
    *refused*) say detail refused ;;
    *'imed out'*) say detail timeout ;;
    *'o route'* | *nreachable*) say detail route ;;
    *ertificate* | *SSL*) say detail certificate ;;
  esac
fi
rm -f "$body.words"
finish
`;

/** The request as the server itself makes it, with curl. */
export function httpFromServer(expectation: HttpExpectation): Pick<CommandAction, 'command' | 'parse'> {
  const { url, status, contains, withinMs, everyMs } = expectation;
  const { hostname, port, protocol } = new URL(url);
  return {
    command: (_input, context) =>
      scriptCommand({
        text: SCRIPT,
        args: [
          url,
          hostname.replace(/^\[(.*)\]$/, '$1'),
          port === '' ? (protocol === 'https:' ? '443' : '80') : port,
          status === undefined ? '' : String(status),
          contains ?? '',
          String(Math.round(withinMs / 1000)),
          String(Math.max(1, Math.round(everyMs / 1000))),
        ],
        become: 'login-user',
        timeoutMs: Math.max(context.timeoutMs, withinMs + MARGIN_MS),
      }),
    parse(result): StepResult {
      const report = parseReport(result.stdout);
      return report === undefined ? unreadable(result, sameText(url)) : judge(report, expectation);
    },
  };
}

function judge(report: Report, { url, status, contains }: HttpExpectation): StepResult {
  const tries = report.number('tries') ?? 0;
  const answered = report.number('status') ?? 0;
  const ms = Math.round((report.number('seconds') ?? 0) * 1000);
  const outputs: Outputs = {
    url,
    from: 'server',
    status: answered === 0 ? null : answered,
    ms: answered === 0 ? null : ms,
    tlsDaysLeft: null,
    tries,
  };
  const problem = report.value('problem');
  if (problem !== undefined || answered === 0) {
    const detail = problem === 'forbidden' ? report.value('address') : report.value('detail');
    return failed(explainReach(url, problem ?? 'closed', detail), outputs);
  }
  if (report.value('good') === 'yes') {
    return {
      kind: 'done',
      changed: false,
      outputs,
      summary: {
        en: `${url}: ${answered}, ${ms} ms, asked by the server${tries > 1 ? ` (try ${tries})` : ''}`,
        fr: `${url} : ${answered}, ${ms} ms, vu du serveur${tries > 1 ? ` (essai ${tries})` : ''}`,
      },
    };
  }
  return failed(sayWrong({ url, answered, status, contains }), outputs);
}

function sayWrong(facts: {
  readonly url: string;
  readonly answered: number;
  readonly status: number | undefined;
  readonly contains: string | undefined;
}): Localized {
  const { url, answered, status, contains } = facts;
  const statusIsRight = status === undefined ? answered >= 200 && answered <= 399 : answered === status;
  if (statusIsRight) {
    const text = JSON.stringify(contains ?? '');
    return { en: `${url}: the page does not contain ${text}`, fr: `${url} : la page ne contient pas ${text}` };
  }
  const wanted = status === undefined ? '200–399' : String(status);
  return {
    en: `${url}: it answers ${answered}, ${wanted} was expected`,
    fr: `${url} : la réponse est ${answered} au lieu de ${wanted}`,
  };
}
