import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Closing each connection and opening the next one ten times over says nothing new, and takes minutes. */
const MOST_CONNECTIONS = 200;

/** The same commands, by shell scripts around OpenSSH. */
export const openSsh = [
  {
    name: 'ssh, xargs',
    key: 'xargs',
    async start({ farm, servers, parallel, processes }) {
      const hosts = hostsOf(servers);
      const once = `ssh -F ${farm.sshConfig} {} true`;
      return {
        async cold(steps) {
          if (steps * servers.length > MOST_CONNECTIONS && steps > 1) return undefined;
          const script = Array.from({ length: steps }, () => once).join(' && ');
          return await processes.run('xargs', ['-P', String(parallel), '-I{}', 'sh', '-c', script], { input: hosts });
        },
        close: async () => {},
      };
    },
  },
  {
    name: 'ssh, ControlMaster',
    key: 'controlMaster',
    async start({ farm, servers, parallel, folder, processes }) {
      const config = join(folder, 'ssh_config.masters');
      await writeFile(config, `Include ${farm.sshConfig}\nHost *\n  ControlPath ${folder}/m-%h\n`);
      const hosts = hostsOf(servers);
      const each = (script) =>
        processes.run('xargs', ['-P', String(parallel), '-I{}', 'sh', '-c', script], { input: hosts });
      const open = `ssh -F ${config} -o ControlMaster=yes -o ControlPersist=yes -fN {}`;
      const commands = (steps) => Array.from({ length: steps }, () => `ssh -F ${config} {} true`).join(' && ');
      const end = () => each(`ssh -F ${config} -O exit {} 2>/dev/null || true`);
      return {
        async cold(steps) {
          await end();
          return await each(`${open} && ${commands(steps)}`);
        },
        kept: (steps) => each(commands(steps)),
        close: end,
      };
    },
  },
  {
    name: 'pdsh',
    key: 'pdsh',
    needs: 'pdsh',
    async start({ farm, servers, parallel, processes }) {
      const env = { PDSH_SSH_ARGS_APPEND: `-F ${farm.sshConfig}`, PDSH_RCMD_TYPE: 'ssh' };
      const args = ['-S', '-f', String(parallel), '-w', servers.map(({ host }) => host).join(','), 'true'];
      return { cold: (steps) => inTurn(steps, () => processes.run('pdsh', args, { env })), close: async () => {} };
    },
  },
  {
    name: 'clush',
    key: 'clush',
    async start({ farm, servers, parallel, peers, processes }) {
      const hosts = servers.map(({ host }) => host).join(',');
      const args = ['-S', '-f', String(parallel), '-o', `-F ${farm.sshConfig}`, '-w', hosts, 'true'];
      return {
        cold: (steps) => inTurn(steps, () => processes.run(peers.program('clush'), args)),
        close: async () => {},
      };
    },
  },
];

const hostsOf = (servers) => servers.map(({ host }) => `${host}\n`).join('');

/** Tools that know no second command are called as often. */
async function inTurn(steps, work) {
  let [ms, cpu] = [0, 0];
  for (let step = 0; step < steps; step += 1) {
    const took = await work();
    ms += took.ms;
    cpu += took.cpu;
  }
  return { ms, cpu };
}
