import { connectClient } from '@chatops-commander/workflows/connect';
import { searchAttributes } from '@chatops-commander/workflows/contract';
import { createAppOctokit } from '@chatops-commander/workflows/github/app-octokit';
import { createGitHubClients } from '@chatops-commander/workflows/github/repository-client';
import { explainFailure } from '../explain-failure.js';
import { appPermissions } from './app-permissions.js';
import { openDatabase } from '../runtime/open-database.js';
import { type Environment, InvalidSettings, readSettings, type Settings } from '../settings/read-settings.js';
import type { Part } from '../settings/setting.js';

/** One line of `chatops doctor`. */
export interface Finding {
  readonly ok: boolean;
  readonly what: string;
  readonly says: string;
  /** The exact next thing to do. */
  readonly fix?: string;
}

const temporalTimeoutMs = 5_000;

/** Every setting that is wrong, or one line that says none is. */
export function checkSettings(environment: Environment, serversOnly: boolean): Finding[] {
  const needs: readonly Part[] = serversOnly ? [] : ['github', 'webhooks', 'database'];
  try {
    readSettings(environment, needs);
    return [{ ok: true, what: 'settings', says: 'complete' }];
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    return error.problems.map((problem) => ({ ok: false, what: 'settings', says: problem }));
  }
}

export async function checkDatabase(settings: Settings & { readonly databaseUrl: string }): Promise<Finding> {
  const what = 'PostgreSQL';
  const database = openDatabase(settings);
  try {
    const trouble = await database.trouble();
    if (trouble !== undefined)
      return {
        ok: false,
        what,
        says: trouble,
        fix: 'check DATABASE_URL, and that PostgreSQL accepts connections from here',
      };
    const pending = await database.pendingMigrations();
    if (pending.length > 0)
      return { ok: false, what, says: `${pending.length} migration(s) are missing`, fix: 'chatops migrate' };
    return { ok: true, what, says: 'answers, and its schema is up to date' };
  } finally {
    await database.close();
  }
}

export async function checkTemporal(settings: Settings): Promise<Finding> {
  const what = 'Temporal';
  const { address, namespace } = settings.temporal;
  const { connection } = connectClient(settings.temporal);
  try {
    const { customAttributes } = await connection.withDeadline(Date.now() + temporalTimeoutMs, () =>
      connection.operatorService.listSearchAttributes({ namespace }),
    );
    const missing = Object.keys(searchAttributes).filter((name) => !(name in customAttributes));
    if (missing.length > 0)
      return { ok: false, what, says: `search attributes are missing: ${missing.join(', ')}`, fix: 'chatops migrate' };
    return { ok: true, what, says: `${address}, namespace ${namespace}` };
  } catch (error) {
    return {
      ok: false,
      what,
      says: `${address} does not answer for namespace ${namespace} (${explainFailure(error)})`,
      fix: 'check TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE and the TLS settings',
    };
  } finally {
    await connection.close();
  }
}

export async function checkGitHub(settings: { readonly github: NonNullable<Settings['github']> }): Promise<Finding[]> {
  const what = 'GitHub App';
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const octokits = createAppOctokit(settings.github, quiet);
  try {
    const { data } = await octokits.app.request('GET /app');
    const granted: Readonly<Record<string, unknown>> = data?.permissions ?? {};
    const lacking = Object.entries(appPermissions).filter(
      ([name, level]) => granted[name] !== level && granted[name] !== 'write',
    );
    const allowed: Finding =
      lacking.length === 0
        ? { ok: true, what, says: `${data?.slug}, with the permissions it needs` }
        : {
            ok: false,
            what,
            says: `lacks ${lacking.map(([name, level]) => `${name}: ${level}`).join(', ')}`,
            fix: 'grant them on the settings page of the app, then accept them where it is installed',
          };
    const repositories = await createGitHubClients(octokits).repositories();
    return [
      allowed,
      repositories.length === 0
        ? {
            ok: false,
            what: 'installation',
            says: 'the app is installed on no repository',
            fix: 'install it on the ops repo',
          }
        : { ok: true, what: 'installation', says: repositories.map((one) => one.repository).join(', ') },
    ];
  } catch (error) {
    return [
      {
        ok: false,
        what,
        says: explainFailure(error),
        fix: `check APP_ID, the private key, and that ${settings.github.apiUrl} can be reached`,
      },
    ];
  }
}
