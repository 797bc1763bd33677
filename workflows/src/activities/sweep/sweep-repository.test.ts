import { beforeEach, describe, expect, test } from 'vitest';
import { createSweepActivities, type SweepDeps } from './sweep-repository.js';

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const comment = (id: number, minutes: number, more = {}) => {
  return { id, issue: 1, createdAt: ago(minutes), isBot: false, addressed: true, ...more };
};
const pullAt = (number: number) => ({
  number,
  isPullRequest: true,
  createdAt: ago(9),
  addressed: false,
});
const review = (id: number, minutes: number, body: string, isBot = false) => ({
  id,
  body,
  isBot,
  submittedAt: ago(minutes),
});

let asked: number[];
let nudged: number[];
let issues: string[];
let warnings: string[];
let watermark: string | undefined;
let claimed: Set<string>;
beforeEach(() => {
  claimed = new Set();
  [asked, nudged, issues, warnings, watermark] = [[], [], [], [], undefined];
});

function sweepOf(seen: {
  readonly comments?: readonly ReturnType<typeof comment>[];
  readonly pulls?: readonly ReturnType<typeof pullAt>[];
  readonly reviews?: readonly ReturnType<typeof review>[];
  readonly broken?: number;
  readonly accepted?: string;
}) {
  // what a sweep uses of GitHub and of the records
  const deps = {
    warn: (message: string) => void warnings.push(message),
    startRequest: async ({ source }: { source: { kind: string; id?: number } }) => {
      if (source.id === seen.broken) throw new Error('cannot start');
      asked.push(source.id ?? 0);
      return true;
    },
    nudgeChange: async ({ pull }: { pull: number }) => {
      if (pull === seen.broken) throw new Error('cannot nudge');
      nudged.push(pull);
    },
    records: {
      audit: { append: async () => {} },
      emergencyRuns: { unposted: async () => [] },
      claims: {
        claim: async (key: string) => {
          const first = !claimed.has(key);
          claimed.add(key);
          return first;
        },
      },
      installations: {
        find: async () => ({ installedAt: ago(60 * 24 * 30) }),
        rememberInstallation: async () => {},
        all: async () => [],
      },
      watermarks: {
        get: async () => watermark,
        set: async (_repository: string, at: string) => {
          watermark = at;
        },
      },
      acceptedFiles: {
        inForce: async () => (seen.accepted === undefined ? undefined : { blob: seen.accepted, digest: 'accepted' }),
      },
    },
    github: {
      repositories: async () => [],
      of: async () => ({
        botLogin: 'ops[bot]',
        pulls: { reviews: async () => seen.reviews ?? [] },
        contents: {
          defaultHead: async () => ({ defaultBranch: 'main', head: 'head' }),
          blobAt: async () => 'pushed',
          readBlob: async () => Buffer.from('pushed'),
        },
        comments: {
          hasIssueBy: async () => false,
          openIssue: async (title: string) => void issues.push(title),
        },
        updates: {
          issuesSince: async () => seen.pulls ?? [],
          commentsSince: async () => seen.comments ?? [],
          openPulls: async () => [4],
        },
      }),
    },
  } as unknown as SweepDeps;
  return createSweepActivities(deps);
}

describe('a sweep', () => {
  test('of a repository never seen before answers the last minute alone, and looks at what is open', async () => {
    await sweepOf({ comments: [comment(1, 5), comment(2, 0)] }).sweepRepository('acme/ops');
    expect([asked, nudged]).toEqual([[2], [4]]);
    expect(watermark).toBeDefined();
  });
  test('after ten minutes away hears what was said meanwhile, and a minute before', async () => {
    watermark = ago(10);
    const pulls = [pullAt(3)];
    const reviews = [review(5, 8, '/ops status'), review(6, 12, '/ops status')];
    await sweepOf({ comments: [comment(1, 9), comment(2, 10.5), comment(3, 12)], pulls, reviews }).sweepRepository(
      'acme/ops',
    );
    expect([asked, nudged]).toEqual([[1, 2, 5], [3]]);
  });
  test('nudges the pull requests that changed, and no others', async () => {
    watermark = ago(1);
    await sweepOf({ pulls: [pullAt(3)] }).sweepRepository('acme/ops');
    expect(nudged).toEqual([3]);
  });
  test('answers a review of a pull request that changed, and no bot, nothing old, no other words', async () => {
    watermark = ago(1);
    const reviews = [
      review(1, 0, '/ops status'),
      review(2, 0, 'looks good\n/ops status'),
      review(3, 9, '/ops status'),
      review(4, 0, '/ops status', true),
    ];
    await sweepOf({ pulls: [pullAt(3)], reviews }).sweepRepository('acme/ops');
    expect(asked).toEqual([1]);
  });
  test('starts nothing for words that are not for us, or of a bot', async () => {
    watermark = ago(1);
    const comments = [comment(1, 0, { addressed: false }), comment(3, 0, { isBot: true })];
    await sweepOf({ comments }).sweepRepository('acme/ops');
    expect(asked).toEqual([]);
  });
  test('after days away leaves words of more than a day alone', async () => {
    watermark = ago(60 * 72);
    await sweepOf({ comments: [comment(1, 60 * 25), comment(2, 60 * 23)] }).sweepRepository('acme/ops');
    expect(asked).toEqual([2]);
  });
  test('goes on after one that fails, says so, and comes back to it', async () => {
    const before = ago(1);
    watermark = before;
    const sweep = sweepOf({ comments: [comment(1, 1), comment(2, 1)], pulls: [pullAt(3)], broken: 1 });
    await sweep.sweepRepository('acme/ops');
    expect([asked, nudged]).toEqual([[2], [3]]);
    expect(warnings.join()).toContain('cannot start');
    expect(watermark).toBe(before);
  });
  test('reports a policy that is not in force when a second sweep still sees it', async () => {
    watermark = ago(1);
    const sweep = sweepOf({ accepted: 'reviewed' });
    await sweep.sweepRepository('acme/ops');
    expect(issues).toEqual([]);
    await sweep.sweepRepository('acme/ops');
    expect(issues).toHaveLength(2);
  });
  test('two sweeps at once open one issue for the same drift', async () => {
    watermark = ago(1);
    const [one, other] = [sweepOf({ accepted: 'reviewed' }), sweepOf({ accepted: 'reviewed' })];
    await Promise.all([one, other].map((sweep) => sweep.sweepRepository('acme/ops')));
    await Promise.all([one, other].map((sweep) => sweep.sweepRepository('acme/ops')));
    expect(issues).toHaveLength(2);
  });
});
