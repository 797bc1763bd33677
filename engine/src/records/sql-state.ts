/** The conditions that we tell apart, with their codes from appendix A of PostgreSQL's manual. */
const SQL_STATES = {
  duplicate_object: '42710',
  duplicate_table: '42P07',
  unique_violation: '23505',
} as const;

/** Whether PostgreSQL refused a statement for one of these reasons. */
export function hasSqlState(error: unknown, ...conditions: readonly (keyof typeof SQL_STATES)[]): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  const { code } = error;
  return conditions.some((condition) => SQL_STATES[condition] === code);
}
