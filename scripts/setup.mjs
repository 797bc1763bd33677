// Makes a checkout ready: node scripts/setup.mjs [--for tests|demo|bench]. Node's built-ins only, since it runs before
// anything is installed. It can be interrupted and run again, and does nothing that is done already.
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { buildGoProgram, findGoProgram } from './setup/go-program.mjs';
import { helmProgram } from './setup/helm.mjs';
import { withLock } from './setup/lock.mjs';
import { createLongCommands, Interrupted } from './setup/long-commands.mjs';
import { checkMachine } from './setup/machine.mjs';
import { installPackages } from './setup/packages.mjs';
import { s3Server } from './setup/s3-server.mjs';
import { SetupStopped } from './setup/stopped.mjs';
import { installSystemPackage } from './setup/system-packages.mjs';
import { buildTestHostsRoot } from './setup/test-hosts-root.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const PURPOSES = ['tests', 'demo', 'bench'];
/** A step that takes less is not worth a line. */
const WORTH_SAYING_MS = 2_000;

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
const report = (line) => console.log(`  ${line}`);

/** Our own compiled code, which exists only after the build. */
const devstack = (name) => import(pathToFileURL(join(root, 'devstack/dist', `${name}.js`)).href);

/** @param {string[]} args */
function purposeOf(args) {
  const purpose = args[0] === '--for' ? args[1] : undefined;
  if (args.length === 0 || (args.length === 2 && PURPOSES.includes(purpose ?? ''))) return purpose;
  throw new SetupStopped(`Usage: node scripts/setup.mjs [--for ${PURPOSES.join('|')}]`);
}

/** Runs one step and says how it ended, if it did something or took its time. */
async function step(name, work) {
  const started = performance.now();
  const { did, what } = await work();
  const took = performance.now() - started;
  if (did || took > WORTH_SAYING_MS) report(`${name}: ${what} (${seconds(took)})`);
}

async function temporalCli(run) {
  const { findTemporalCli } = await devstack('temporal/temporal-cli');
  const found = await findTemporalCli(process.env);
  if (found !== undefined) return { did: false, what: found };
  const { obtainTemporalCli } = await devstack('temporal/obtain-temporal-cli');
  return { did: true, what: await obtainTemporalCli({ env: process.env, run, report }) };
}

async function openSsh(run) {
  const { findSshd } = await devstack('servers/ssh-daemons');
  const found = await findSshd(process.env);
  if (found !== undefined) return { did: false, what: found };
  const result = await installSystemPackage(
    { name: 'openssh-server', units: ['ssh.service', 'ssh.socket'] },
    { run, report },
  );
  return result.kind === 'installed'
    ? { did: true, what: 'installed, its own service left off' }
    : { did: true, what: `none (${result.because}); ssh2's server will stand in for the sample servers` };
}

async function postgres(run) {
  const { findPostgres } = await devstack('postgres/find-postgres');
  const found = await findPostgres(process.env);
  if (found !== undefined) return { did: false, what: found };
  const result = await installSystemPackage({ name: 'postgresql', units: ['postgresql.service'] }, { run, report });
  return result.kind === 'installed'
    ? { did: true, what: 'installed, no cluster made' }
    : { did: true, what: `none (${result.because}); only PGlite will be tested` };
}

/** What backups and releases use on servers, and so in tests on this machine. */
async function serverPrograms(run) {
  const { isProgram } = await devstack('processes/is-program');
  const folders = (process.env.PATH ?? '').split(delimiter);
  const missing = [];
  for (const name of ['zstd', 'curl']) {
    const found = await Promise.all(folders.map((folder) => isProgram(join(folder, name))));
    if (!found.includes(true)) missing.push(name);
  }
  if (missing.length === 0) return { did: false, what: 'there' };
  const result = await installSystemPackage(
    { name: missing.join(', '), packages: missing, units: [] },
    { run, report },
  );
  return result.kind === 'installed'
    ? { did: true, what: `${missing.join(', ')} installed` }
    : { did: true, what: `no ${missing.join(', ')} (${result.because})` };
}

/** @param {string} untested what cannot be tested without it */
async function goProgram(program, untested, run) {
  const { cacheFolder } = await devstack('cache-folder');
  const where = { env: process.env, cache: cacheFolder(process.env) };
  const found = await findGoProgram(program, where);
  if (found !== undefined) return { did: false, what: found };
  const result = await buildGoProgram(program, { cache: where.cache, run });
  return result.kind === 'built'
    ? { did: true, what: result.path }
    : { did: true, what: `none (${result.because}); ${untested} will not be tested` };
}

async function testHosts(run) {
  const { cacheFolder } = await devstack('cache-folder');
  const result = await buildTestHostsRoot({ repository: root, cache: cacheFolder(process.env), run, report });
  return result.kind === 'not possible'
    ? { did: true, what: `none (${result.because}); what needs whole servers will not be tested` }
    : { did: result.kind === 'built', what: result.path };
}

async function setUp(purpose, { run, assertNotInterrupted }) {
  await checkMachine();
  await withLock({ file: join(root, '.chatops-dev/setup.lock'), report, assertNotInterrupted }, async () => {
    await step('packages', async () => {
      const what = await installPackages({ root, run, report });
      return { did: what === 'installed', what };
    });
    await step('build', async () => {
      await build({ run, report });
      return { did: false, what: 'compiled' };
    });
    if (purpose !== undefined) await step('Temporal CLI', () => temporalCli(run));
    if (purpose !== undefined) await step('OpenSSH server', () => openSsh(run));
    if (purpose === 'tests') await step('PostgreSQL server', () => postgres(run));
    if (purpose === 'tests') await step('programs of servers', () => serverPrograms(run));
    if (purpose === 'tests') await step('Helm', () => goProgram(helmProgram, 'the chart', run));
    if (purpose === 'tests') await step('S3 server', () => goProgram(s3Server, 'backups in S3', run));
    if (purpose === 'tests') await step('test hosts', () => testHosts(run));
  });
}

const started = performance.now();
try {
  const purpose = purposeOf(process.argv.slice(2));
  console.log(`Setting up${purpose === undefined ? '' : ` for ${purpose}`}`);
  await setUp(purpose, createLongCommands({ out: process.stdout, signals: process }));
  console.log(`Ready after ${seconds(performance.now() - started)}`);
} catch (error) {
  const explained = error instanceof SetupStopped || error.name === 'TemporalCliMissing';
  console.error(explained ? error.message : error);
  process.exitCode = error instanceof Interrupted ? 130 : 1;
}
