import type { Localized } from '../actions/action.js';

/** What a finding must show for a rule to hold. */
export type Sign =
  /** One output has one of these values. */
  | { readonly output: string; readonly oneOf: readonly string[] }
  /** Some element of a list has a number at least this high. */
  | { readonly anyOf: string; readonly field: string; readonly atLeast: number }
  /** The step itself failed. */
  | { readonly failed: true };

/**
 * One piece of knowledge about what goes wrong: plain data, so that it can move into files beside the runbooks. In the
 * texts, `{service}`, `{servers}`, `{since}` and `{summary}` are filled in.
 */
export interface DiagnosisRule {
  readonly id: string;
  /** The action whose findings it reads. */
  readonly uses: string;
  readonly when: Sign;
  readonly cause: Localized;
  /** Names of catalog runbooks, most likely first, with inputs beyond the service. */
  readonly remedies: readonly {
    readonly runbook: string;
    readonly inputs?: Readonly<Record<string, string | number>>;
  }[];
  /** Rules whose cause explains this one: it is then told, and proposes nothing of its own. */
  readonly explainedBy?: readonly string[];
}

/** The first that holds for a finding tells it; their order is that of the proposals, the surest cure first. */
export const diagnosisRules: readonly DiagnosisRule[] = [
  {
    id: 'service-stopped',
    uses: 'service.status',
    when: { output: 'state', oneOf: ['inactive', 'failed', 'deactivating'] },
    cause: { en: '{service} is stopped on {servers}{since}.', fr: '{service} est arrêté sur {servers}{since}.' },
    remedies: [{ runbook: 'restart-service' }, { runbook: 'show-logs' }],
  },
  {
    id: 'service-starting',
    uses: 'service.status',
    when: { output: 'state', oneOf: ['activating'] },
    cause: {
      en: '{service} is still starting on {servers}{since}.',
      fr: '{service} est encore en cours de démarrage sur {servers}{since}.',
    },
    remedies: [{ runbook: 'show-logs' }, { runbook: 'restart-service' }],
  },
  {
    id: 'disk-full',
    uses: 'system.disk',
    when: { anyOf: 'disks', field: 'usedPercent', atLeast: 97 },
    cause: { en: 'A disk of {servers} is full. {summary}.', fr: 'Un disque est plein sur {servers}. {summary}.' },
    remedies: [{ runbook: 'check-disk', inputs: { largest: 10 } }],
  },
  {
    id: 'service-unreadable',
    uses: 'service.status',
    when: { failed: true },
    cause: {
      en: 'I could not read {service} on {servers}: {summary}.',
      fr: "Je n'ai pas pu lire l'état de {service} sur {servers} : {summary}.",
    },
    remedies: [],
  },
  {
    id: 'no-answer',
    uses: 'http.check',
    when: { failed: true },
    cause: { en: 'From outside: {summary}.', fr: "De l'extérieur : {summary}." },
    remedies: [{ runbook: 'show-logs' }, { runbook: 'restart-service' }],
    explainedBy: ['service-stopped', 'service-starting'],
  },
  {
    id: 'server-unwell',
    uses: 'system.health',
    when: { output: 'verdict', oneOf: ['critical'] },
    cause: { en: '{servers}: {summary}.', fr: '{servers} : {summary}.' },
    remedies: [{ runbook: 'check-disk', inputs: { largest: 10 } }],
    explainedBy: ['disk-full'],
  },
  {
    id: 'server-unreadable',
    uses: 'system.health',
    when: { failed: true },
    cause: { en: 'I could not read {servers}: {summary}.', fr: "Je n'ai pas pu lire {servers} : {summary}." },
    remedies: [],
  },
];
