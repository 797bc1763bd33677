import type { Json, Localized, Outputs } from '../action.js';
import type { Report } from '../report-lines.js';

/** A container as the engine shows it. */
export interface ContainerState {
  readonly id: string;
  /** created, running, paused, restarting, exited, dead… */
  readonly state: string;
  readonly running: boolean;
  readonly image: string;
  readonly imageId: string;
  /** healthy, unhealthy, starting; undefined without a health check. */
  readonly health: string | undefined;
  readonly exitCode: number | undefined;
  readonly startedAt: string | undefined;
  readonly restarts: number | undefined;
  readonly labels: Readonly<Record<string, string>>;
}

/** The container that `inspect` reported under this name; undefined when there is none. */
export function readContainer(report: Report, moment: string): ContainerState | undefined {
  const shown = record(first(parse(report.lines(moment).join(''))));
  const id = text(shown?.Id);
  if (shown === undefined || id === undefined) return undefined;
  const state = record(shown.State) ?? {};
  const config = record(shown.Config) ?? {};
  // Podman wrote Healthcheck before it took docker's word.
  const health = record(state.Health) ?? record(state.Healthcheck);
  const word = text(state.Status) ?? 'unknown';
  return {
    id,
    state: word,
    running: state.Running === true,
    image: text(shown.ImageName) ?? text(config.Image) ?? '',
    imageId: (text(shown.Image) ?? '').replace(/^sha256:/, ''),
    health: text(health?.Status),
    exitCode: typeof state.ExitCode === 'number' ? state.ExitCode : undefined,
    startedAt: isoTime(text(state.StartedAt)),
    restarts: typeof shown.RestartCount === 'number' ? shown.RestartCount : undefined,
    labels: texts(record(config.Labels) ?? {}),
  };
}

export const containerOutputs = (name: string, container: ContainerState | undefined): Outputs => ({
  name,
  exists: container !== undefined,
  id: container?.id ?? null,
  state: container?.state ?? 'absent',
  running: container?.running ?? false,
  image: container?.image ?? null,
  imageId: container?.imageId ?? null,
  health: container?.health ?? null,
  exitCode: container?.exitCode ?? null,
  startedAt: container?.startedAt ?? null,
  restarts: container?.restarts ?? null,
});

const STATES: Readonly<Record<string, Localized>> = {
  running: { en: 'running', fr: 'en marche' },
  exited: { en: 'stopped', fr: 'arrêté' },
  created: { en: 'created, not started', fr: 'créé, pas démarré' },
  paused: { en: 'paused', fr: 'en pause' },
  restarting: { en: 'restarting', fr: 'en cours de redémarrage' },
  absent: { en: 'absent', fr: 'absent' },
};

/** "running, healthy", "stopped with code 3". */
export function sayContainer(container: ContainerState): Localized {
  const word = (Object.hasOwn(STATES, container.state) ? STATES[container.state] : undefined) ?? {
    en: container.state,
    fr: container.state,
  };
  const health = container.health === undefined || container.health === '' ? '' : `, ${container.health}`;
  const stopped = container.state === 'exited' && container.exitCode !== undefined;
  const code = stopped
    ? { en: ` with code ${container.exitCode}`, fr: ` avec le code ${container.exitCode}` }
    : { en: '', fr: '' };
  return { en: `${word.en}${code.en}${health}`, fr: `${word.fr}${code.fr}${health}` };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined);
type Entries = { readonly [name: string]: Json | undefined };
const record = (value: unknown): Entries | undefined =>
  // What JSON.parse gave, so an object holds nothing but JSON.
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Entries) : undefined;
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function texts(entries: Entries): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(entries).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** Year 1 is what the engines write for never. */
function isoTime(value: string | undefined): string | undefined {
  const time = Date.parse(value ?? '');
  return Number.isNaN(time) || time < 0 ? undefined : new Date(time).toISOString();
}
