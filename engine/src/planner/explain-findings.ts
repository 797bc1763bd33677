import type { Localized, Outputs } from '../actions/action.js';
import { sayDuration } from '../actions/say-figures.js';
import { type DiagnosisRule, diagnosisRules, type Sign } from './diagnosis-rules.js';
import type { Finding } from './planner.js';
import { sayServers } from './say-names.js';

/** Something that is wrong, with what shows it. */
export interface Cause {
  readonly rule: DiagnosisRule;
  readonly service: string | undefined;
  readonly servers: readonly string[];
  readonly say: Localized;
  /** Its finding is a consequence of another cause. */
  readonly explained: boolean;
  readonly evidence: readonly Evidence[];
}
/** Log lines, as the server printed them. */
export interface Evidence {
  readonly server: string;
  readonly source: string;
  readonly lines: string;
}

const evidenceLines = 5;
/** What stands for the worker itself where a finding names its server. */
const fromOutside = new Set(['', 'controller']);

/**
 * What is wrong according to the rules: one cause per rule and service, over all servers that show it. `services` are
 * those of the complaint, in the order in which the diagnosis asked for them.
 */
export function explainFindings(findings: readonly Finding[], services: readonly string[]): Cause[] {
  const groups = new Map<string, { rule: DiagnosisRule; service: string | undefined; shown: Finding[] }>();
  for (const rule of diagnosisRules) {
    for (const finding of findings) {
      if (finding.uses !== rule.uses || firstRule(finding) !== rule) continue;
      const service = serviceOf(finding, services);
      const key = `${rule.id} ${service ?? ''}`;
      const group = groups.get(key) ?? { rule, service, shown: [] };
      group.shown.push(finding);
      groups.set(key, group);
    }
  }
  const found = new Set([...groups.values()].map(({ rule, service }) => `${rule.id} ${service ?? ''}`));
  return [...groups.values()].map(({ rule, service, shown }): Cause => {
    const servers = [...new Set(shown.map(({ server }) => server).filter((server) => !fromOutside.has(server)))];
    return {
      rule,
      service,
      servers,
      say: fill(rule.cause, { service: service ?? '', servers, first: shown[0] }),
      explained: (rule.explainedBy ?? []).some((id) => found.has(`${id} ${service ?? ''}`)),
      evidence: shown.flatMap((finding) => evidenceOf(finding, service)),
    };
  });
}

const firstRule = (finding: Finding): DiagnosisRule | undefined =>
  diagnosisRules.find(({ uses, when }) => uses === finding.uses && shows(finding, when));

function shows({ ok, outputs }: Finding, sign: Sign): boolean {
  if ('failed' in sign) return !ok;
  if ('output' in sign) return sign.oneOf.includes(String(outputs[sign.output]));
  const list = outputs[sign.anyOf];
  return Array.isArray(list) && list.some((item: unknown) => numberAt(item, sign.field) >= sign.atLeast);
}

function numberAt(item: unknown, field: string): number {
  if (typeof item !== 'object' || item === null) return Number.NaN;
  return Number(Object.entries(item).find(([key]) => key === field)?.[1] ?? Number.NaN);
}

/** The status names its service; a check from outside carries its place in the complaint at the end of its id. */
function serviceOf({ outputs, step, uses }: Finding, services: readonly string[]): string | undefined {
  if (typeof outputs.service === 'string') return outputs.service;
  if (uses !== 'service.status' && uses !== 'http.check') return undefined;
  return services[Number(/_(\d+)$/.exec(step)?.[1] ?? 1) - 1];
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
