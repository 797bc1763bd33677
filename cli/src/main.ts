import { Command } from 'commander';
import { registerApp } from './commands/app.js';
import { registerAudit } from './commands/audit.js';
import { registerBootstrap } from './commands/bootstrap.js';
import { registerDev } from './commands/dev.js';
import { registerDoctor } from './commands/doctor.js';
import { registerHelp } from './commands/help.js';
import { registerInit } from './commands/init.js';
import { registerLint } from './commands/lint.js';
import { registerLogs } from './commands/logs.js';
import { registerMigrate } from './commands/migrate.js';
import { registerPlan } from './commands/plan.js';
import { registerRun } from './commands/run.js';
import { registerWorker } from './commands/worker.js';
import { explainFailure } from './explain-failure.js';

const program = new Command('chatops')
  .description('ChatOps Commander: a comment becomes a pull request, its merge a durable run over SSH.')
  .showHelpAfterError('(chatops help lists the commands)')
  .helpCommand(false);
for (const register of [
  registerDev,
  registerInit,
  registerDoctor,
  registerPlan,
  registerLint,
  registerRun,
  registerLogs,
  registerAudit,
  registerBootstrap,
  registerMigrate,
  registerApp,
  registerWorker,
  registerHelp,
]) {
  register(program);
}

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exitCode = 1;
}
