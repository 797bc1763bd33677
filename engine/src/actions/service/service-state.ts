import type { Localized, Outputs } from '../action.js';
import { sameText } from '../localized.js';
import type { Report } from '../report-lines.js';
import { sayDuration } from '../say-figures.js';

export type State = 'active' | 'inactive' | 'failed' | 'activating' | 'deactivating' | 'not-found' | 'unknown';

export interface ServiceState {
  readonly state: State;
  /** ISO 8601, UTC; undefined when the manager does not tell. */
  readonly since: string | undefined;
  readonly sinceSeconds: number | undefined;
  readonly pid: number | undefined;
  readonly memoryMiB: number | undefined;
  /** What the manager itself printed, when it prints sentences. */
  readonly words: readonly string[];
}

/** The state that a service script reported under this moment's name. */
export function readState(report: Report, moment: 'now' | 'before' | 'after'): ServiceState {
  const show = report.lines(`${moment}_show`);
  const state = show.length > 0 ? systemdState(show) : exitState(report, moment);
  const clock = report.number(`${moment}_clock`);
  const since = state.since === undefined ? Number.NaN : Date.parse(state.since);
  if (clock === undefined || Number.isNaN(since)) return { ...state, since: undefined, sinceSeconds: undefined };
  return { ...state, sinceSeconds: Math.max(0, Math.round(clock - since / 1000)) };
}

type Stateless = Omit<ServiceState, 'sinceSeconds'> & { readonly sinceSeconds: undefined };

function systemdState(lines: readonly string[]): Stateless {
  const field = (name: string) =>
    lines.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1) || undefined;
  const active = field('ActiveState');
  const state = field('LoadState') === 'not-found' ? 'not-found' : systemdWord(active);
  const running = state === 'active' || state === 'deactivating';
  const memory = Number(field('MemoryCurrent') ?? Number.NaN);
  const pid = Number(field('MainPID') ?? 0);
  return {
    state,
    since: unixTime(field(running ? 'ActiveEnterTimestamp' : 'InactiveEnterTimestamp')),
    sinceSeconds: undefined,
    pid: pid > 0 ? pid : undefined,
    // Not accounted reads "[not set]" or 2^64 - 1, by version.
    memoryMiB: memory > 0 && memory < 2 ** 53 ? Math.round(memory / 1024 / 1024) : undefined,
    // Without the properties there is only an error message.
    words: active === undefined ? lines : [],
  };
}

function systemdWord(word: string | undefined): State {
  switch (word) {
    case 'active':
    case 'inactive':
    case 'failed':
    case 'activating':
    case 'deactivating':
      return word;
    case 'reloading':
    case 'refreshing':
      return 'active';
    default:
      return 'unknown';
  }
}

/** `Sat 2026-11-21 06:14:46 UTC`, as systemctl prints under TZ=UTC, in ISO 8601. */
function unixTime(text: string | undefined): string | undefined {
  const [, day, time] = /(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC/.exec(text ?? '') ?? [];
  return day === undefined ? undefined : `${day}T${time}Z`;
}

/** Managers that answer by exit code, as LSB init scripts do: 0 runs, 4 unknown; 126 and 127 are the shell's. */
function exitState(report: Report, moment: string): Stateless {
  const exit = report.number(`${moment}_exit`);
  const words = report.lines(`${moment}_words`);
  return {
    state: exitWord(exit, words),
    since: sinceOf(words),
    sinceSeconds: undefined,
    pid: undefined,
    memoryMiB: undefined,
    words,
  };
}

function exitWord(exit: number | undefined, words: readonly string[]): State {
  if (exit === 0) return 'active';
  if (words.some((line) => /unrecognized service|does not exist|could not be found/.test(line))) return 'not-found';
  return exit === undefined || exit === 4 || exit >= 126 ? 'unknown' : 'inactive';
}

/** Managers of one's own often say "since" and an ISO time; one without a zone is not believed. */
function sinceOf(words: readonly string[]): string | undefined {
  const pattern = /since\s+(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d+)?\s?(Z|UTC|[+-]\d\d:?\d\d)/i;
  const [, day, time, zone] = words.map((line) => pattern.exec(line)).find((match) => match !== null) ?? [];
  return day === undefined || zone === undefined
    ? undefined
    : `${day}T${time}${/^(Z|UTC)$/i.test(zone) ? 'Z' : zone.replace(/^(...)(\d\d)$/, '$1:$2')}`;
}

export const stateOutputs = (service: string, state: ServiceState): Outputs => ({
  service,
  state: state.state,
  running: state.state === 'active',
  since: state.since ?? null,
  sinceSeconds: state.sinceSeconds ?? null,
  pid: state.pid ?? null,
  memoryMiB: state.memoryMiB ?? null,
  words: state.words,
});

const STATE_WORDS: Readonly<Record<State, Localized>> = {
  active: { en: 'active', fr: 'actif' },
  inactive: { en: 'stopped', fr: 'arrêté' },
  failed: { en: 'failed', fr: 'en échec' },
  activating: { en: 'starting', fr: 'en cours de démarrage' },
  deactivating: { en: 'stopping', fr: "en cours d'arrêt" },
  'not-found': { en: 'not installed', fr: 'absent du serveur' },
  unknown: { en: 'in an unknown state', fr: 'dans un état inconnu' },
};

/** "active since 12 s", or without the time when nobody knows it. */
export function sayState(state: ServiceState): Localized {
  const word = STATE_WORDS[state.state];
  if (state.sinceSeconds === undefined) return word;
  const span = sayDuration(state.sinceSeconds);
  return { en: `${word.en} for ${span.en}`, fr: `${word.fr} depuis ${span.fr}` };
}

/** The most telling line there is, for a reason: a log's last line, else the manager's last word. */
export function tellingLine(...sources: readonly (readonly string[])[]): Localized {
  const line = sources
    .find((lines) => lines.length > 0)
    ?.at(-1)
    ?.trim();
  return line === undefined ? sameText('') : { en: `: ${line}`, fr: ` : ${line}` };
}
