import { describe, expect, it } from 'vitest';
import { endGoneInstallations } from './find-ended-installations.js';

const stage = (installed: readonly string[], endedAt: string | null = null) => {
  const done: string[] = [];
  const one = { repository: 'acme/ops', installationId: 1, installedAt: '2026-01-01T00:00:00Z', endedAt };
  const deps = {
    installations: { all: async () => [one], markEnded: async () => void done.push('marked') },
    watermarks: { forget: async (repository: string) => void done.push(`forget ${repository}`) },
    github: { isInstalled: async (repository: string) => installed.includes(repository) },
    audit: {
      append: async ({ kind }: { kind: string }) => {
        done.push(kind);
        return { seq: 1, hash: '' };
      },
    },
    endWorkflows: async (repository: string) => void done.push(`end ${repository}`),
  };
  return { done, end: (listed: readonly string[]) => endGoneInstallations(listed, deps) };
};

describe('an installation', () => {
  it('that was removed or suspended: its workflows end, once, on record', async () => {
    const { done, end } = stage([]);
    expect(await end(['other/ops'])).toEqual(['acme/ops']);
    expect(done).toEqual(['end acme/ops', 'installation.ended', 'forget acme/ops', 'marked']);
  });
  it.each([
    ['is listed', ['Acme/Ops'], [], null],
    ['is missing from the lists and there all the same', [], ['acme/ops'], null],
    ['ended before', [], [], '2026-01-02T00:00:00Z'],
  ])('that %s is left alone', async (_case, listed, installed, endedAt) => {
    const { done, end } = stage(installed, endedAt);
    expect(await end(listed)).toEqual([]);
    expect(done).toEqual([]);
  });
});
