/** Whether a request failed with one of these HTTP statuses. */
export function isStatus(error: unknown, ...statuses: readonly number[]): boolean {
  return (
    error instanceof Error && 'status' in error && typeof error.status === 'number' && statuses.includes(error.status)
  );
}
