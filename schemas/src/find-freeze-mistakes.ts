import type { Policy } from './generated/policy.js';
import { InvalidMoment, isSingleMoment, nextMoment } from './next-moment.js';
import type { Finding, Path } from './problem.js';

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
      const message = `${JSON.stringify(moment)} never comes`;
      return [mistake('out-of-bounds', [...path, key], message, 'Look at the day and the month.')];
    } catch (error) {
      if (!(error instanceof InvalidMoment)) throw error;
      const [said = '', ...way] = error.message.split('. ');
      const at = error.part === 'moment' ? key : 'timeZone';
      return [mistake('bad-format', [...path, at], said, way.join('. '))];
    }
  });
  // the zone is asked about with each of the two
  return [...new Map(found.map((finding) => [finding.path.join('/'), finding])).values()];
}

function impossibleWindow({ from, until, timeZone }: Freeze, path: Path): Finding[] {
  const at = [...path, 'until'];
  if (isSingleMoment(from) !== isSingleMoment(until)) {
    const hint = 'Write both as five fields of cron, or both as a day and an hour.';
    return [mistake('wrong-value', at, 'one end comes again and again, the other only once', hint)];
  }
  if (!isSingleMoment(from)) {
    const same = from === until;
    return same ? [mistake('wrong-value', at, 'it ends when it begins', 'Give "until" a later moment.')] : [];
  }
  const [begins, ends] = [nextMoment(from, timeZone, LONG_AGO), nextMoment(until, timeZone, LONG_AGO)];
  return begins !== undefined && ends !== undefined && begins < ends
    ? []
    : [mistake('wrong-value', at, 'it ends before it begins', 'Give "until" a later moment.')];
}

function mistake(code: Finding['code'], path: Path, message: string, hint: string): Finding {
  return { code, path, part: 'value', message, hint };
}
