import type { Localized } from '@chatops-commander/engine/actions/action';
import { heldBecause } from '@chatops-commander/engine/approval/held';
import type { Holds } from '@chatops-commander/engine/records/holds';

export interface ChangeDoorDeps {
  readonly holds: Pick<Holds, 'standing'>;
  readonly readOnly: boolean;
}
/** Why nothing may be changed for now; undefined while it may. The run waits by itself, and goes on once that is lifted. */
export type ChangeDoor = (repository: string) => Promise<Localized | undefined>;

/** The door before each changing stretch, for what stops every change at once. A hold of one pull request keeps it from starting only. */
export function createChangeDoor({ holds, readOnly }: ChangeDoorDeps): ChangeDoor {
  return async (repository) => heldBecause({ readOnly, holds: await holds.standing(repository) });
}
