import type { Localized } from '../../actions/action.js';
import type { Complaint } from './diagnose.js';
import { type Cause, explainFindings } from './explain-findings.js';
import { fillInputs } from '../slots/fill-inputs.js';
import type { PlanContext, PlanOutcome, Proposal } from '../planner.js';
import { proposeEntry } from '../matching/propose-entry.js';
import { readValues } from '../reading/read-values.js';
import type { Request } from '../reading/request.js';
import { sayOnServers } from '../saying/say-names.js';

/** What a diagnosis showed: the cause with its evidence and what could be done, or that nothing is wrong. */
export function proposeRemedies(complaint: Complaint, request: Request): PlanOutcome {
  const { reading, context } = request;
  const causes = explainFindings(context.findings, complaint.services, context.diagnoses ?? []);
  const language = reading.language;
  if (causes.length === 0) return { kind: 'answer', language, message: sayAllWell(complaint, context) };
  const proposals = uniqueProposals(
    causes.filter(({ explained }) => !explained).flatMap((cause) => remediesOf(cause, complaint, request)),
  );
  const message = sayCauses(causes);
  if (proposals.length === 0) return { kind: 'answer', language, message };
  const evidence = causes.flatMap((cause) => cause.evidence);
  return { kind: 'proposals', language, message, proposals, evidence };
}

/** What could come of a complaint, before anything was looked at: for plans that touch no server. */
export function likelyRemedies(complaint: Complaint, request: Request): readonly Proposal[] {
  const supposed = complaint.services.flatMap((service) =>
    ['restart-service', 'show-logs'].flatMap((runbook) =>
      proposeFor(
        { runbook },
        service,
        request.index.hostsOf(service).filter((name) => complaint.servers.includes(name)),
        request,
      ),
    ),
  );
  return uniqueProposals(supposed);
}

function remediesOf({ diagnosis, service, servers }: Cause, complaint: Complaint, request: Request): Proposal[] {
  const hosts =
    service === undefined
      ? complaint.servers
      : request.index.hostsOf(service).filter((name) => complaint.servers.includes(name));
  // Seen from outside there is no server to blame; otherwise only those that show it are touched.
  const where = servers.filter((name) => hosts.includes(name));
  return (diagnosis.spec.remedies ?? []).flatMap((remedy) =>
    proposeFor(remedy, service, where.length > 0 ? where : hosts, request),
  );
}

function proposeFor(
  remedy: { readonly runbook: string; readonly inputs?: Readonly<Record<string, string | number | boolean>> },
  service: string | undefined,
  servers: readonly string[],
  { catalog, context, reading }: Request,
): Proposal[] {
  const indexed = catalog.entries.find(({ entry }) => entry.runbook.metadata.name === remedy.runbook);
  if (indexed === undefined || servers.length === 0) return [];
  const { inputs: filled } = fillInputs(
    indexed.entry.runbook,
    { ...reading, values: noValues, objects: [], said: new Set(), attachments: [] },
    context.inventory,
    service,
  );
  const inputs = { ...filled, ...remedy.inputs };
  const lacks = Object.entries(indexed.entry.runbook.spec.inputs ?? {}).some(
    ([name, input]) => input.required === true && input.default === undefined && inputs[name] === undefined,
  );
  return lacks ? [] : [proposeEntry(indexed, inputs, servers)];
}

/** A remedy takes its values from what was found, not from numbers and paths that happen to stand in the complaint. */
const noValues = readValues([], []);

function uniqueProposals(proposals: readonly Proposal[]): Proposal[] {
  const byWhat = new Map(
    proposals.map((proposal) => [JSON.stringify([proposal.template, proposal.inputs, proposal.servers]), proposal]),
  );
  return [...byWhat.values()].slice(0, 5);
}

function sayCauses(causes: readonly Cause[]): Localized {
  // Consequences come last: they confirm the cause.
  const ordered = [...causes.filter(({ explained }) => !explained), ...causes.filter(({ explained }) => explained)];
  const line = ordered
    .flatMap(({ evidence }) => evidence)[0]
    ?.lines.split('\n')
    .at(-1);
  const shown = line === undefined ? undefined : `\`${line.replaceAll('`', "'").slice(0, 300)}\``;
  const one = (language: 'en' | 'fr'): string => ordered.map(({ say }) => say[language]).join(' ');
  if (shown === undefined) return { en: one('en'), fr: one('fr') };
  return {
    en: `${one('en')} Last in its log: ${shown}`,
    fr: `${one('fr')} Dernière trace dans son journal : ${shown}`,
  };
}

function sayAllWell({ services, servers, about }: Complaint, { findings }: PlanContext): Localized {
  const where = sayOnServers(servers);
  const subject = about === 'services' && services.length === 1 ? (services[0] ?? '') : '';
  const outside = findings.find(({ uses }) => uses === 'http.check')?.summary;
  const head: Localized =
    subject === ''
      ? { en: `I find nothing wrong${where.en}.`, fr: `Je ne trouve rien d'anormal${where.fr}.` }
      : {
          en: `I find nothing wrong with ${subject}${where.en}.`,
          fr: `Je ne trouve rien d'anormal avec ${subject}${where.fr}.`,
        };
  if (outside === undefined) return head;
  return { en: `${head.en} From outside: ${outside.en}.`, fr: `${head.fr} De l'extérieur : ${outside.fr}.` };
}
