import type { Runbook, Step } from '@chatops-commander/schemas';
import { Document, isScalar, Scalar, visit, type YAMLSeq } from 'yaml';

/**
 * A runbook as YAML: keys in the order in which people read them, short lists on one line. The same runbook gives the
 * same bytes, and parseRunbook reads it back as it was.
 */
export function serializeRunbook(runbook: Runbook): string {
  const document = new Document(inReadingOrder(runbook), { aliasDuplicateObjects: false, compat: 'yaml-1.1' });
  visit(document, {
    Seq: (_, list) => {
      list.flow = isShort(list);
    },
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string' && scalar.value.search(escapedOnly) !== -1)
        scalar.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).replace(escapedOnly, unicodeEscape);
}

/**
 * Characters that parseRunbook refuses in the raw because a reviewer would not see them, or that UTF-8 cannot carry.
 * They stand only in double quotes, where an escape says the same.
 */
const escapedOnly =
  /[\r\u007f-\u009f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|\p{Cs}/gu;

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function isShort(list: YAMLSeq): boolean {
  const texts = list.items.map((item) =>
    isScalar(item) && !String(item.value).includes('\n') ? String(item.value) : undefined,
  );
  return texts.every((text) => text !== undefined) && texts.join(', ').length <= 90;
}

function inReadingOrder({ apiVersion, kind, metadata, spec }: Runbook): object {
  const { before, steps, after } = spec;
  return {
    apiVersion,
    kind,
    metadata: ordered({ ...metadata, source: metadata.source && ordered(metadata.source, sourceKeys) }, metadataKeys),
    spec: ordered(
      { ...spec, before: before?.map(orderedStep), steps: steps.map(orderedStep), after: after?.map(orderedStep) },
      specKeys,
    ),
  };
}

function orderedStep(step: Step): object {
  return ordered(
    { ...step, rollback: Array.isArray(step.rollback) ? step.rollback.map(orderedStep) : step.rollback },
    stepKeys,
  );
}

const metadataKeys = ['name', 'title', 'description', 'labels', 'source'];
const sourceKeys = ['issue', 'comment', 'requester', 'words', 'wordsDigest', 'planner', 'template', 'templateBlob'];
const specKeys = ['inputs', 'triggers', 'targets', 'strategy', 'onFailure', 'watch', 'before', 'steps', 'after'];
const stepKeys = [
  ...[
    'id',
    'name',
    'if',
    'on',
    'uses',
    'with',
    'probe',
    'assert',
    'timeout',
    'retry',
    'idempotent',
    'continueOnFailure',
  ],
  ...['backup', 'rollback'],
];

/** The entries that have a value, those with a place in `keys` first. */
function ordered(value: object, keys: readonly string[]): object {
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const rank = (key: string): number => (keys.includes(key) ? keys.indexOf(key) : keys.length);
  return Object.fromEntries(entries.sort(([a], [b]) => rank(a) - rank(b)));
}
