/** What of an ssh_config(5) applies to one host. The first value that is found counts, as in OpenSSH. */
export interface HostConfig {
  readonly hostName?: string;
  readonly user?: string;
  readonly port?: number;
  /** In the order in which they are tried. */
  readonly identityFiles: readonly string[];
  /** `[user@]host[:port]`, in the order in which they are gone through; empty for none. */
  readonly proxyJump: readonly string[];
}
export type ReadConfig =
  | { readonly kind: 'read'; readonly config: HostConfig }
  /**
   * Going on without it would reach another place, or reach it in another way, than `ssh` does. The rest of the line is
   * not taken along: what is made of this is posted, and a ProxyCommand may hold a password.
   */
  | { readonly kind: 'unsupported'; readonly line: number; readonly keyword: string };

/** They change neither where a connection goes nor who logs in, or concern what we do in our own way. */
const OF_NO_CONCERN = new Set(
  `addkeystoagent batchmode checkhostip ciphers compression connectionattempts connecttimeout controlmaster controlpath
  controlpersist escapechar fingerprinthash forwardagent forwardx11 forwardx11timeout forwardx11trusted gssapiauthentication
  gssapidelegatecredentials hashknownhosts hostbasedauthentication hostkeyalgorithms identitiesonly ipqos
  kbdinteractiveauthentication kexalgorithms loglevel macs numberofpasswordprompts passwordauthentication
  preferredauthentications pubkeyacceptedalgorithms pubkeyauthentication rekeylimit requesttty sendenv serveralivecountmax
  serveraliveinterval setenv streamlocalbindmask stricthostkeychecking tcpkeepalive updatehostkeys verifyhostkeydns
  visualhostkey`.split(/\s+/),
);

interface Found {
  hostName?: string;
  user?: string;
  port?: number;
  proxyJump?: readonly string[];
  readonly identityFiles: string[];
}

/** Reads `Host`, `HostName`, `User`, `Port`, `IdentityFile` and `ProxyJump`. */
export function readHostConfig(text: string, alias: string): ReadConfig {
  const found: Found = { identityFiles: [] };
  let applies = true;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const [keyword = '', ...words] = wordsOf(line);
    const unsupported: ReadConfig = { kind: 'unsupported', line: index + 1, keyword: sayable(keyword) };
    switch (keyword.toLowerCase()) {
      case 'host':
        applies = matches(words, alias);
        continue;
      // whether these apply cannot be told without what they ask, or lead to
      case 'match':
      case 'include':
        return unsupported;
    }
    if (!applies || OF_NO_CONCERN.has(keyword.toLowerCase())) continue;
    const [value] = words;
    if (words.length !== 1 || value === undefined || !take(found, keyword.toLowerCase(), value)) return unsupported;
  }
  return { kind: 'read', config: { ...found, proxyJump: found.proxyJump ?? [] } };
}

/** False for what is not supported. */
function take(found: Found, keyword: string, value: string): boolean {
  switch (keyword) {
    case 'hostname':
      found.hostName ??= value;
      return !/%(?![h%])/.test(value);
    case 'user':
      found.user ??= value;
      return !value.includes('%');
    case 'port':
      found.port ??= Number(value);
      return /^[0-9]{1,5}$/.test(value);
    case 'identityfile':
      found.identityFiles.push(value);
      return true;
    case 'proxyjump':
      found.proxyJump ??= value.toLowerCase() === 'none' ? [] : value.split(',');
      return !value.includes('%');
    default:
      return false;
  }
}

/** Keywords of ssh_config(5) are letters; anything else that begins a line may be part of what nobody should read. */
const sayable = (keyword: string): string => (/^[A-Za-z]{1,40}$/.test(keyword) ? keyword : '?');

/** `Keyword value`, `Keyword=value` and quoted values; a comment may follow. */
function wordsOf(line: string): string[] {
  const [, keyword = '', rest = ''] = /^(\S+?)(?:\s*=\s*|\s+|$)(.*)$/.exec(line) ?? [];
  const words = [...rest.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
  const comment = words.findIndex((word) => word.startsWith('#'));
  return [keyword, ...(comment === -1 ? words : words.slice(0, comment))];
}

/** Any of the patterns, and none of those that begin with `!`. */
function matches(patterns: readonly string[], alias: string): boolean {
  const hits = (pattern: string) => new RegExp(`^${pattern.split('').map(asRegExp).join('')}$`, 'i').test(alias);
  if (patterns.some((pattern) => pattern.startsWith('!') && hits(pattern.slice(1)))) return false;
  return patterns.some((pattern) => !pattern.startsWith('!') && hits(pattern));
}

const asRegExp = (character: string): string =>
  character === '*' ? '.*' : character === '?' ? '.' : character.replace(/[^A-Za-z0-9]/, '\\$&');
