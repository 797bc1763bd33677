import { join } from 'node:path';
import { startPglite } from '@chatops-commander/devstack/postgres/pglite-server';
import { startTemporal } from '@chatops-commander/devstack/temporal/dev-server';
import type { Environment, Settings } from '../settings/read-settings.js';

/** Temporal and PostgreSQL for one run: those that the environment names, else embedded ones that end with it. */
export async function openLocalStack(
  settings: Settings,
  environment: Environment,
): Promise<{ settings: Settings & { databaseUrl: string }; stop(): Promise<void> }> {
  const folder = join(settings.dataDir, 'run');
  const [temporal, postgres] = await Promise.all([
    environment.TEMPORAL_ADDRESS === undefined ? startTemporal({ dataDir: join(folder, 'temporal') }) : undefined,
    settings.databaseUrl === undefined ? startPglite({ dataDir: join(folder, 'postgres') }) : undefined,
  ]);
  return {
    settings: {
      ...settings,
      ...(temporal === undefined
        ? {}
        : { temporal: { address: temporal.address, namespace: temporal.namespace }, temporalUiUrl: temporal.uiUrl }),
      databaseUrl: settings.databaseUrl ?? postgres?.url ?? '',
    },
    async stop() {
      await Promise.all([temporal?.stop(), postgres?.stop()]);
    },
  };
}
