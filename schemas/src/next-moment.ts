import { Cron } from 'croner';

/** A moment or a time zone that a file names and that does not exist. */
export class InvalidMoment extends Error {
  override readonly name = 'InvalidMoment';

  constructor(
    readonly text: string,
    readonly part: 'moment' | 'time zone',
  ) {
    super(
      part === 'moment'
        ? `${JSON.stringify(text)} is no moment. Write five fields of cron, as in "0 18 * * FRI", or a day and an hour, as in "2026-12-18 18:00".`
        : `${JSON.stringify(text)} is no time zone. Write a name of the IANA list, as in Europe/Paris.`,
    );
  }
}

/** Whether a moment comes once, rather than by the clock. */
export const isSingleMoment = (moment: string): boolean => /^\d{4}-/.test(moment);

/**
 * The first time after `after` that the clock of a zone shows this moment; undefined when it never does again. Where the
 * clock is put forward over it, the moment comes as much later; where it is put back, the first of the two counts.
 *
 * @throws {InvalidMoment}
 */
export function nextMoment(moment: string, timeZone: string, after: Date): Date | undefined {
  if (!isTimeZone(timeZone)) throw new InvalidMoment(timeZone, 'time zone');
  const pattern = isSingleMoment(moment) ? `${moment.replace(' ', 'T')}:00` : moment;
  try {
    const clock = new Cron(pattern, { timezone: timeZone, paused: true, mode: '5-part' });
    return clock.nextRun(after) ?? undefined;
  } catch (cause) {
    throw Object.assign(new InvalidMoment(moment, 'moment'), { cause });
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
