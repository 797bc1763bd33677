import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { backUpFiles } from '../engine/dist/backup/back-up-files.js';
import { createFolderStore } from '../engine/dist/backup/folder-store.js';
import { startSshd } from '../engine/dist/ssh/sshd.fixture.js';
import { createSshTransport } from '../engine/dist/ssh/transport.js';
import { distribution } from './distribution.mjs';
import { loadPerCore, machine, versions } from './machine.mjs';
import { printTable, verdict, writeResults } from './report.mjs';

const run = promisify(execFile);
const MEBIBYTES = 145;
const ROUNDS = 9;

/**
 * Moving 145 MiB that cannot be compressed from a server into the backup store, next to scp, in turn. `stored`: the
 * last byte is on disk, flushed, hashed on both ends; `verified`: it was read back as well, decrypted and listed.
 */
export async function bench() {
  const before = loadPerCore();
  const folder = await mkdtemp(join(tmpdir(), 'chatops-bench-backup-'));
  const sshd = await startSshd({ extraConfig: ['Subsystem sftp internal-sftp'] });
  const transport = createSshTransport({ readSecret: sshd.readSecret });
  const taken = { scp: [], scpGcm: [], stored: [], verified: [], storedEncrypted: [], verifiedEncrypted: [], zstd: [] };
  const closing = [];
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  try {
    const source = join(folder, 'source');
    await mkdir(source);
    await writeRandom(join(source, 'data'));
    const scp = await scpPeer(sshd, folder);
    const scpGcm = await scpPeer(sshd, folder, 'aes128-gcm@openssh.com');
    closing.push(scp.close, scpGcm.close);
    const backUp = (more) => backUpOnce({ transport, sshd, folder, source }, more);
    // Connections and compiled code are not what moving bytes costs.
    await backUp({ compress: [] });
    peak = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      taken.scp.push(await scp.copy());
      taken.scpGcm.push(await scpGcm.copy());
      const plain = await backUp({ compress: [] });
      taken.stored.push(plain.stored);
      taken.verified.push(plain.verified);
      const encrypted = await backUp({ compress: [], encrypt: 'secret:backup' });
      taken.storedEncrypted.push(encrypted.stored);
      taken.verifiedEncrypted.push(encrypted.verified);
      taken.zstd.push((await backUp({ compress: ['zstd'] })).stored);
      console.log(`round ${round + 1} of ${ROUNDS}`);
    }
  } finally {
    clearInterval(watch);
    for (const close of closing) await close();
    await transport.close();
    await sshd.stop();
    await rm(folder, { recursive: true, force: true });
  }
  const scp = distribution(taken.scp).p50;
  const figures = [
    { name: `peer: scp, ${MEBIBYTES} MiB`, key: 'scp' },
    { name: 'peer: scp, aes128-gcm', key: 'scpGcm' },
    { name: 'backup stored, sha256 on both ends', key: 'stored', goal: scp },
    { name: 'the same, read back and listed', key: 'verified' },
    { name: 'backup stored, encrypted too', key: 'storedEncrypted', goal: Math.round(scp * 12) / 10 },
    { name: 'the same, read back, decrypted, listed', key: 'verifiedEncrypted' },
    { name: 'backup stored, through zstd', key: 'zstd' },
  ].map(({ name, key, goal }) => ({ name, key, unit: 'ms', goal, distribution: distribution(taken[key]) }));
  printTable(figures);
  const ratio = (key) => Math.round((distribution(taken[key]).p50 / scp) * 100) / 100;
  const ratios = Object.fromEntries(Object.keys(taken).map((key) => [`${key}ToScp`, ratio(key)]));
  console.log(
    `to scp: ${ratio('stored')} stored, ${ratio('storedEncrypted')} encrypted; with reading back ${ratio('verified')} and ${ratio('verifiedEncrypted')}`,
  );
  const peakMemoryMiB = Math.round(peak / 2 ** 20);
  console.log(`peak memory of this process: ${peakMemoryMiB} MiB`);
  const load = { before, after: loadPerCore() };
  console.log(`load per core: ${load.before} before, ${load.after} after`);
  const file = writeResults('backup', {
    bench: 'backup',
    at: new Date().toISOString(),
    figures: figures.map((figure) => ({ ...figure, verdict: verdict(figure) || undefined })),
    ratios,
    peakMemoryMiB,
    load,
    machine: machine(),
    versions: versions(['ssh2']),
  });
  console.log(`written to ${file}`);
}

async function backUpOnce({ transport, sshd, folder, source }, more) {
  const place = await mkdtemp(join(folder, 'store-'));
  const store = createFolderStore(place);
  const started = performance.now();
  let stored = 0;
  const measured = {
    ...store,
    async put(...args) {
      const done = await store.put(...args);
      stored = performance.now() - started;
      return done;
    },
  };
  const readSecret = async () => Buffer.from('0f'.repeat(32));
  const outcome = await backUpFiles(
    { streams: transport, store: measured, now: () => new Date(), readSecret },
    {
      ...{ id: 'bench', server: sshd.address, origin: {}, paths: [source], exclude: [], missing: 'fail' },
      ...{ whileChanging: 'fail', become: 'login-user', timeoutMs: 600_000 },
      ...more,
    },
  );
  const verified = performance.now() - started;
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
  await rm(place, { recursive: true });
  return { stored, verified };
}

/** scp over a connection that is open already, as ours is: OpenSSH's ControlMaster, with the cipher it was opened with. */
async function scpPeer({ address, folder: keys }, folder, cipher) {
  const knownHosts = join(folder, 'known_hosts');
  await writeFile(knownHosts, `[${address.host}]:${address.port} ${address.hostKey}\n`);
  const options = ['-F', 'none', '-i', join(keys, 'user_key'), '-o', `UserKnownHostsFile=${knownHosts}`];
  const master = ['-o', `ControlPath=${join(folder, `master-${cipher ?? 'default'}`)}`];
  const fixed = [...options, ...master, '-o', 'BatchMode=yes', '-o', 'IdentitiesOnly=yes', '-q'];
  const target = `${userInfo().username}@${address.host}`;
  const ciphers = cipher === undefined ? [] : ['-c', cipher];
  const open = ['-o', 'ControlMaster=yes', '-o', 'ControlPersist=yes', '-fN', target];
  await run('ssh', [...fixed, ...ciphers, '-p', String(address.port), ...open]);
  return {
    async copy() {
      const to = join(folder, 'by-scp');
      const started = performance.now();
      await run('scp', [...fixed, '-P', String(address.port), `${target}:${join(folder, 'source/data')}`, to]);
      const taken = performance.now() - started;
      await rm(to);
      return taken;
    },
    close: () => run('ssh', [...fixed, '-p', String(address.port), '-O', 'exit', target]),
  };
}

async function writeRandom(file) {
  const stream = createWriteStream(file);
  for (let mebibyte = 0; mebibyte < MEBIBYTES; mebibyte += 1) {
    if (!stream.write(randomBytes(2 ** 20))) await new Promise((resolve) => stream.once('drain', resolve));
  }
  await new Promise((resolve) => stream.end(resolve));
}
