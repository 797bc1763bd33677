import type { CommandAction, Localized, Outputs, StepResult } from '../action.js';
import { failed, unreadable } from '../failed-result.js';
import { flagInput, textListInput } from '../input-fields.js';
import { parseReport } from '../report-lines.js';
import { scriptCommand } from '../script-command.js';
import { noPackageManager } from './package-script.js';
import { PACKAGE_CHANGE_SCRIPT, PACKAGE_PROBE_SCRIPT } from './package-change-script.js';
import { parsePlan, parseVersions, planOf, splitPackage, versionsOf, withInstalled } from './package-state.js';
import { sayChanges, undoOfPackages } from './package-undo.js';

export type PackageMode = 'install' | 'packages' | 'all' | 'security';

/** What tells install and upgrade apart. */
export interface PackageVerb {
  readonly name: 'package.install' | 'package.upgrade';
  readonly summary: Localized;
  readonly undo: Localized;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly oneOf?: readonly { readonly required: readonly string[] }[];
  readonly required: readonly string[];
  mode(input: Outputs): PackageMode;
  describe(input: Outputs): Localized;
  alreadySo(before: Outputs, input: Outputs): Localized | undefined;
}

/** The action of one verb: what would be done is found out first, and done without ever removing another package. */
export function packageChange(verb: PackageVerb): CommandAction {
  const asked = (input: Outputs) => textListInput(input, 'packages');
  return {
    kind: 'command',
    name: verb.name,
    effect: 'change',
    risk: 'high',
    summary: verb.summary,
    undo: verb.undo,
    input: {
      type: 'object',
      additionalProperties: false,
      required: verb.required,
      properties: {
        ...verb.properties,
        refresh: {
          description: 'Fetch the package index first; stops when that makes the plan another.',
          type: 'boolean',
        },
      },
      ...(verb.oneOf === undefined ? {} : { oneOf: verb.oneOf }),
    },
    describe: verb.describe,
    defaultTimeoutMs: 1_800_000,
    unsupported: noPackageManager,
    command: (input, context) =>
      scriptCommand({
        text: PACKAGE_CHANGE_SCRIPT,
        args: [verb.mode(input), flagInput(input, 'refresh') ? 'refresh' : '', ...asked(input)],
        stdin: Buffer.from(
          [
            ...interesting(context.before ?? {}, asked(input)),
            ...planOf(context.before ?? {}).map(({ name, to }) => `${name} ${to}`),
          ].join('\n'),
        ),
        become: 'root',
        timeoutMs: context.timeoutMs,
      }),
    parse(result, input, context): StepResult {
      const report = parseReport(result.stdout);
      if (report === undefined) return unreadable(result, { en: 'Packages', fr: 'Paquets' });
      const after = parseVersions(report.lines('package'));
      const changes = changesBetween(versionsOf(context.before ?? {}), after);
      const outputs: Outputs = { changes, versions: after, pendingReboot: report.value('reboot') === 'yes' };
      const problem = report.value('problem');
      if (problem !== undefined) return failed(sayProblem(problem, report.lines('words')), outputs);
      const missing = asked(input)
        .map(splitPackage)
        .filter(({ name, version }) => after[name] === undefined || (version !== undefined && after[name] !== version));
      if (missing.length > 0) {
        const names = missing
          .map(({ name, version }) => (version === undefined ? name : `${name}=${version}`))
          .join(', ');
        return failed(
          {
            en: `the tool ended well, but ${names} is not installed so`,
            fr: `l'outil a réussi, mais ${names} n'est pas installé ainsi`,
          },
          outputs,
        );
      }
      const reboot = outputs.pendingReboot === true;
      return { kind: 'done', changed: changes.length > 0, outputs, summary: sayChanges(changes, reboot) };
    },
    probe: {
      command: (input, context) =>
        scriptCommand({
          text: PACKAGE_PROBE_SCRIPT,
          args: [verb.mode(input), ...asked(input)],
          become: 'root',
          timeoutMs: Math.min(context.timeoutMs, 120_000),
        }),
      parse(result, input) {
        const report = parseReport(result.stdout);
        if (report === undefined)
          return { problem: 'the state of the packages could not be read', plan: [], versions: {}, available: [] };
        const versions = parseVersions(report.lines('package'));
        return {
          problem:
            report.number('code') === 0 || flagInput(input, 'refresh')
              ? null
              : (report.lines('error').at(-1) ?? 'it cannot be done'),
          plan: withInstalled(parsePlan(report.lines('plan')), versions).map((one) => ({ ...one })),
          versions,
          available: report.lines('available'),
        };
      },
      alreadySo: verb.alreadySo,
      restored: (before, now) => {
        const then = versionsOf(before);
        const current = versionsOf(now);
        return interesting(before, []).every((name) => then[name] === current[name]);
      },
    },
    refuse: (before) =>
      typeof before.problem === 'string'
        ? {
            en: `nothing was changed: ${before.problem}. If the index is old, set refresh: true`,
            fr: `rien n'a été changé : ${before.problem}. Si l'index est ancien, mettez refresh: true`,
          }
        : undefined,
    guard: (before) => ({
      versions: versionsOf(before),
      plan: Object.fromEntries(planOf(before).map(({ name, to }) => [name, to])),
    }),
    inverse: (_input, before) => undoOfPackages(before),
  };
}

/** Names whose versions matter: what the simulation would touch, and what was asked for. */
const interesting = (before: Outputs, asked: readonly string[]): readonly string[] => [
  ...new Set([
    ...planOf(before).map(({ name }) => name),
    ...Object.keys(versionsOf(before)),
    ...asked.map((one) => splitPackage(one).name),
  ]),
];

function changesBetween(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) {
  return Object.entries(after).flatMap(([name, to]) => {
    const from = before[name] ?? null;
    return from === to ? [] : [{ name, from, to }];
  });
}

function sayProblem(problem: string, words: readonly string[]): Localized {
  if (problem === 'plan') {
    const now = words.length === 0 ? '-' : words.slice(0, 5).join(', ');
    return {
      en: `nothing was changed: with the fresh index it would be another plan than the reviewed one (${now}). Propose the change again to review it`,
      fr: `rien n'a été changé : avec l'index à jour, le plan ne serait plus celui de la revue (${now}). Proposez à nouveau le changement pour le relire`,
    };
  }
  const line = words.findLast((word) => /^E:|error/i.test(word)) ?? words.at(-1) ?? problem;
  return problem === 'index'
    ? {
        en: `the package index could not be fetched: ${line}`,
        fr: `l'index des paquets n'a pas pu être récupéré : ${line}`,
      }
    : { en: `the package manager gave up: ${line}`, fr: `le gestionnaire de paquets a abandonné : ${line}` };
}
