import { Cron } from 'croner';
import type { Localized } from './localized.js';

/** A moment or a time zone that a file names and that does not exist. */
export class InvalidMoment extends Error {
  override readonly name = 'InvalidMoment';

  readonly said: Localized;
  readonly hint: Localized;

  constructor(
    readonly text: string,
    readonly part: 'moment' | 'time zone',
  ) {
    const { said, hint } = part === 'moment' ? noMoment(text) : noTimeZone(text);
    super(`${said.en}. ${hint.en}`);
    this.said = said;
    this.hint = hint;
  }
}

const noMoment = (text: string) => ({
  said: { en: `${JSON.stringify(text)} is no moment`, fr: `${JSON.stringify(text)} n'est pas un moment` },
  hint: {
    en: 'Write five fields of cron, as in "0 18 * * FRI", or a day and an hour, as in "2026-12-18 18:00".',
    fr: 'Écrivez cinq champs cron, comme « 0 18 * * FRI », ou un jour et une heure, comme « 2026-12-18 18:00 ».',
  },
});
const noTimeZone = (text: string) => ({
  said: { en: `${JSON.stringify(text)} is no time zone`, fr: `${JSON.stringify(text)} n'est pas un fuseau horaire` },
  hint: {
    en: 'Write a name of the IANA list, as in Europe/Paris.',
    fr: 'Écrivez un nom de la liste IANA, comme Europe/Paris.',
  },
});

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
