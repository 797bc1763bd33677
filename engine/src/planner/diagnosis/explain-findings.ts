import type { Diagnosis } from '@chatops-commander/schemas';
import type { Localized, Outputs } from '../../actions/action.js';
import { sayDuration } from '../../actions/say-figures.js';
import { showsAll } from './judge-signs.js';
import type { Evidence, Finding } from '../planner.js';
import { sayServers } from '../saying/say-names.js';

/** Something that is wrong, with what shows it. */
export interface Cause {
  readonly diagnosis: Diagnosis;
  readonly service: string | undefined;
  readonly servers: readonly string[];
  readonly say: Localized;
  /** Its finding is a consequence of another cause. */
  readonly explained: boolean;
  readonly evidence: readonly Evidence[];
}
const evidenceLines = 5;
/** What stands for the worker itself where a finding names its server. */
const fromOutside = new Set(['', 'controller']);

/**
 * What is wrong according to the rules: one cause per rule and service, over all servers that show it. `services` are
 * those of the complaint, in the order in which the diagnosis asked for them.
 */
export function explainFindings(
  findings: readonly Finding[],
  services: readonly string[],
  diagnoses: readonly Diagnosis[],
): Cause[] {
  const ordered = [...diagnoses].sort((one, other) => one.spec.order - other.spec.order);
  const groups = new Map<string, { diagnosis: Diagnosis; service: string | undefined; shown: Finding[] }>();
  for (const diagnosis of ordered) {
    for (const finding of findings) {
      // The first that holds for a finding tells it.
      if (ordered.find((one) => holds(one, finding)) !== diagnosis) continue;
      const service = serviceOf(finding, services);
      const key = keyOf(diagnosis.metadata.name, service);
      const group = groups.get(key) ?? { diagnosis, service, shown: [] };
      group.shown.push(finding);
      groups.set(key, group);
    }
  }
  const all = [...groups.values()];
  const causes = all.filter(({ diagnosis }) => diagnosis.spec.alone !== true);
  return (causes.length > 0 ? causes : all).map(({ diagnosis, service, shown }): Cause => {
    const servers = [...new Set(shown.map(({ server }) => server).filter((server) => !fromOutside.has(server)))];
    return {
      diagnosis,
      service,
      servers,
      say: fill(diagnosis.spec.cause, { service: service ?? '', servers, first: shown[0] }),
      explained: (diagnosis.spec.explainedBy ?? []).some((name) => isExplained(name, service, groups)),
      evidence: shown.flatMap((finding) => evidenceOf(finding, service)),
    };
  });
}

const keyOf = (name: string, service: string | undefined): string => `${name} ${service ?? ''}`;

const holds = ({ spec }: Diagnosis, finding: Finding): boolean =>
  spec.look.uses === finding.uses && showsAll(finding, spec.when);

/** What is seen of a service is explained by what is wrong with that service; what is seen of a server, by any cause. */
function isExplained(name: string, service: string | undefined, groups: ReadonlyMap<string, unknown>): boolean {
  if (service !== undefined) return groups.has(keyOf(name, service));
  return [...groups.keys()].some((key) => key.startsWith(`${name} `));
}

/** The status names its service; a check from outside carries its place in the complaint at the end of its id. */
function serviceOf({ outputs, step, uses }: Finding, services: readonly string[]): string | undefined {
  if (typeof outputs.service === 'string') return outputs.service;
  const at = /_(\d+)$/.exec(step)?.[1];
  if (at === undefined && uses !== 'service.status' && uses !== 'http.check') return undefined;
  return services[Number(at ?? 1) - 1];
}

function fill(
  text: Localized,
  said: { service: string; servers: readonly string[]; first: Finding | undefined },
): Localized {
  const servers = sayServers(said.servers);
  const since = saySince(said.first?.outputs ?? {});
  const summary = said.first?.summary ?? { en: '', fr: '' };
  const one = (language: 'en' | 'fr'): string =>
    text[language]
      .replaceAll('{service}', () => said.service)
      .replaceAll('{servers}', () => servers[language])
      .replaceAll('{since}', () => since[language])
      .replaceAll('{summary}', () => summary[language].replace(/[.\s]+$/, ''));
  return { en: one('en'), fr: one('fr') };
}

function saySince(outputs: Outputs): Localized {
  const { since, sinceSeconds } = outputs;
  const time = typeof since === 'string' ? Date.parse(since) : Number.NaN;
  if (Number.isNaN(time)) return { en: '', fr: '' };
  const [day, clockTime] = new Date(time).toISOString().split('T');
  const minute = (clockTime ?? '').slice(0, 5);
  const clock = { en: ` since ${day} ${minute} UTC`, fr: ` depuis le ${day} à ${minute} UTC` };
  if (typeof sinceSeconds !== 'number') return clock;
  const span = sayDuration(sinceSeconds);
  return { en: `${clock.en} (${span.en})`, fr: `${clock.fr} (${span.fr})` };
}

/** Lines that complain are the interesting ones; with none, the last before it stopped. */
function evidenceOf({ outputs, server }: Finding, service: string | undefined): Evidence[] {
  const log = outputs.log;
  const lines = Array.isArray(log)
    ? log.filter((line: unknown): line is string => typeof line === 'string' && line.trim() !== '')
    : [];
  const complaints = lines.filter((line) =>
    /error|erreur|fatal|panic|exception|killed|out of memory|denied|refused|cannot|failed|crash/i.test(line),
  );
  const shown = (complaints.length > 0 ? complaints : lines).slice(-evidenceLines);
  return shown.length === 0 ? [] : [{ server, source: service ?? '', lines: shown.join('\n') }];
}
