import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const parallelSshChild = fileURLToPath(new URL('./parallel_ssh_child.py', import.meta.url));

export const pythonPeers = [
  {
    name: 'parallel-ssh',
    key: 'parallelSsh',
    // its libssh2 client has no way to check a host key
    note: 'checks no host key',
    async start({ fleetFile, peers, processes }) {
      const python = peers.program('python3');
      const resident = await processes.startResident(python, [parallelSshChild, fleetFile]);
      return {
        cold: (steps) => processes.run(python, [parallelSshChild, fleetFile, String(steps)]),
        kept: (steps) => resident.ask({ steps }),
        close: () => resident.end(),
      };
    },
  },
  {
    name: 'pyinfra',
    key: 'pyinfra',
    async start({ farm, servers, parallel, folder, peers, processes }) {
      const inventory = join(folder, 'pyinfra_inventory.py');
      const data = {
        ssh_user: servers[0].user,
        ssh_port: servers[0].port,
        ssh_key: farm.keyFile,
        ssh_known_hosts_file: farm.knownHosts,
        ssh_strict_host_key_checking: 'yes',
      };
      const hosts = servers.map(({ host }) => `    (${JSON.stringify(host)}, ${JSON.stringify(data)}),`);
      await writeFile(inventory, `servers = [\n${hosts.join('\n')}\n]\n`);
      const deploy = join(folder, 'ten.py');
      const operations = Array.from({ length: 10 }, () => 'server.shell(commands=["true"])');
      await writeFile(deploy, `from pyinfra.operations import server\n${operations.join('\n')}\n`);
      const pyinfra = peers.program('pyinfra');
      const common = ['-y', '--parallel', String(parallel), inventory];
      return {
        cold: (steps) =>
          steps === 1
            ? processes.run(pyinfra, [...common, 'exec', '--', 'true'], { cwd: folder })
            : processes.run(pyinfra, [...common, deploy], { cwd: folder }),
        close: async () => {},
      };
    },
  },
];
