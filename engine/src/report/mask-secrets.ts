const MASK = '••••••';

/** Whole texts that are secrets whatever stands around them. Repetitions are bounded, so that no input is slow. */
const SHAPES: readonly RegExp[] = [
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY( BLOCK)?-----[\s\S]*?(-----END [A-Z0-9 ]{0,40}PRIVATE KEY( BLOCK)?-----|$)/g,
  /\b(gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255}|glpat-[A-Za-z0-9_-]{20,100})/g,
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bsk-[A-Za-z0-9_-]{20,200}/g,
  /\bxox[abeprs]-[A-Za-z0-9-]{10,200}/g,
  /\bAIza[A-Za-z0-9_-]{35}/g,
  /\bAGE-SECRET-KEY-1[A-Z0-9]{20,100}/g,
  /\beyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{0,4000}/g,
  /\$(2[aby]|5|6|y|argon2id?)\$[^\s:]{20,200}/g,
];

/** What follows a name that says it is a secret: `password=…`, `"apiKey": "…"`, `--token …`, `Authorization: Bearer …`. */
const NAMED =
  /((?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|client[_-]?secret|credentials?|mot de passe)["']?\s{0,3}(?:[:=]|=>)\s{0,3}|--(?:password|token|secret|api-key)[ =])(["']?)([^\s"',;&]{3,500})\2/gi;
const AUTHORIZATION =
  /((?:proxy-)?authorization["']?\s{0,3}[:=]\s{0,3}["']?(?:bearer|basic|token|digest)\s{1,3})[^\s"',;]{3,4000}/gi;
const URL_PASSWORD = /(\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s/:@]{0,200}:)[^\s/@]{1,500}(?=@)/gi;

/**
 * The text with whatever looks like a private key, a token or a password masked; names of settings stay readable. A
 * last net under output that goes to GitHub, never the reason to print something.
 */
export function maskSecrets(text: string): string {
  const shaped = SHAPES.reduce((masked, shape) => masked.replace(shape, MASK), text);
  return shaped.replace(AUTHORIZATION, `$1${MASK}`).replace(URL_PASSWORD, `$1${MASK}`).replace(NAMED, `$1$2${MASK}$2`);
}
