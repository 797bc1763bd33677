import type { Inventory } from '@chatops-commander/schemas';
import type { NamedObject } from '../reading/read-objects.js';
import { countFor } from './slot-counts.js';
import type { Quantity } from '../reading/read-values.js';
import type { Reading } from '../reading/reading.js';
import { type SlotKind, slotKind } from '../indexes/slot-kinds.js';

/** A value that the words give for an input, and the typed name that it was taken from. */
export interface SlotValue {
  readonly value: string | number;
  readonly used?: readonly string[];
}
export interface SlotSource {
  readonly reading: Reading;
  readonly inventory: Inventory;
  /** The service that the runbook is about, when one was named. */
  readonly service: string | undefined;
  /** What the runbook's phrases speak of. */
  readonly about: ReadonlySet<string>;
  /** The runbook's other inputs, by kind. */
  readonly beside: ReadonlySet<SlotKind>;
}

const one = <Value>(values: readonly Value[]): Value[] => (values.length === 1 ? [...values] : []);
const given = (values: readonly (string | number | undefined)[]): SlotValue[] =>
  values.flatMap((value) => (value === undefined ? [] : [{ value }]));
const domain = /^(?=.*[a-z])[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;

/** Everything in the words that an input of this name may hold, likeliest first; none where nothing was said. */
export function slotValues(name: string, source: SlotSource): SlotValue[] {
  const { reading, inventory, service } = source;
  const { values, attachments } = reading;
  const { code, path, url, quote, image, version, clock } = values.literals;
  const health = service === undefined ? undefined : inventory.services?.[service]?.health;
  const kind = slotKind(name);
  switch (kind) {
    case 'service':
      return given([service]);
    case 'place':
      return [];
    case 'url':
      // What is deployed is not fetched from where a service tells its health.
      return given([url[0], name === 'url' && !source.beside.has('checksum') ? health?.url : undefined]);
    case 'status':
      return given([expectedStatus(reading), url.length === 0 ? health?.status : undefined]);
    case 'path':
      return given(one(path));
    case 'paths':
      return given(path.length === 0 ? [] : [path.join(' ')]);
    case 'command':
      // One command is one command: two in a sentence are asked about.
      return source.beside.has('content') ? [] : given(one(code));
    case 'content':
      return given(attachments.length > 0 ? one(attachments) : code.length > 0 ? one(code) : one(quote));
    case 'text':
      return name === 'contains' && health?.contains !== undefined && url.length === 0
        ? given([health.contains])
        : [...given([quote[0], code[0]]), ...objects(reading, (object) => object.of === 'search')];
    case 'line':
      return given([quote[0], code[0], attachments[0]]);
    case 'count':
      return given(countFor(name, reading));
    case 'keep':
      return given(
        values.numbers.filter(({ before, unit }) => keeps.test(`${before} ${unit}`)).map(({ value }) => value),
      );
    case 'since':
      return given([...values.since, ...spansOf(reading, /since|plain/), ...clock.slice(0, 0)]);
    case 'older':
      return olderThan(reading);
    case 'within':
      return given(spansOf(reading, /within|plain/));
    case 'image':
      // Where the tag is an input of its own, it is no part of the name.
      return given([source.beside.has('tag') ? image[0]?.replace(/:[^:/@]*(?=@|$)/, '') : image[0]]).concat(
        objects(reading, ({ role }) => role === 'image'),
      );
    case 'tag':
      return given([image[0]?.split(':')[1], version[0]]);
    case 'version':
      return given([version[0], image[0]?.split(':')[1], ...bareVersions(reading)]);
    case 'sql':
      return given([code[0], attachments[0], quote[0]]);
    case 'port':
      return given(ports(reading));
    case 'host':
      return [
        ...objects(reading, ({ typed }) => domain.test(typed)),
        ...given([hostOf(url[0]), hostOf(health?.url), reading.place.named.length === 1 ? 'localhost' : undefined]),
      ];
    case 'key':
      return given([attachments[0], code[0]]);
    case 'checksum':
      return objects(reading, ({ role }) => role === 'checksum');
    case 'package':
    case 'container':
    case 'database':
    case 'user':
    case 'script':
    case 'backup':
    case 'name':
      return namesFor(kind, source);
    default:
      return kind satisfies never;
  }
}

/** "answers with 200", "code 301". */
const expectedStatus = ({ values }: Reading): number | undefined =>
  values.numbers.find(
    ({ before, value }) =>
      value >= 100 &&
      value < 600 &&
      /^(?:with|status|code|a|an|un|en|http|avec|par|repond|renvoie|retourne|returns?|answers?|responds?|respond)$/.test(
        before,
      ),
  )?.value;

const keeps = /keep|garde|conserv|retain|sauvegarde|backup|copie|copies|releases?|versions?/;

const spansOf = ({ values }: Reading, relation: RegExp): string[] =>
  values.spans.filter((span) => relation.test(span.relation)).map(({ duration }) => duration);

function olderThan({ values }: Reading): SlotValue[] {
  const [span] = [...values.spans].sort(
    (one, other) => Number(other.relation === 'older') - Number(one.relation === 'older'),
  );
  return span === undefined ? [] : [{ value: span.duration }, { value: span.days }];
}

function objects(reading: Reading, wanted: (object: NamedObject) => boolean): SlotValue[] {
  return reading.objects.filter(wanted).map(({ typed }) => ({ value: typed, used: [typed] }));
}

const roles: Readonly<Record<string, readonly [role: string, of: RegExp]>> = {
  package: ['package', /^(?:install|upgrade|uninstall|package|upgradable|put|version)$/],
  container: ['container', /^(?:container|restart|deploy|status|logs|stop|start|image)$/],
  database: ['database', /^(?:database|backup|restore|query|connections|size|replication)$/],
  user: ['account', /^(?:account|key|manage-accounts)$/],
  script: ['script', /^(?:script|run)$/],
  backup: ['backup', /^(?:backup|restore|verified)$/],
};
const lastOne = /^(?:last|latest|newest|most recent|derniere|dernier|plus recente|plus recent)$/;

/** Names that stand beside their noun; without one, what the verb is done to. */
function namesFor(kind: string, { reading, about, beside }: SlotSource): SlotValue[] {
  const aboutNoun = Object.entries(roles).find(([, [role]]) => about.has(role))?.[0];
  const [role, of] = roles[kind === 'name' ? (aboutNoun ?? '') : kind] ?? ['', /(?:)/];
  const named = objects(reading, (object) => object.role === role && role !== '');
  const mayBeService = kind === 'package' || role === 'container';
  const loose = objects(
    reading,
    (object) =>
      object.role === undefined &&
      !(kind === 'package' && object.behind === true) &&
      (!object.placed || (kind === 'database' && !object.service)) &&
      (mayBeService || !object.service) &&
      (of.test(object.of ?? '') || (kind === 'package' && object.service && object.of === undefined)),
  );
  const images = kind === 'script' ? given([reading.values.literals.image[0], reading.values.literals.code[0]]) : [];
  const latest =
    kind === 'backup' && [...reading.said].some((words) => words.split(' ').some((word) => lastOne.test(word)))
      ? given(['latest'])
      : [];
  const found = [...named, ...images, ...loose, ...latest];
  const [version] = reading.values.literals.version;
  // A version that was named belongs to the package; without it another one would be installed.
  if (kind === 'package' && found.length === 1 && version !== undefined && !beside.has('version'))
    return found.map(({ value, ...rest }) => ({ ...rest, value: `${value}=${version}` }));
  if (kind !== 'package' || found.length < 2) return found;
  return [
    { value: [...new Set(found.map(({ value }) => value))].join(' '), used: found.flatMap(({ used = [] }) => used) },
    ...found,
  ];
}

const isPort = ({ before, value }: Quantity): boolean =>
  value > 0 && value < 65_536 && /^(?:ports?|:|tcp|udp)$/.test(before);

function ports({ values, acts }: Reading): number[] {
  const said = values.numbers.filter(isPort);
  const asked = acts.some(({ concept }) => concept === 'port');
  return (said.length > 0 || !asked ? said : values.numbers).map(({ value }) => value);
}

/** "shop 12": a number alone, where a version is what is missing. */
const bareVersions = ({ values }: Reading): string[] =>
  values.numbers
    .filter(({ unit, before }) => unit === '' || /^(?:version|release|tag|build|en|to|a)$/.test(before))
    .map(({ value }) => String(value));

function hostOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : /^https?:\/\/([^/:?#]+)/.exec(url)?.[1];
}
