import type { Localized } from './action.js';
import { sameText } from './localized.js';

/** A span of seconds as people say it, two units at most: "12 s", "3 min 5 s", "2 h 10 min", "4 d 3 h". */
export function sayDuration(seconds: number): Localized {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return sameText(`${whole} s`);
  if (whole < 3600) return sameText(pair(whole, 60, 'min', 1, 's'));
  if (whole < 86_400) return sameText(pair(whole, 3600, 'h', 60, 'min'));
  return { en: pair(whole, 86_400, 'd', 3600, 'h'), fr: pair(whole, 86_400, 'j', 3600, 'h') };
}

function pair(seconds: number, big: number, bigName: string, small: number, smallName: string): string {
  const rest = Math.floor((seconds % big) / small);
  const first = `${Math.floor(seconds / big)} ${bigName}`;
  return rest === 0 ? first : `${first} ${rest} ${smallName}`;
}

/** Mebibytes in the unit people read: "512 MiB", "3.4 GiB"; Mio, Gio and a comma in French. */
export function sayMebibytes(mebibytes: number): Localized {
  if (mebibytes < 1024) return { en: `${Math.round(mebibytes)} MiB`, fr: `${Math.round(mebibytes)} Mio` };
  const gibibytes = (mebibytes / 1024).toFixed(1);
  return { en: `${gibibytes} GiB`, fr: `${gibibytes.replace('.', ',')} Gio` };
}

/** Bytes in the unit people read: "512 B", "3.4 KiB", then as sayMebibytes. */
export function sayBytes(bytes: number): Localized {
  if (bytes < 1024) return { en: `${bytes} B`, fr: `${bytes} o` };
  if (bytes >= 1024 * 1024) return sayMebibytes(bytes / 1024 / 1024);
  const kibibytes = (bytes / 1024).toFixed(1);
  return { en: `${kibibytes} KiB`, fr: `${kibibytes.replace('.', ',')} Kio` };
}
