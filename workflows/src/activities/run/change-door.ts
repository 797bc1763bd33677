import type { Localized } from '@chatops-commander/engine/actions/action';
import { heldBecause } from '@chatops-commander/engine/approval/held';
import type { Holds } from '@chatops-commander/engine/records/holds';
import type { RunRow } from '@chatops-commander/engine/records/run-row';

export interface ChangeDoorDeps {
  readonly runs: { get(runId: string): Promise<RunRow | undefined> };
  readonly holds: Pick<Holds, 'standing'>;
  readonly readOnly: boolean;
}
/** Why nothing may be changed for now; undefined while it may. The run waits by itself, and goes on once that is lifted. */
export type ChangeDoor = (runId: string) => Promise<Localized | undefined>;

/** The door before each changing stretch, for what stops every change at once. A hold of one pull request keeps it from starting only. */
export function createChangeDoor({ runs, holds, readOnly }: ChangeDoorDeps): ChangeDoor {
  return async (runId) => {
    const run = await runs.get(runId);
    const overAll = run === undefined ? [] : await holds.standing(run.repository);
    return heldBecause({ readOnly, holds: overAll });
  };
}
