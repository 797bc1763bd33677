import { heldBecause } from '@chatops-commander/engine/approval/held';
import type { Holds } from '@chatops-commander/engine/records/holds';
import type { RunRow } from '@chatops-commander/engine/records/run-row';

/** Changes are stopped: nothing was started. The step is tried again by itself, and goes on once that is lifted. */
export class ChangesStopped extends Error {
  override readonly name = 'ChangesStopped';
  constructor(
    readonly runId: string,
    readonly because: string,
  ) {
    super(`run ${runId} waits before its next change: ${because}`);
  }
}

export interface ChangeDoorDeps {
  readonly runs: { get(runId: string): Promise<RunRow | undefined> };
  readonly holds: Pick<Holds, 'standing'>;
  readonly readOnly: boolean;
}
/** @throws {ChangesStopped} while nothing may be changed. */
export type ChangeDoor = (runId: string) => Promise<void>;

/** The door before each changing stretch, for what stops every change at once. A hold of one pull request keeps it from starting only. */
export function createChangeDoor({ runs, holds, readOnly }: ChangeDoorDeps): ChangeDoor {
  return async (runId) => {
    const run = await runs.get(runId);
    const overAll = run === undefined ? [] : await holds.standing(run.repository);
    const because = heldBecause({ readOnly, holds: overAll });
    if (because !== undefined) throw new ChangesStopped(runId, because.en);
  };
}
