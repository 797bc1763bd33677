export interface SweepActivities {
  /** Repositories of every installation that is not suspended. */
  listRepositories(): Promise<readonly string[]>;
  /** Starts what no webhook told since the last watermark, and moves the watermark. */
  sweepRepository(repository: string): Promise<{ readonly requests: number; readonly changes: number }>;
}
