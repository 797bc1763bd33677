import { openDatabase } from '../runtime/open-database.js';
import { readSettings } from '../settings/read-settings.js';

/** Sets exit code 1 at the first entry that does not fit the chain. */
export async function verifyAudit(): Promise<void> {
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
}
