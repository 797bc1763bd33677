import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureFleet } from './measure-fleet.mjs';

const ROUND_TRIP_MS = 20;
const away = `${ROUND_TRIP_MS} ms away`;
/** Where the proxy listens, as if the server were there. */
const AWAY = '127.0.9.1';
const WORTH_MEASURING = new Set([
  'ssh2',
  'temporalRead',
  'temporalChange',
  'engineRead',
  'engineChange',
  'controlMaster',
]);

/** One server at the end of a long line: what counts is round trips. */
export async function measureDelay({ farm, contenders, ...scene }) {
  const [server] = farm.servers;
  const args = { host: server.host, port: server.port, from: AWAY, roundTripMs: ROUND_TRIP_MS };
  const child = fileURLToPath(new URL('./delay-proxy-child.mjs', import.meta.url));
  const proxy = await scene.processes.startResident(process.execPath, [child, JSON.stringify(args)]);
  try {
    const { port } = await proxy.ask({});
    scene.say(`one server, ${ROUND_TRIP_MS} ms away`);
    await measureFleet({
      ...scene,
      keep: (sample) => scene.keep({ ...sample, scene: away }),
      keepTrouble: (trouble) => scene.keepTrouble({ ...trouble, scene: away }),
      farm: await seenThrough(farm, { ...server, name: 'srv-away', host: AWAY, port }),
      count: 1,
      contenders: contenders.filter(({ key }) => WORTH_MEASURING.has(key)),
    });
  } finally {
    await proxy.end();
  }
}

/** The farm as its clients see it: one server, under the proxy's address and the server's own key. */
async function seenThrough(farm, server) {
  const knownHosts = join(farm.folder, 'known_hosts.away');
  await writeFile(knownHosts, `[${server.host}]:${server.port} ${server.hostKey}\n`);
  const sshConfig = join(farm.folder, 'ssh_config.away');
  const config = await readFile(farm.sshConfig, 'utf8');
  await writeFile(
    sshConfig,
    config
      .replace(/ {2}Port .*/, `  Port ${server.port}`)
      .replace(/UserKnownHostsFile .*/, `UserKnownHostsFile ${knownHosts}`),
  );
  return { ...farm, servers: [server], knownHosts, sshConfig };
}
