import { describe, expect, it } from 'vitest';
import type { CommandResult } from '../../ssh/remote-execution.js';
import { sampleContext } from '../action-context.fixture.js';
import { serviceList } from './service-list.js';

const report = (...lines: string[]): CommandResult => ({
  exit: { kind: 'code', code: 0 },
  stdout: Buffer.from(['chatops-report 1', ...lines, 'chatops-report end', ''].join('\n')),
  stderr: Buffer.alloc(0),
  truncated: false,
  durationMs: 1,
});
const parse = (input: { pattern?: string }, ...lines: string[]) =>
  serviceList.parse(report(...lines), input, sampleContext());

describe('service.list', () => {
  it('reads systemd, with what starts at boot', () => {
    const result = parse(
      {},
      'manager=systemd',
      'unit|nginx.service loaded active running A high performance web server',
      'unit|● shop@1.service loaded failed failed Shop',
      'unit|gone.service not-found inactive dead gone.service',
      'unit|0 loaded units listed. Pass --all to see loaded but inactive units, too.',
      'file|nginx.service enabled enabled',
      'file|shop@.service disabled enabled',
    );
    expect(result).toMatchObject({
      outputs: {
        services: [
          { service: 'nginx', state: 'active', enabled: 'enabled', description: 'A high performance web server' },
          { service: 'shop@1', state: 'failed', enabled: null },
          { service: 'gone', state: 'not-found' },
        ],
        running: 1,
        failed: ['shop@1'],
      },
      summary: { en: '3 services, 1 running, failed: shop@1', fr: '3 services, 1 en marche, en échec : shop@1' },
    });
  });

  it.each([
    ['init scripts', ['unit| [ + ]  cron', 'unit| [ - ]  nginx', 'unit| [ ? ]  hwclock.sh']],
    [
      'OpenRC',
      ['unit|Runlevel: default', 'unit| crond  [  started  ]', 'unit| nginx [ stopped ]', 'unit| x [ crashed ]'],
    ],
  ])('reads %s', (_case, lines) => {
    expect(parse({}, ...lines)).toMatchObject({ outputs: { count: 3, running: 1 } });
  });

  it('narrows down by a name, and finding none is an answer', () => {
    const unit = 'unit|nginx.service loaded active running Web';
    expect(parse({ pattern: 'ngi' }, unit)).toMatchObject({ outputs: { count: 1 } });
    expect(parse({ pattern: 'shop*' }, unit)).toMatchObject({ kind: 'done', outputs: { count: 0, services: [] } });
  });

  it('fails where nobody tells', () => {
    expect(parse({}, 'manager=systemd', 'unit|Failed to connect to bus: No such file')).toMatchObject({
      kind: 'failed',
      reason: { en: expect.stringMatching(/Failed to connect to bus/) },
    });
  });
});
