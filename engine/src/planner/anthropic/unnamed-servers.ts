import { fold } from '../../request/fold.js';
import { findServer, serversOfService } from '../../runbook/find-server.js';
import type { PlanContext } from '../planner.js';
import { readRequestText } from '../words/request-text.js';

const everything = new Set(['all', 'every', 'everything', 'everywhere', 'tous', 'toutes', 'tout', 'partout', 'chaque']);
/** Shorter words begin too many names. */
const shortestWord = 3;

/**
 * Those of the servers that who asked did not speak of in this thread: neither by name, nor by a service, alias,
 * environment or tag of theirs, nor by what was offered to them. Loose about dashes and ends of words, strict about
 * figures. What is quoted, pasted or
 * hidden is not theirs.
 */
export function unnamedServers(servers: readonly string[], context: PlanContext): readonly string[] {
  const { inventory, openProposals } = context;
  const words = wordsOf(context);
  if (words.some((word) => everything.has(word))) return [];
  const spoken = ` ${words.join(' ')} `;
  const bare = new Set(words.map(withoutDashes));
  const long = words.filter((word) => word.length >= shortestWord && /^\D+$/.test(word));
  const named = (name: string): boolean => {
    const folded = fold(name);
    const phrase = (folded.match(wordPattern) ?? []).join(' ');
    return (
      spoken.includes(` ${phrase} `) ||
      bare.has(withoutDashes(folded)) ||
      long.some((word) => folded.startsWith(word) || (word.startsWith(folded) && folded.length >= shortestWord))
    );
  };
  const offered = new Set(openProposals.flatMap((proposal) => proposal.servers));
  const services = Object.entries(inventory.services ?? {}).filter(([service, { aliases = [] }]) =>
    [service, ...aliases].some(named),
  );
  const groups = new Set(services.flatMap(([, service]) => serversOfService(inventory, service)));
  return servers.filter((name) => {
    const server = findServer(inventory, name);
    if (server === undefined || offered.has(name) || groups.has(name) || named(name)) return server === undefined;
    return !(named(server.environment) || Object.values(server.tags ?? {}).some(named));
  });
}

const wordPattern = /[a-z0-9][a-z0-9._-]*/g;
const withoutDashes = (word: string): string => word.replace(/[._-]/g, '');

/** What who asked wrote, now and before, word by word: without what was hidden, quoted or pasted. */
function wordsOf({ text, thread, source }: PlanContext): readonly string[] {
  const said = [text, ...thread.filter(({ login }) => login === source.requester).map((message) => message.text)];
  const own = said.map((one) => readRequestText(one).words).join('\n');
  return (fold(own).match(wordPattern) ?? []).map((word) => word.replace(/[._-]+$/, ''));
}
