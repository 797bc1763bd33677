import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where this machine keeps what is costly to get or make. XDG Base Directory Specification: a relative path counts as unset. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const xdg = env.XDG_CACHE_HOME;
  return join(xdg?.startsWith('/') ? xdg : join(homedir(), '.cache'), 'chatops-commander');
}
