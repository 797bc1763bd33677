import type { ChangeInput } from '../../contract.js';

export interface PreviewActivities {
  /** Looks at the servers of a change at this head, once, and shows what is there; another head has another call. */
  previewChange(input: ChangeInput, head: string): Promise<void>;
}
