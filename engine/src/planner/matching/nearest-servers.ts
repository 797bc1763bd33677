import { nearest } from '@chatops-commander/schemas';
import { fold } from '../../request/fold.js';

/** Names that look like what was typed, and what to name as known. */
export function nearestServers(
  typed: string,
  servers: readonly string[],
): { near: readonly string[]; known: readonly string[] } {
  const start = fold(typed).match(/^[a-z]+/)?.[0] ?? '';
  const alike = servers.filter((name) => start.length > 1 && name.startsWith(start)).slice(0, 5);
  const near = alike.length > 0 ? alike : nearest(fold(typed), servers, 3);
  return { near, known: near.length > 0 ? near : servers.slice(0, 5) };
}
