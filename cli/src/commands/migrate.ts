import { connectClient } from '@chatops-commander/workflows/connect';
import { registerSearchAttributes } from '@chatops-commander/workflows/register-search-attributes';
import { openDatabase } from '../runtime/open-database.js';
import { readSettings } from '../settings/read-settings.js';

/** Schema first, then search attributes; repeating it changes nothing. */
export async function migrate(): Promise<void> {
  const settings = readSettings(process.env, ['database']);
  const database = openDatabase(settings);
  const { connection } = connectClient(settings.temporal);
  try {
    const applied = await database.migrate();
    console.log(applied.length === 0 ? 'database: up to date' : `database: applied ${applied.join(', ')}`);
    const added = await registerSearchAttributes(connection, settings.temporal.namespace);
    console.log(added.length === 0 ? 'search attributes: all there' : `search attributes: added ${added.join(', ')}`);
  } finally {
    await database.close();
    await connection.close();
  }
}
