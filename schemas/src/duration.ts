const milliseconds = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A text that should be a duration and is not; files never lead here, since their schema checks it first. */
export class InvalidDuration extends Error {
  override readonly name = 'InvalidDuration';
  readonly text: string;

  constructor(text: string) {
    super(
      `${JSON.stringify(text)} is not a duration. Write a whole number and a unit, as in 500ms, 10s, 5m, 2h or 1d.`,
    );
    this.text = text;
  }
}

/** Milliseconds of a duration such as `10s`. Throws InvalidDuration. */
export function parseDuration(text: string): number {
  const match = /^([1-9][0-9]{0,6})(ms|s|m|h|d)$/.exec(text);
  const unit = match?.[2];
  if (match === null || !isUnit(unit)) throw new InvalidDuration(text);
  return Number(match[1]) * milliseconds[unit];
}

function isUnit(text: string | undefined): text is keyof typeof milliseconds {
  return text !== undefined && Object.hasOwn(milliseconds, text);
}
