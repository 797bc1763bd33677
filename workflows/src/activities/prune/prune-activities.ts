export interface PruneActivities {
  /** Forgets what commands printed longer ago than the installation keeps it. Returns how many executions lost it. */
  pruneOutputs(): Promise<number>;
}
