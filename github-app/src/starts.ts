import type { ChangeInput, RequestInput } from '@chatops-commander/workflows/contract';

/** All that a webhook can set off. */
export interface Starts {
  startRequest(input: RequestInput): Promise<unknown>;
  nudgeChange(input: ChangeInput): Promise<void>;
  sweepNow(): Promise<void>;
}
