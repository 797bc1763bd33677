import { createCatalogPlanner } from '../catalog-planner.js';
import { libraryCatalog, sampleInventory } from '../planner.fixture.js';
import type { PlanContext } from '../planner.js';
import type { Clock } from './clock.js';
import type { AnthropicPlannerDeps, ModelUse } from './create-anthropic-planner.js';

/** Time that only a test moves. */
export interface ManualClock extends Clock {
  /** Everything that waits until then ends. */
  advance(milliseconds: number): void;
  /** Every wait that was asked for, and how long. */
  readonly waits: readonly number[];
  /** Once so many waits were asked for. */
  waited(count: number): Promise<void>;
}

export function createManualClock(): ManualClock {
  let now = Date.parse('2026-11-20T08:00:00Z');
  const waits: number[] = [];
  const watchers = new Set<() => void>();
  const waiting = new Set<{ readonly until: number; end(): void }>();
  return {
    waits,
    now: () => now,
    wait: (milliseconds, signal) =>
      new Promise((resolve) => {
        waits.push(milliseconds);
        for (const look of watchers) look();
        const one = { until: now + milliseconds, end: resolve };
        waiting.add(one);
        signal.addEventListener('abort', () => resolve());
      }),
    waited: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (waits.length < count) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
      }),
    advance(milliseconds) {
      now += milliseconds;
      for (const one of [...waiting].filter(({ until }) => until <= now)) {
        waiting.delete(one);
        one.end();
      }
    },
  };
}

/** A clock on which waits that a retry asked for are over at once; deadlines never come by themselves. */
export function createImpatientClock(): ManualClock {
  const clock = createManualClock();
  return {
    ...clock,
    waits: clock.waits,
    wait(milliseconds, signal) {
      const wait = clock.wait(milliseconds, signal);
      if (milliseconds < 15_000) clock.advance(milliseconds);
      return wait;
    },
  };
}

/** What a planner needs to ask a server that a test started. */
export const planningDeps = (
  server: { readonly url: string },
  uses: ModelUse[],
  deps: Partial<AnthropicPlannerDeps> = {},
): AnthropicPlannerDeps => ({
  apiKey: 'sk-ant-made-up-key-of-a-test',
  baseUrl: server.url,
  fallback: createCatalogPlanner(),
  clock: createImpatientClock(),
  used: async (_context, use) => {
    uses.push(use);
  },
  ...deps,
});

export const contextOf = (text: string, more: Partial<PlanContext> = {}): PlanContext => ({
  text,
  thread: [],
  inventory: sampleInventory,
  catalog: libraryCatalog,
  openProposals: [],
  findings: [],
  source: { issue: 7, comment: 70, requester: 'alice' },
  ...more,
});

/** A pick of the library as a model writes it. */
export const pick = (template: string, servers: readonly string[], inputs: Readonly<Record<string, string>> = {}) => ({
  template: `runbooks/${template}.yaml`,
  servers,
  inputs: Object.entries(inputs).map(([name, value]) => ({ name, value })),
});

/** A plan as a model writes it. */
export const wirePlan = (kind: string, more: object = {}): object => ({
  kind,
  message: { en: 'I do what you asked for.', fr: 'Je fais ce que vous avez demandé.' },
  picks: [],
  ...more,
});

/** Steps of a model's own, on these servers. */
export const composed = (servers: readonly string[], steps: readonly object[]): object => ({
  metadata: { name: 'made-by-the-model', title: { en: 'Made by the model', fr: 'Fait par le modèle' } },
  spec: { ...(servers.length > 0 ? { targets: { servers } } : {}), onFailure: 'stop', before: [], steps, after: [] },
});
export const step = (uses: string, inputs: Readonly<Record<string, unknown>> = {}, more: object = {}): object => ({
  uses,
  with: Object.entries(inputs).map(([name, value]) => ({ name, value })),
  ...more,
});
