import { Command } from 'commander';

const collect = (value: string, earlier: string[]): string[] => [...earlier, value];

/**
 * What one can type. What it does is imported when it is asked for: the libraries of `dev` and `worker` take longer to
 * load than `plan` takes to answer, and help needs none of them.
 */
export function declareCommands(): Command {
  const program = new Command('chatops')
    .description('ChatOps Commander: a comment becomes a pull request, its merge a durable run over SSH.')
    .showHelpAfterError('(chatops help lists the commands)')
    .helpCommand(false);

  program
    .command('dev')
    .description('the whole stack on this machine: GitHub, Temporal, PostgreSQL, three servers')
    .option('--demo', 'play three stories, and check on the servers that they are true')
    .action(async (options) => (await import('./commands/dev.js')).dev(options));

  program
    .command('init <servers...>')
    .description('write a minimal .chatops/ for servers given as NAME=USER@HOST[:PORT]')
    .option('--dir <folder>', 'the ops repo', '.')
    .option('--admin <login>', 'GitHub login of an admin (repeat it)', collect, [])
    .option('--operator <login>', 'GitHub login of an operator (repeat it)', collect, [])
    .option('--viewer <login>', 'GitHub login of a viewer (repeat it)', collect, [])
    .option('--environment <name>', 'of these servers', 'production')
    .option('--key <secret>', 'name of the secret that holds the private key', 'ops-ssh')
    .action(async (servers, options) => (await import('./commands/init.js')).init(servers, options));

  program
    .command('doctor')
    .description('check every setting and server, a line each, with the fix')
    .option('--inventory <file>', 'check its servers (instead of those in force)')
    .option('--servers-only', 'leave GitHub, Temporal and PostgreSQL out')
    .action(async (options) => (await import('./commands/doctor.js')).doctor(options));

  program
    .command('plan <text>')
    .description('what a sentence would become; touches no server')
    .option('--json', 'the whole outcome as JSON')
    .option('--yaml', 'the runbook alone, for `chatops run`; exit 1 when it comes to none')
    .option('--inventory <file>', 'servers and services', '.chatops/inventory.yaml')
    .option('--policy <file>', 'compute the risk under it')
    .option('--catalog <folder>', 'library runbooks; without it those that come with chatops')
    .option('--thread <file>', 'what was said before: a JSON array of {by: "user"|"bot", text}')
    .action(async (text, options) => (await import('./commands/plan.js')).plan(text, options));

  program
    .command('lint <files...>')
    .description('check runbooks: exit 1 when one has an error')
    .option('--json', 'an array with one object per file')
    .option('--inventory <file>', 'check server and service names against it')
    .option('--policy <file>', 'compute the risk under it')
    .option('--as <kind>', 'change or library, where the path does not tell')
    .action(async (files, options) => (await import('./commands/lint.js')).lint(files, options));

  program
    .command('run <file>')
    .description('run a runbook through Temporal without GitHub, for development')
    .option('--inventory <file>', 'servers and services', '.chatops/inventory.yaml')
    .option('--policy <file>', 'the policy; without it you are the only admin')
    .action(async (file, options) => (await import('./commands/run.js')).run(file, options));

  program
    .command('emergency <file>')
    .description('while GitHub is away: run a runbook that an admin signs with an SSH key that policy lists')
    .requiredOption('--reason <text>', 'why it cannot wait; told on GitHub when that is back')
    .requiredOption('--as <login>', 'your GitHub login, as policy names you')
    .option('--repository <owner/name>', 'the ops repo; needed where there are several')
    .option('--key <file>', 'your SSH key, or the .pub of one in an agent (~/.ssh/id_ed25519 and the like)')
    .action(async (file, options) => (await import('./commands/emergency.js')).emergency(file, options));

  program
    .command('logs <run> [step] [server]')
    .description('everything that a run printed, in all its attempts')
    .action(async (run, step, server) => (await import('./commands/logs.js')).logs(run, step, server));

  program
    .command('audit')
    .description('the audit log')
    .command('verify')
    .description('check the hash chain of the whole log: exit 1 when an entry was changed, removed or added')
    .action(async () => (await import('./commands/audit.js')).verifyAudit());

  program
    .command('bootstrap <repository>')
    .description("bring the .chatops/ of OWNER/REPO's default branch into force; the first time only")
    .action(async (repository) => (await import('./commands/bootstrap.js')).bringIntoForce(repository));

  program
    .command('migrate')
    .description("bring the database's schema and Temporal's search attributes up to date")
    .action(async () => (await import('./commands/migrate.js')).migrate());

  program
    .command('app')
    .description('take webhooks and sweep for what they missed')
    .action(async () => (await import('./commands/app.js')).app());

  program
    .command('worker')
    .description('carry out requests, changes and runs')
    .action(async () => (await import('./commands/worker.js')).worker());

  program
    .command('help [topic]')
    .description('this list, `help config` for all settings, `help actions`, or the help of one command or action')
    .action(async (topic) => (await import('./commands/help.js')).help(program, topic));

  return program;
}
