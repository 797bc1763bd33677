/** How tools of monitoring begin what they send; people seldom shout the same. */
const heading =
  /^\W*(?:\[?(?:FIRING|ALERT(?:E|ING)?|CRITICAL|CRITIQUE|CRIT|WARNING|WARN|PROBLEM|PROBLÈME|DOWN|UNREACHABLE|TRIGGERED|RECOVERY|RESOLVED|ESCALATION|INCIDENT|SEV-?\d|P[1-4]|UNKNOWN)\b)(?=[\s:\]|*#!—–-])/;
const json = /^\s*[{[]\s*"?\w+"?\s*:/;
const pair = /(?<![\w/?&])["']?[A-Za-z][\w.-]*["']?\s*[=:]\s*["']?[\w@.:%/-]+["']?/g;
const keys =
  /\b(?:severity|alertname|alert|instance|hostname|host|trigger|status|state|service|value|threshold|event|problem|duration|job|check|monitor|incident)\b\W{0,3}[=:]/gi;

const label = /^["']?[A-Za-z][\w.-]*["']?\s*[=:]\s*/;
/** Their values are words for the tool itself: "severity=page" names no page. */
const aside =
  /^["']?(?:severity|status|state|priority|job|value|threshold|receiver|notified|team|duration)["']?\s*[=:]/i;

/** "lag_seconds=5400 since=02:10Z": names nothing. */
const figure = /^["']?[\d.,:%]+[a-z%]{0,3}["']?$/i;

/**
 * What a tool sent, as words to read: its values without their keys and quotation marks, names in CamelCase taken
 * apart. Undefined for what a person wrote. One key alone, "host: web-01", is a person's list as often as not.
 */
export function alertWords(text: string): string | undefined {
  const labels = new Set([...text.matchAll(keys)].map(([key]) => key.toLowerCase()));
  const pasted = json.test(text) || labels.size >= 2 || (heading.test(text) && looksSent(text));
  if (!pasted) return undefined;
  return text
    .replace(pair, (found) =>
      aside.test(found) || figure.test(found.replace(label, '')) ? ' , ' : ` , ${found.replace(label, '')} , `,
    )
    .replace(/["'«»“”{}[\]<>|*#]+/g, ' , ')
    .replace(/(?<=[a-z])(?=[A-Z][a-z])/g, ' ');
}

/** Figures, states in capitals and separators are a tool's; "DOWN!! le site" is somebody's. */
const looksSent = (text: string): boolean => /\d|[|*=]|\b(?:is|est) [A-Z]{4,}\b|^\W*\[/.test(text) && !/[?]/.test(text);
