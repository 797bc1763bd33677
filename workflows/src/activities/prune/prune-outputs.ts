import type { Records } from '@chatops-commander/engine/records/records';
import { withHeartbeat } from '../heartbeat.js';
import type { PruneActivities } from './prune-activities.js';

export interface PruneDeps {
  readonly records: {
    readonly outputs: Pick<Records['outputs'], 'pruneOutputs'>;
    readonly audit: Pick<Records['audit'], 'append'>;
  };
  /** Days; 0 keeps everything. */
  readonly outputDays: number;
}

/** In one transaction; more would hold locks and write-ahead log for long. */
const EXECUTIONS_AT_ONCE = 500;

/**
 * What commands printed is the bulk of the records, and what is most likely to be confidential; outcomes and the audit
 * log stay. One entry in the audit log says what went.
 */
export function createPruneActivities({ records, outputDays }: PruneDeps): PruneActivities {
  return {
    async pruneOutputs() {
      if (outputDays === 0) return 0;
      let pruned = 0;
      await withHeartbeat(
        () => ({ pruned }),
        async (signal) => {
          for (;;) {
            signal.throwIfAborted();
            const count = await records.outputs.pruneOutputs(outputDays, EXECUTIONS_AT_ONCE);
            pruned += count;
            if (count < EXECUTIONS_AT_ONCE) return;
          }
        },
      );
      if (pruned > 0) {
        await records.audit.append({
          actor: 'chatops',
          kind: 'outputs.pruned',
          subject: 'outputs',
          data: { days: outputDays, executions: pruned },
        });
      }
      return pruned;
    },
  };
}
