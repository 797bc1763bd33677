import type { Command } from 'commander';
import { openDatabase } from '../runtime/open-database.js';
import { readSettings } from '../settings/read-settings.js';

export function registerAudit(program: Command): void {
  program
    .command('audit')
    .description('the audit log')
    .command('verify')
    .description('check the hash chain of the whole log: exit 1 when an entry was changed, removed or added')
    .action(async () => {
      const database = openDatabase(readSettings(process.env, ['database']));
      try {
        const verdict = await database.records.audit.verify();
        if (verdict.ok) console.log(`ok: ${verdict.count} entries, head ${verdict.head}`);
        else {
          console.error(`broken at entry ${verdict.seq}: ${verdict.because}`);
          process.exitCode = 1;
        }
      } finally {
        await database.close();
      }
    });
}
