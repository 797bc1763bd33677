/**
 * One execution of a run: the name under which its jobs stand on servers, and its outcomes and outputs on record. The
 * first attempt is named like the run; those that a person asked for later have names of their own.
 */
export const executionId = (runId: string, attempt: number): string => (attempt === 1 ? runId : `${runId}.${attempt}`);
