import type { CommandAction, Localized, Outputs, StepResult } from '../action.js';
import { failed, unreadable } from '../failed-result.js';
import { optionalInteger, optionalText, textInput } from '../input-fields.js';
import { hostSchema, portSchema } from '../input-schemas.js';
import { explainReach } from '../net/explain-reach.js';
import { RESOLVE_FUNCTION } from '../net/resolve-script.js';
import { ONLY_READS } from '../only-reads.js';
import { parseReport } from '../report-lines.js';
import { scriptCommand } from '../script-command.js';

const DAY_MS = 86_400_000;

/** $1: host, $2: port, $3: the name asked for (SNI), or ''. Ten seconds at most. */
const SCRIPT = `${RESOLVE_FUNCTION}report
if ! has openssl; then say problem no-tool; say detail openssl; finish; exit 0; fi
resolve "$1" || { finish; exit 0; }
case $address in *:*) at="[$address]:$2" ;; *) at=$address:$2 ;; esac
name=$3
set -- s_client -connect "$at"
if [ -n "$name" ]; then set -- "$@" -servername "$name" -verify_hostname "$name"; fi
if has timeout; then shown=$(timeout 10 openssl "$@" 2>&1 </dev/null); else shown=$(openssl "$@" 2>&1 </dev/null); fi
say now "$(date +%s)"
certificate=$(printf '%s\\n' "$shown" | openssl x509 -noout -enddate -subject -issuer 2>/dev/null)
if [ -z "$certificate" ]; then
  say problem handshake
  printf '%s\\n' "$shown" | sed -n -e 's/.*Connection refused.*/refused/p' -e 's/.*:error:[^:]*:\\(.*\\)/\\1/p' | head -n 1 | cut -c 1-200 | quoted detail
fi
printf '%s\\n' "$certificate" | quoted certificate
printf '%s\\n' "$shown" | sed -n 's/^ *Verify return code: *//p' | tail -n 1 | quoted verified
finish
`;

export const tlsExpiry: CommandAction = {
  kind: 'command',
  name: 'tls.expiry',
  effect: 'read',
  risk: 'low',
  summary: {
    en: 'Days left of the certificate that a host shows, asked from the server',
    fr: "Jours de validité restants du certificat d'un hôte, vus du serveur",
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['host'],
    properties: {
      host: hostSchema,
      port: { ...portSchema, description: '443 without it.' },
      name: { ...hostSchema, description: 'The name asked for, where it is not the host.' },
    },
  },
  describe(input) {
    const { host, port } = target(input);
    return {
      en: `Reads how long the certificate of ${host}, port ${port}, is still good`,
      fr: `Lit combien de temps le certificat de ${host}, port ${port}, est encore valable`,
    };
  },
  undo: ONLY_READS,
  defaultTimeoutMs: 30_000,
  reaches: target,
  command(input, context) {
    const { host, port } = target(input);
    // An address is no name to ask for.
    const name = optionalText(input, 'name') ?? (/^[\d.]+$|:/.test(host) ? '' : host);
    return scriptCommand({
      text: SCRIPT,
      args: [host, String(port), name],
      become: 'login-user',
      timeoutMs: context.timeoutMs,
    });
  },
  parse(result, input): StepResult {
    const { host, port } = target(input);
    const what = `${host}, port ${port}`;
    const report = parseReport(result.stdout);
    if (report === undefined) return unreadable(result, { en: what, fr: what });
    const problem = report.value('problem');
    const field = (name: string) =>
      report
        .lines('certificate')
        .find((line) => line.startsWith(`${name}=`))
        ?.slice(name.length + 1)
        .trim();
    const until = Date.parse(field('notAfter') ?? '');
    const now = (report.number('now') ?? Number.NaN) * 1000;
    if (problem !== undefined || Number.isNaN(until) || Number.isNaN(now)) {
      const detail = report.lines('detail')[0] ?? report.value(problem === 'forbidden' ? 'address' : 'detail');
      return failed(explainReach(what, problem ?? 'handshake', detail), { host, port });
    }
    const daysLeft = Math.floor((until - now) / DAY_MS);
    const verified = report.lines('verified')[0] ?? '';
    const outputs = {
      host,
      port,
      daysLeft,
      until: new Date(until).toISOString(),
      subject: field('subject') ?? '',
      issuer: field('issuer') ?? '',
      trusted: verified.startsWith('0 '),
      verification: verified,
    };
    return daysLeft < 0
      ? failed(sayExpired(what, Math.floor((now - until) / DAY_MS)), outputs)
      : { kind: 'done', changed: false, outputs, summary: sayLeft(what, daysLeft, outputs.trusted, verified) };
  },
};

const sayExpired = (what: string, days: number): Localized => ({
  en: `${what}: the certificate ran out ${days} d ago`,
  fr: `${what} : le certificat a expiré il y a ${days} j`,
});

function sayLeft(what: string, days: number, trusted: boolean, verified: string): Localized {
  const doubt = trusted ? '' : ` (${verified})`;
  return {
    en: `${what}: the certificate is good for ${days} d${trusted ? '' : `, but the server does not trust it${doubt}`}`,
    fr: `${what} : le certificat est valable encore ${days} j${trusted ? '' : `, mais le serveur ne lui fait pas confiance${doubt}`}`,
  };
}

function target(input: Outputs): { readonly host: string; readonly port: number } {
  return { host: textInput(input, 'host'), port: optionalInteger(input, 'port') ?? 443 };
}
