/** Whether a time is not before `since`, both ISO 8601; GitHub ignores a `since` that it cannot read. */
export function isSince(time: string | undefined, since: string | null | undefined): boolean {
  const from = Date.parse(since ?? '');
  return Number.isNaN(from) || Date.parse(time ?? '') >= from;
}
