/** Why the model could not be asked, or did not answer. */
export const awayReasons = [
  'unreachable',
  'overloaded',
  'rate-limited',
  'slow',
  'broken-off',
  'key-refused',
  'request-refused',
  'declined',
  'budget',
  'resting',
] as const;
export type AwayReason = (typeof awayReasons)[number];

/** The model gives no plan now. Somebody else has to plan; nothing about the request is wrong. */
export class ModelAway extends Error {
  override readonly name = 'ModelAway';

  constructor(
    readonly reason: AwayReason,
    options?: ErrorOptions,
  ) {
    super(`the model gives no plan: ${reason}. The catalog planner answers instead; see docs/planner.md`, options);
  }
}
