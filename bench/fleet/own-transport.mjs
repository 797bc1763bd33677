// The engine's connections and jobs alone, without Temporal or records: node own-transport.mjs FLEET.json [STEPS KIND];
// without STEPS it stays and answers. KIND is read or change.
import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { createSshTransport } from '../../engine/dist/ssh/transport.js';
import { beResident, eachAtOnce } from './resident.mjs';

const { servers, parallel } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const transport = createSshTransport({ readSecret: async () => readFileSync(servers[0].key) });
const command = { argv: ['true'], become: 'login-user', timeoutMs: 60_000 };
const { signal } = new AbortController();
// every server listens to it, as in an activity
setMaxListeners(0, signal);

async function read(server) {
  const { exit } = await transport.read(server, command, { maxBytes: 1_024, signal });
  if (exit.code !== 0) throw new Error(JSON.stringify(exit));
}

async function change(server, run, step) {
  const name = { run, step: `s${step}`, server: server.name, attempt: 1 };
  const result = await transport.run(server, { name, command, firstContact: true }, { signal, onOutput: () => {} });
  if (result.exit?.code !== 0) throw new Error(JSON.stringify(result));
}

async function runAll(steps, kind) {
  const run = randomUUID();
  await eachAtOnce(servers, parallel, async (server) => {
    const address = { ...server, key: 'secret:fleet', sudo: 'root' };
    for (let step = 0; step < steps; step += 1) await (kind === 'read' ? read(address) : change(address, run, step));
  });
}

if (process.argv[3] !== undefined) {
  await runAll(Number(process.argv[3]), process.argv[4]);
  await transport.close();
} else {
  await beResident(
    async ({ steps, kind, cold }) => {
      if (cold) await transport.close();
      await runAll(steps, kind);
      return {};
    },
    () => transport.close(),
  );
}
