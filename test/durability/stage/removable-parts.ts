import { join } from 'node:path';
import { startPglite } from '@chatops-commander/devstack/postgres/pglite-server';
import { startTemporal } from '@chatops-commander/devstack/temporal/dev-server';
import type { TestStack } from '../../support/test-stack.js';

/** Something that the product needs, taken away as by a crash, and put back at the same address with the same data. */
export interface RemovablePart {
  takeAway(): Promise<void>;
  putBack(): Promise<void>;
}
interface Running {
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export function removableParts(
  stage: TestStack,
): Readonly<Record<'GitHub' | 'PostgreSQL' | 'Temporal', RemovablePart>> {
  const { github, postgres, temporal, settings } = stage.stack;
  if (postgres === undefined) throw new Error('these tests need the embedded database');
  return {
    GitHub: { takeAway: async () => github.goAway(), putBack: async () => github.comeBack() },
    PostgreSQL: restarted(stage, postgres, () =>
      startPglite({ dataDir: join(settings.dataDir, 'postgres'), port: Number(new URL(settings.databaseUrl).port) }),
    ),
    Temporal: restarted(stage, temporal, () =>
      startTemporal({
        dataDir: join(settings.dataDir, 'temporal'),
        port: Number(temporal.address.split(':')[1]),
        ui: false,
      }),
    ),
  };
}

function restarted(stage: TestStack, first: Running, start: () => Promise<Running>): RemovablePart {
  let current = first;
  return {
    takeAway: () => current.kill(),
    async putBack() {
      current = await start();
      stage.endWith(() => current.stop());
    },
  };
}
