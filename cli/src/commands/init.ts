import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scanHostKey } from '@chatops-commander/engine/ssh/scan-host-key';
import { starterPolicy } from '../init/starter-policy.js';
import { type NewServer, parseServerArgument, starterInventory } from '../init/write-ops-repo.js';

interface InitOptions {
  readonly dir: string;
  readonly admin: string[];
  readonly operator: string[];
  readonly viewer: string[];
  readonly environment: string;
  readonly key: string;
}
const scanTimeoutMs = 10_000;

/** Overwrites nothing. @throws {Error} without an admin, for a server that does not answer, for a file that is there. */
export async function init(serverTexts: string[], options: InitOptions): Promise<void> {
  if (options.admin.length === 0) throw new Error('name at least one admin: --admin YOUR-GITHUB-LOGIN');
  const described = serverTexts.map(parseServerArgument);
  const servers: NewServer[] = await Promise.all(
    described.map(async (server) => {
      const key = await scanHostKey({ host: server.host, port: server.port, timeoutMs: scanTimeoutMs });
      return { ...server, hostKey: key.line, fingerprint: key.fingerprint };
    }),
  );
  const folder = join(options.dir, '.chatops');
  await mkdir(folder, { recursive: true });
  await write(join(folder, 'inventory.yaml'), starterInventory(servers, options.environment, options.key));
  await write(
    join(folder, 'policy.yaml'),
    starterPolicy({ admins: options.admin, operators: options.operator, viewers: options.viewer }),
  );
  console.log('\nCompare these fingerprints with the servers (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub):');
  for (const server of servers) console.log(`  ${server.name}  ${server.fingerprint}`);
  const inventory = join(folder, 'inventory.yaml');
  console.log(`
Next: put the private key for these servers into a folder of secrets, for yourself alone:
  mkdir -m 700 secrets && install -m 600 ~/.ssh/id_ed25519 secrets/${options.key}
  chatops doctor --servers-only --inventory ${inventory}
Then a first read, which changes nothing:
  chatops plan --yaml --inventory ${inventory} "is everything ok?" > first-read.yaml
  chatops run first-read.yaml --inventory ${inventory}`);
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    throw new Error(`${file} is there already, or cannot be written; move it away first`, { cause: error });
  }
  console.log(`wrote ${file}`);
}
