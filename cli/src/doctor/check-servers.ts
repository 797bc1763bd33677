import type { ServerFacts } from '@chatops-commander/engine/actions/action';
import { FACTS_COMMAND, parseFacts } from '@chatops-commander/engine/actions/system/system-info';
import type { LiveJob } from '@chatops-commander/engine/ssh/remote-execution';
import { SshError } from '@chatops-commander/engine/ssh/ssh-error';
import { serverAddress } from '@chatops-commander/engine/ssh/server-address';
import { createSshTransport } from '@chatops-commander/engine/ssh/transport';
import type { Inventory } from '@chatops-commander/schemas';
import { createSecretReader, SecretUnreadable } from '../runtime/read-secret.js';
import type { Settings } from '../settings/read-settings.js';
import type { Finding } from './check-parts.js';

const factsBytes = 64 * 1024;

/** Logs in to every server of an inventory, one line each; jobs that live there and what they left behind are named. */
export async function checkServers(
  inventory: Inventory,
  settings: Pick<Settings, 'secretsDir' | 'sshAgent'>,
): Promise<Finding[]> {
  const transport = createSshTransport({
    readSecret: createSecretReader(settings.secretsDir),
    agentSocket: settings.sshAgent,
  });
  try {
    return await Promise.all(
      Object.keys(inventory.servers).map(async (name): Promise<Finding> => {
        try {
          const address = serverAddress(inventory, name);
          const facts = parseFacts(await transport.read(address, FACTS_COMMAND, { maxBytes: factsBytes }));
          if (facts === undefined)
            return {
              ok: false,
              what: name,
              says: 'does not tell what it is made of',
              fix: 'it needs a POSIX /bin/sh and /proc',
            };
          const jobs = await transport.live(address);
          const left = await transport.leftBehind(address);
          const living = listJobs('still running there', jobs) + listJobs('left running by a run', left);
          return {
            ok: true,
            what: name,
            says: `${describe(facts, address.sudo)}${living}`,
          };
        } catch (error) {
          // why a secret cannot be read, and what to do, is better known to who reads it
          if (error instanceof SshError && error.cause instanceof SecretUnreadable)
            return { ok: false, what: name, says: error.cause.message };
          if (error instanceof SshError) return { ok: false, what: name, says: error.message };
          throw error;
        }
      }),
    );
  } finally {
    await transport.close();
  }
}

const listJobs = (what: string, jobs: readonly LiveJob[]): string =>
  jobs.length === 0
    ? ''
    : `; ${what}: ${jobs.map(({ name, pid }) => `${name.run} ${name.step} (pid ${pid})`).join(', ')}`;

function describe(facts: ServerFacts, sudo: string): string {
  const root = facts.isRoot
    ? 'root'
    : facts.canSudo
      ? 'sudo works'
      : sudo === 'nopasswd'
        ? 'sudo does NOT work without a password'
        : 'no root';
  return `${facts.distribution}, ${facts.init}, ${root}`;
}
