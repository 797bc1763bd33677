import type { Language } from '../actions/action.js';
import type { DescribedStep } from './describe-steps.js';
import { codeBlock } from './markdown.js';
import { clip, visibleText } from './visible-text.js';

/** The most steps that a drawing makes clearer. */
const DRAWN = 20;

/** Long enough for what a check asks; a label wraps by itself. */
const LABEL = 110;

/** The steps as a Mermaid graph from top to bottom, with where a failure leads. */
export function stepsGraph(
  steps: readonly DescribedStep[],
  onFailure: 'rollback' | 'pause' | 'stop',
  language: Language,
): string {
  const text = TEXT[language];
  const drawn = steps.slice(0, DRAWN);
  const nodes = drawn.map((step, index) => `  n${index}["${label(step, language)}"]:::${KIND[step.effect]}`);
  const more = steps.length > DRAWN ? [`  n${DRAWN}["${text.more(steps.length - DRAWN)}"]`] : [];
  const count = nodes.length + more.length;
  const edges = Array.from(
    { length: count },
    (_, index) => `  n${index} --> ${index + 1 < count ? `n${index + 1}` : 'done'}`,
  );
  // Before the first change a failure only ends the run; from there on, a failed check leads back as well.
  const firstChange = drawn.findIndex((step) => KIND[step.effect] === 'changes');
  const failing = drawn.flatMap((_, index) =>
    firstChange === -1 || index < firstChange ? [] : [`  n${index} -.-> failed`],
  );
  return codeBlock(
    [
      'flowchart TD',
      ...nodes,
      ...more,
      `  done(["${text.done}"])`,
      ...edges,
      ...(failing.length > 0 ? [`  failed["${text.fails} ${text[onFailure]}"]:::undo`, ...failing] : []),
      '  classDef changes stroke-width:3px',
      '  classDef undo stroke-dasharray:4',
    ].join('\n'),
    'mermaid',
  );
}

const KIND = { read: 'reads', content: 'reads', change: 'changes', destroy: 'changes' } as const;

/** Quotes end a label, `#` begins an entity, `%%` a directive and brackets a shape: only what is none of these stays. */
function label(step: DescribedStep, language: Language): string {
  const place = step.places[0];
  const does = place?.does[language] ?? step.uses;
  const others = step.places.length > 1 ? ' …' : '';
  return clip(
    `${step.id}: ${visibleText(does)}${others}`.replace(/[^\p{L}\p{N} .,:/_+=()'’-]/gu, ' ').replace(/\s+/g, ' '),
    LABEL,
  );
}

const TEXT = {
  en: {
    fails: 'on failure:',
    done: 'report on the issue',
    rollback: 'undo what started, in reverse order',
    pause: 'wait for a person',
    stop: 'stop',
    more: (count: number) => `and ${count} more steps`,
  },
  fr: {
    fails: 'en cas d’échec :',
    done: "compte rendu sur l'issue",
    rollback: 'annuler ce qui a commencé, en ordre inverse',
    pause: "attendre quelqu'un",
    stop: 'arrêter',
    more: (count: number) => `et ${count} étapes de plus`,
  },
} as const;
