import type { Runbook } from '@chatops-commander/schemas';
import { assessRisk } from '../../runbook/assess-risk.js';
import { bindRunbook } from '../../runbook/bind-runbook.js';
import { findServer } from '../../runbook/find-server.js';
import { runbookName } from '../matching/bind-entry.js';
import type { CatalogEntry, Proposal } from '../planner.js';
import { prepareTemplate } from '../matching/prepare-template.js';
import { fillText } from '../matching/propose-entry.js';
import { sayOnServers } from '../saying/say-names.js';
import { type ComposedFor, type Judged, lintProblems, modelSource } from './compose-runbook.js';
import { pickInputs, type WirePick } from './wire-plan.js';

/** The catalog entry that a model picked, bound by us: what it wrote becomes values, never structure. */
export function bindPick(pick: WirePick, by: ComposedFor): Judged<Runbook> {
  const found = entryOf(pick, by);
  if (found.kind === 'wrong') return found;
  const bound = bind(pick, found.value, by);
  if (!bound.ok)
    return wrong(
      ...bound.missing.map((name) => `${pick.template} needs ${name}; if nobody said it, ask`),
      ...bound.problems.map(({ input, message }) => `${pick.template}, ${input}: ${message.en}`),
    );
  const problems = lintProblems(bound.runbook, by);
  return problems.length > 0 ? wrong(...problems) : { kind: 'fine', value: bound.runbook };
}

/** The pick as a numbered choice. Its words and its risk are the catalog's and ours; inputs may still be missing. */
export function proposePick(pick: WirePick, by: ComposedFor): Judged<Proposal> {
  const found = entryOf(pick, by);
  if (found.kind === 'wrong') return found;
  const { runbook: template, path } = found.value;
  const bound = bind(pick, found.value, by);
  if (!bound.ok && bound.problems.length > 0)
    return wrong(...bound.problems.map(({ input, message }) => `${path}, ${input}: ${message.en}`));
  const problems = bound.ok ? lintProblems(bound.runbook, by) : [];
  if (problems.length > 0) return wrong(...problems);

  const { inventory, policy } = by.context;
  const inputs = pickInputs(pick);
  const servers = [...new Set(pick.servers)];
  const title = fillText(template.metadata.title, inputs);
  const where = sayOnServers(servers);
  const { description } = template.metadata;
  const runbook = bound.ok ? bound.runbook : { ...template, spec: { ...template.spec, targets: { servers } } };
  return {
    kind: 'fine',
    value: {
      title: { en: `${title.en}${where.en}`, fr: `${title.fr}${where.fr}` },
      effect: description === undefined ? title : fillText(description, inputs),
      risk: assessRisk({ runbook, inventory, policy, findAction: by.findAction }).risk,
      template: path,
      inputs,
      servers,
    },
  };
}

function entryOf(pick: WirePick, { context }: ComposedFor): Judged<CatalogEntry> {
  const { inventory, catalog } = context;
  const unknown = pick.servers.filter((name) => findServer(inventory, name) === undefined);
  if (unknown.length > 0) return wrong(`there is no server ${unknown.slice(0, 5).join(', ')}`);
  const entry = catalog.find(({ path }) => path === pick.template);
  return entry === undefined ? wrong(`there is no template ${pick.template}`) : { kind: 'fine', value: entry };
}

function bind(pick: WirePick, entry: CatalogEntry, by: ComposedFor): ReturnType<typeof bindRunbook> {
  const inputs = pickInputs(pick);
  return bindRunbook({
    entry: { ...entry, runbook: prepareTemplate(entry.runbook, inputs) },
    inputs,
    servers: pick.servers,
    name: runbookName(entry.runbook.metadata.name, inputs, pick.servers),
    source: modelSource(by),
  });
}

const wrong = (...problems: readonly string[]): { readonly kind: 'wrong'; readonly problems: readonly string[] } => ({
  kind: 'wrong',
  problems,
});
