import type { Policy } from './generated/policy.js';
import { InvalidMoment, isSingleMoment, nextMoment } from './next-moment.js';
import type { Finding, Path } from './problem.js';
import type { Localized } from './localized.js';

type Freeze = NonNullable<Policy['freezes']>[number];

/** Windows that never begin, never end, or that no clock knows. */
export function findFreezeMistakes({ freezes }: Policy): Finding[] {
  return (freezes ?? []).flatMap((freeze, index) => {
    const path = ['freezes', index];
    const unreadable = unreadableMoments(freeze, path);
    return unreadable.length > 0 ? unreadable : impossibleWindow(freeze, path);
  });
}

/** Any moment would do: whether a file is right must not depend on when it is read. */
const ANY_TIME = new Date('2026-01-01T00:00:00Z');
const LONG_AGO = new Date('1970-01-01T00:00:00Z');

function unreadableMoments(freeze: Freeze, path: Path): Finding[] {
  const found = (['from', 'until'] as const).flatMap((key): Finding[] => {
    const moment = freeze[key];
    try {
      const since = isSingleMoment(moment) ? LONG_AGO : ANY_TIME;
      if (nextMoment(moment, freeze.timeZone, since) !== undefined) return [];
      const message = { en: `${JSON.stringify(moment)} never comes`, fr: `${JSON.stringify(moment)} n'arrive jamais` };
      const hint = { en: 'Look at the day and the month.', fr: 'Regardez le jour et le mois.' };
      return [mistake('out-of-bounds', [...path, key], message, hint)];
    } catch (error) {
      if (!(error instanceof InvalidMoment)) throw error;
      const at = error.part === 'moment' ? key : 'timeZone';
      return [mistake('bad-format', [...path, at], error.said, error.hint)];
    }
  });
  // the zone is asked about with each of the two
  return [...new Map(found.map((finding) => [finding.path.join('/'), finding])).values()];
}

function impossibleWindow({ from, until, timeZone }: Freeze, path: Path): Finding[] {
  const at = [...path, 'until'];
  if (isSingleMoment(from) !== isSingleMoment(until)) {
    const message = {
      en: 'one end comes again and again, the other only once',
      fr: "l'une des bornes revient toujours, l'autre ne vient qu'une fois",
    };
    const hint = {
      en: 'Write both as five fields of cron, or both as a day and an hour.',
      fr: 'Écrivez les deux en cinq champs cron, ou les deux en jour et heure.',
    };
    return [mistake('wrong-value', at, message, hint)];
  }
  if (!isSingleMoment(from)) {
    const same = from === until;
    return same
      ? [mistake('wrong-value', at, { en: 'it ends when it begins', fr: 'cela finit quand cela commence' }, laterUntil)]
      : [];
  }
  const [begins, ends] = [nextMoment(from, timeZone, LONG_AGO), nextMoment(until, timeZone, LONG_AGO)];
  return begins !== undefined && ends !== undefined && begins < ends
    ? []
    : [mistake('wrong-value', at, { en: 'it ends before it begins', fr: 'cela finit avant de commencer' }, laterUntil)];
}

const laterUntil: Localized = { en: 'Give "until" a later moment.', fr: 'Donnez à « until » un moment plus tardif.' };

function mistake(code: Finding['code'], path: Path, message: Localized, hint: Localized): Finding {
  return { code, path, part: 'value', message, hint };
}
