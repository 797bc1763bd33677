import { fold } from '../../request/fold.js';
import { findServer, serversOfService } from '../../runbook/find-server.js';
import type { PlanContext } from '../planner.js';

const everything = new Set(['all', 'every', 'everything', 'everywhere', 'tous', 'toutes', 'tout', 'partout', 'chaque']);
/** Shorter words begin too many names. */
const shortestWord = 3;

/**
 * Those of the servers that the words of who asked do not name: neither themselves, nor a service, alias, environment or tag of
 * theirs, loosely. It only warns a reviewer, and so rather says too much.
 */
export function unnamedServers(
  servers: readonly string[],
  { text, thread, inventory, source }: PlanContext,
): readonly string[] {
  const said = [text, ...thread.filter(({ login }) => login === source.requester).map((message) => message.text)].join(
    '\n',
  );
  const own = said.split('\n').filter((line) => !/^ {0,3}>/.test(line));
  const words = fold(own.join('\n')).match(/[a-z0-9][a-z0-9._-]*/g) ?? [];
  if (words.some((word) => everything.has(word))) return [];
  const spoken = ` ${words.join(' ')} `;
  const long = words.filter((word) => word.length >= shortestWord);
  const named = (name: string): boolean => {
    const folded = fold(name);
    return spoken.includes(` ${folded} `) || long.some((word) => folded.startsWith(word) || word.startsWith(folded));
  };
  const services = Object.entries(inventory.services ?? {});
  return servers.filter((name) => {
    const server = findServer(inventory, name);
    if (server === undefined || named(name)) return server === undefined;
    if (named(server.environment) || Object.values(server.tags ?? {}).some(named)) return false;
    return !services.some(
      ([service, entry]) =>
        [service, ...(entry.aliases ?? [])].some(named) && serversOfService(inventory, entry).includes(name),
    );
  });
}
