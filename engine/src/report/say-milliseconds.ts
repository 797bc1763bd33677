import type { Localized } from '../actions/action.js';
import { sameText } from '../actions/localized.js';
import { sayDuration } from '../actions/say-figures.js';

/** A span as a report shows it: "84 ms", "1.24 s" (a comma in French), from a minute on "3 min 5 s". */
export function sayMilliseconds(milliseconds: number): Localized {
  const whole = Math.max(0, Math.round(milliseconds));
  if (whole < 1000) return sameText(`${whole} ms`);
  if (whole >= 59_995) return sayDuration(whole / 1000);
  const seconds = (whole / 1000).toFixed(2);
  return { en: `${seconds} s`, fr: `${seconds.replace('.', ',')} s` };
}
