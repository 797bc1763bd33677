import { systemDisk } from '../../engine/dist/actions/system/system-disk.js';
import { quoteAll } from '../../engine/dist/ssh/quote.js';

/**
 * What `system.disk` runs on a server, as a script would send it: the reading step that is measured, so that the base
 * line does the same work on the server.
 */
export function readingCommandLine() {
  const { argv } = systemDisk.command({}, { timeoutMs: 20_000 });
  return quoteAll(argv);
}
