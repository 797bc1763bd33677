import { Command } from 'commander';
import { explainFailure } from './explain-failure.js';

type Register = (program: Command) => void;

/** Loaded when asked for: what `dev` and `worker` bring along takes longer to load than `plan` takes to answer. */
const commands: ReadonlyMap<string, () => Promise<Register>> = new Map([
  ['dev', async () => (await import('./commands/dev.js')).registerDev],
  ['init', async () => (await import('./commands/init.js')).registerInit],
  ['doctor', async () => (await import('./commands/doctor.js')).registerDoctor],
  ['plan', async () => (await import('./commands/plan.js')).registerPlan],
  ['lint', async () => (await import('./commands/lint.js')).registerLint],
  ['run', async () => (await import('./commands/run.js')).registerRun],
  ['emergency', async () => (await import('./commands/emergency.js')).registerEmergency],
  ['logs', async () => (await import('./commands/logs.js')).registerLogs],
  ['audit', async () => (await import('./commands/audit.js')).registerAudit],
  ['bootstrap', async () => (await import('./commands/bootstrap.js')).registerBootstrap],
  ['migrate', async () => (await import('./commands/migrate.js')).registerMigrate],
  ['app', async () => (await import('./commands/app.js')).registerApp],
  ['worker', async () => (await import('./commands/worker.js')).registerWorker],
  ['help', async () => (await import('./commands/help.js')).registerHelp],
]);

const program = new Command('chatops')
  .description('ChatOps Commander: a comment becomes a pull request, its merge a durable run over SSH.')
  .showHelpAfterError('(chatops help lists the commands)')
  .helpCommand(false);

const [named, topic] = process.argv.slice(2);
// a list of commands, and a misspelt one, need them all
const alone = named === 'help' && topic !== 'config' ? undefined : commands.get(named ?? '');
const loads = alone === undefined ? [...commands.values()] : [alone];
for (const register of await Promise.all(loads.map((load) => load()))) register(program);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exitCode = 1;
}
