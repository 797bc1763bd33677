import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = (name) => fileURLToPath(new URL(`./${name}.mjs`, import.meta.url));

/** What everything is held against: a script around ssh2. */
export const baseLine = [
  ...[
    { name: 'bare ssh2 script', key: 'ssh2', command: 'true' },
    { name: 'bare ssh2 script, the reading command', key: 'ssh2Reading', command: 'reading' },
  ].map(({ name, key, command }) => ({
    name,
    key,
    async start({ fleetFile, processes }) {
      const resident = await processes.startResident(process.execPath, [script('bare-ssh2'), fleetFile]);
      return {
        cold: (steps) => processes.run(process.execPath, [script('bare-ssh2'), fleetFile, String(steps), command]),
        kept: (steps) => resident.ask({ steps, command }),
        connecting: (steps) => resident.ask({ steps, command, cold: true }),
        close: () => resident.end(),
      };
    },
  })),
];

export const own = [
  ...['read', 'change'].map((kind) => ({
    name: kind === 'read' ? 'engine alone, reading' : 'engine alone, durable jobs',
    key: kind === 'read' ? 'engineRead' : 'engineChange',
    ours: true,
    async start({ fleetFile, processes }) {
      const resident = await processes.startResident(process.execPath, [script('own-transport'), fleetFile]);
      return {
        cold: (steps) => processes.run(process.execPath, [script('own-transport'), fleetFile, String(steps), kind]),
        kept: (steps) => resident.ask({ steps, kind }),
        connecting: (steps) => resident.ask({ steps, kind, cold: true }),
        close: () => resident.end(),
      };
    },
  })),
  ...['read', 'change'].map((kind) => ({
    name: kind === 'read' ? 'through Temporal, reading' : 'through Temporal, durable jobs',
    key: kind === 'read' ? 'temporalRead' : 'temporalChange',
    ours: true,
    // The worker is there already; only its connections are not.
    async start({ farm, servers, services, folder, processes }) {
      const file = join(folder, `worker-${kind}.json`);
      const settings = {
        ...services.settings,
        secretsDir: farm.secretsDir,
        dataDir: folder,
        taskQueue: `fleet-${kind}`,
      };
      await writeFile(file, JSON.stringify({ settings, inventory: farm.inventory(servers) }));
      const resident = await processes.startResident(process.execPath, ['--expose-gc', script('own-worker'), file]);
      return {
        kept: (steps) => resident.ask({ steps, kind }),
        connecting: (steps) => resident.ask({ steps, kind, cold: true }),
        atRest: () => resident.ask({ atRest: true }),
        close: () => resident.end(),
      };
    },
  })),
];
