import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Ansible on a hundred servers takes half a minute and more for ten steps; what it takes on ten says enough. */
const MOST_SERVERS_FOR_TEN = 10;
const MOST_SERVERS = 100;

/** The `raw` module is a bare command, as the others run it; `command` brings Python to the server, as playbooks do. */
export const ansible = [
  contender({ name: 'ansible, raw', key: 'ansibleRaw', module: 'raw' }),
  contender({ name: 'ansible, command, pipelining', key: 'ansibleCommand', module: 'command' }),
  contender({ name: 'ansible, command, mitogen', key: 'mitogen', module: 'command', mitogen: true }),
];

function contender({ name, key, module, mitogen = false }) {
  return {
    name,
    key,
    async start({ farm, servers, parallel, folder: parent, peers, processes }) {
      if (servers.length > MOST_SERVERS) return undefined;
      const folder = join(parent, key);
      await mkdir(folder, { recursive: true });
      const python = mitogen ? '' : ' ansible_python_interpreter=/usr/bin/python3';
      const hosts = servers.map(({ host, user, port }) => `${host} ansible_user=${user} ansible_port=${port}${python}`);
      const path = (file) => join(folder, file);
      await writeFile(path('hosts'), `[all]\n${hosts.join('\n')}\n`);
      await writeFile(path('ansible.cfg'), config({ farm, folder, parallel, mitogen, peers }));
      for (const steps of [1, 10]) {
        const tasks = Array.from({ length: steps }, () => `    - ${module}: "true"\n`).join('');
        const book = `- hosts: all\n  gather_facts: false\n  strategy: ${mitogen ? 'mitogen_linear' : 'linear'}\n  tasks:\n${tasks}`;
        await writeFile(path(`steps-${steps}.yml`), book);
      }
      const env = { ANSIBLE_CONFIG: path('ansible.cfg'), ANSIBLE_HOME: path('home'), HOME: folder };
      const play = (steps) =>
        processes.run(peers.program('ansible-playbook'), [path(`steps-${steps}.yml`)], { env, cwd: folder });
      const end = async () => {
        for (const { host } of servers)
          await processes.run('sh', [
            '-c',
            `ssh -F ${farm.sshConfig} -o ControlPath=${folder}/m-%h -O exit ${host} 2>/dev/null || true`,
          ]);
      };
      const tooMuch = (steps) => steps > 1 && servers.length > MOST_SERVERS_FOR_TEN;
      return {
        async cold(steps) {
          if (tooMuch(steps)) return undefined;
          if (!mitogen) await end();
          return await play(steps);
        },
        kept: mitogen ? undefined : async (steps) => (tooMuch(steps) ? undefined : await play(steps)),
        close: mitogen ? async () => {} : end,
      };
    },
  };
}

const config = ({ farm, folder, parallel, mitogen, peers }) => `[defaults]
inventory = ${join(folder, 'hosts')}
forks = ${parallel}
host_key_checking = True
retry_files_enabled = False
interpreter_python = /usr/bin/python3
${mitogen ? `strategy_plugins = ${join(dirname(dirname(peers.program('python3'))), peers.sitePackages, 'ansible_mitogen/plugins/strategy')}` : ''}
[ssh_connection]
pipelining = True
ssh_args = -F ${farm.sshConfig} -o ControlMaster=auto -o ControlPersist=600s -o ControlPath=${folder}/m-%h
`;
