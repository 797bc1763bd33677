import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from '../../cli/dist/runtime/open-database.js';
import { backUpFiles } from '../../engine/dist/backup/back-up-files.js';
import { createFolderStore } from '../../engine/dist/backup/folder-store.js';
import { runJob } from '../../engine/dist/execution/run-job.js';
import { createSshTransport } from '../../engine/dist/ssh/transport.js';

const MEBIBYTES = 145;
const OUTPUT_MB = 100;
const cases = { moving: `${MEBIBYTES} MiB`, output: `${OUTPUT_MB} MB of output` };

/** One large file from a server, and one command that prints much; connections are open. Everybody writes to one disk. */
export async function measureMoving({ farm, services, peers, rounds, say, keep, keepTrouble, processes, limitMs }) {
  const [server] = farm.servers;
  const folder = join(farm.folder, 'moving');
  const source = join(folder, 'source');
  await mkdir(source, { recursive: true });
  await processes.run('dd', [
    'if=/dev/urandom',
    `of=${join(source, 'data')}`,
    'bs=1M',
    `count=${MEBIBYTES}`,
    'status=none',
  ]);
  const transport = createSshTransport({ readSecret: () => readFile(farm.keyFile) });
  const database = openDatabase(services.settings);
  const place = { farm, server, folder, source, transport, database, peers, processes };
  const ways = { ...ourWays(place), ...(await peersWays(place)) };
  try {
    const lost = new Set();
    const limited = async (contender, { scene, take }) => {
      try {
        return await processes.within(limitMs, take);
      } catch (error) {
        lost.add(contender);
        const overLimit = error.name === 'OverLimit';
        keepTrouble({ servers: 1, contender, mode: 'kept', scene, because: error.message, overLimit });
        say(`  ${scene}, ${contender}: ${overLimit ? '' : 'failed: '}${error.message}`);
        return undefined;
      }
    };
    for (const [contender, way] of Object.entries(ways)) await limited(contender, way);
    for (let round = 0; round < rounds; round += 1)
      for (const [contender, way] of Object.entries(ways)) {
        const { scene } = way;
        const taken = lost.has(contender) ? undefined : await limited(contender, way);
        if (taken === undefined) continue;
        keep({ servers: 1, contender, mode: 'kept', steps: 1, round, scene, ...taken });
        say(`  ${scene}, ${contender}: ${Math.round(taken.ms)} ms`);
      }
  } finally {
    await transport.close();
    await database.close();
    await processes.run('ssh', [...master(place), '-O', 'exit', server.host]);
  }
}

function ourWays({ server, folder, source, transport, database }) {
  const address = { ...server, key: 'secret:fleet', sudo: 'root' };
  const backUp = async (more) => {
    const store = await mkdtemp(join(folder, 'store-'));
    const [started, before] = [performance.now(), process.cpuUsage()];
    const outcome = await backUpFiles(
      {
        ...{ streams: transport, store: createFolderStore(store), now: () => new Date() },
        readSecret: async () => Buffer.from('0f'.repeat(32)),
      },
      {
        ...{ id: 'bench', server: address, origin: {}, paths: [source], exclude: [], missing: 'fail', compress: [] },
        ...{ whileChanging: 'fail', become: 'login-user', timeoutMs: 600_000, ...more },
      },
    );
    const taken = since(started, before);
    if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
    await rm(store, { recursive: true });
    return taken;
  };
  const printMuch = async () => {
    const [started, before] = [performance.now(), process.cpuUsage()];
    const outputs = database.records.outputs;
    const stepRun = { runId: randomUUID(), stepId: 'print', server: address, attempt: 1 };
    const command = { argv: printing, become: 'login-user', timeoutMs: 600_000 };
    const life = { signal: new AbortController().signal };
    const ran = await runJob({ jobs: transport, outputs }, stepRun, command, { firstContact: true, life });
    const taken = since(started, before);
    const key = { runId: stepRun.runId, stepId: 'print', server: server.name, attempt: 1 };
    const { stdout } = await outputs.offsets(key);
    if (ran.kind !== 'exited' || stdout !== OUTPUT_MB * 1e6) throw new Error(`${stdout} bytes stored`);
    return taken;
  };
  return {
    backup: { scene: cases.moving, take: () => backUp({}) },
    backupEncrypted: { scene: cases.moving, take: () => backUp({ encrypt: 'secret:backup' }) },
    jobOutput: { scene: cases.output, take: printMuch },
  };
}

async function peersWays(place) {
  const { farm, server, folder, source, peers, processes } = place;
  await processes.run('ssh', [
    ...master(place),
    '-o',
    'ControlMaster=yes',
    '-o',
    'ControlPersist=yes',
    '-fN',
    server.host,
  ]);
  const from = join(source, 'data');
  const to = join(folder, 'taken');
  const into = async (command, args, options) => {
    const taken = await processes.run(command, args, options);
    const { size } = await stat(to);
    if (size !== MEBIBYTES * 2 ** 20 && size !== OUTPUT_MB * 1e6) throw new Error(`${command} brought ${size} bytes`);
    await rm(to);
    return taken;
  };
  const throughShell = (command) =>
    into('sh', ['-c', `ssh ${master(place).join(' ')} ${server.host} '${command}' > ${to}`]);
  const ways = {
    scp: { scene: cases.moving, take: () => into('scp', ['-q', ...master(place), `${server.host}:${from}`, to]) },
    sshCat: { scene: cases.moving, take: () => throughShell(`cat ${from}`) },
    sshToFile: { scene: cases.output, take: () => throughShell(printing.at(-1)) },
  };
  if (!peers.has('python')) return ways;
  const inventory = join(folder, 'inventory.py');
  const data = {
    ssh_user: server.user,
    ssh_port: server.port,
    ssh_key: farm.keyFile,
    ssh_known_hosts_file: farm.knownHosts,
  };
  await writeFile(inventory, `servers = [(${JSON.stringify(server.host)}, ${JSON.stringify(data)})]\n`);
  const deploy = join(folder, 'get.py');
  await writeFile(
    deploy,
    `from pyinfra.operations import files\nfiles.get(src=${JSON.stringify(from)}, dest=${JSON.stringify(to)})\n`,
  );
  const pyinfra = () => into(peers.program('pyinfra'), ['-y', inventory, deploy], { cwd: folder });
  return { ...ways, pyinfra: { scene: cases.moving, take: pyinfra } };
}

const master = ({ farm, folder }) => ['-F', farm.sshConfig, '-o', `ControlPath=${folder}/m-%h`];

/** Lines, since that is what programs print. */
const printing = ['sh', '-c', `yes 'a line such as programs print, of 50 characters.' | head -c ${OUTPUT_MB * 1e6}`];

function since(started, before) {
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - started, cpu: (user + system) / 1e6 };
}
