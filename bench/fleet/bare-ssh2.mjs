// The base line: what a script can do with ssh2 alone. node bare-ssh2.mjs FLEET.json [STEPS]: once and out; without STEPS
// it stays and answers. It keeps nothing, checks the host key, and gives up at the first thing that goes wrong.
import { readFileSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import ssh2 from 'ssh2';
import { beResident, eachAtOnce } from './resident.mjs';

const { servers, parallel, commands = { true: 'true' } } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const open = new Map();

function connect({ host, port, user, key, hostKey }) {
  const pinned = Buffer.from(hostKey.split(' ')[1], 'base64');
  return new Promise((resolve, reject) => {
    const client = new ssh2.Client();
    client.once('ready', () => resolve(client)).once('error', reject);
    client.connect({
      sock: connectSocket({ host, port, noDelay: true }),
      username: user,
      privateKey: readFileSync(key),
      authHandler: ['publickey'],
      hostVerifier: (shown) => shown.equals(pinned),
    });
  });
}

const execute = (client, command) =>
  new Promise((resolve, reject) => {
    client.exec(command, (error, channel) => {
      if (error) return reject(error);
      channel.resume();
      channel.stderr.resume();
      channel.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`${command}: exit ${code}`))));
    });
  });

async function runAll(steps, { keep, command }) {
  await eachAtOnce(servers, parallel, async (server) => {
    const client = open.get(server.host) ?? (await connect(server));
    for (let step = 0; step < steps; step += 1) await execute(client, command);
    if (keep) open.set(server.host, client);
    else client.end();
  });
}

if (process.argv[3] !== undefined) {
  await runAll(Number(process.argv[3]), { keep: false, command: commands[process.argv[4] ?? 'true'] });
} else {
  await beResident(
    async ({ steps, cold, command = 'true' }) => {
      if (cold) for (const client of open.values()) client.end();
      if (cold) open.clear();
      await runAll(steps, { keep: true, command: commands[command] });
      return {};
    },
    async () => {
      for (const client of open.values()) client.end();
    },
  );
}
