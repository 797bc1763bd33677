import { checkAgainstSchema } from '@chatops-commander/schemas';
import { describe, expect, it } from 'vitest';
import { sampleContext } from './action-context.fixture.js';
import { actions, findAction, findUndoAction } from './registry.js';

/** Public: may be added to, never changed. */
const PUBLIC: Readonly<Record<string, { readonly effect: string; readonly risk: string }>> = {
  'backup.files': { effect: 'change', risk: 'medium' },
  'files.write': { effect: 'change', risk: 'high' },
  'gate.approve': { effect: 'read', risk: 'low' },
  'http.check': { effect: 'read', risk: 'low' },
  'logs.tail': { effect: 'content', risk: 'medium' },
  'service.restart': { effect: 'change', risk: 'medium' },
  'service.start': { effect: 'change', risk: 'medium' },
  'service.status': { effect: 'read', risk: 'low' },
  'service.stop': { effect: 'change', risk: 'high' },
  'shell.run': { effect: 'change', risk: 'high' },
  'system.disk': { effect: 'read', risk: 'low' },
  'system.health': { effect: 'read', risk: 'low' },
  'system.info': { effect: 'read', risk: 'low' },
  'wait.for': { effect: 'read', risk: 'low' },
  'wait.until': { effect: 'read', risk: 'low' },
};

const good: readonly (readonly [string, object])[] = [
  ['backup.files', { paths: ['/etc/nginx'], exclude: ['*.log', '/etc/nginx/cache'] }],
  [
    'files.write',
    { path: '/etc/motd', content: 'hello\n', mode: '0644', owner: 'root:adm', validate: ['visudo', '-cf', '{file}'] },
  ],
  [
    'http.check',
    { url: 'https://shop.example.com/health?x=1', status: 200, contains: 'ok', within: '60s', every: '1s' },
  ],
  ['logs.tail', { service: 'nginx', lines: 100 }],
  ['logs.tail', { file: '/var/log/syslog' }],
  ['service.restart', { service: 'getty@tty1.service' }],
  ['shell.run', { argv: ['uptime', '-p'], cwd: '/srv/my app', idempotent: true, root: true }],
  ['system.disk', { path: '/var', largest: 10 }],
  ['system.disk', {}],
  ['system.health', { thresholds: { diskPercent: 70 } }],
  ['gate.approve', { message: 'Go on with the second half?', from: 'admin', within: '30m' }],
  ['wait.for', { duration: '30s' }],
  ['wait.until', { condition: 'outputs.lagSeconds < 5', within: '10m', every: '10s' }],
];

const hostile: readonly (readonly [string, string, object])[] = [
  ['a service that ends the command', 'service.status', { service: 'x; id #' }],
  ['a service that is an option', 'service.restart', { service: '--now' }],
  ['a service with a newline', 'service.start', { service: 'nginx\nid' }],
  ['a service with a substitution', 'service.stop', { service: '$(id)' }],
  ['a log path with a newline', 'logs.tail', { file: '/var/log/x\nid' }],
  ['a log path that climbs', 'logs.tail', { file: '/var/log/../../etc/shadow' }],
  ['a relative log path', 'logs.tail', { file: 'etc/shadow' }],
  ['service and file at once', 'logs.tail', { service: 'nginx', file: '/etc/shadow' }],
  ['neither service nor file', 'logs.tail', {}],
  ['more lines than the bound', 'logs.tail', { service: 'nginx', lines: 501 }],
  ['a file path with a newline', 'files.write', { path: '/etc/x\ny', content: '' }],
  ['a file path that climbs', 'files.write', { path: '/srv/..', content: '' }],
  ['an owner that is an option', 'files.write', { path: '/srv/x', content: '', owner: '--reference=/etc/shadow' }],
  ['a mode in letters', 'files.write', { path: '/srv/x', content: '', mode: 'u+s' }],
  ['a backup path with an option in it', 'backup.files', { paths: ['--checkpoint-action=exec=id'] }],
  ['no paths', 'backup.files', { paths: [] }],
  ['an argv with NUL', 'shell.run', { argv: ['a\u0000b'] }],
  ['a shell string instead of argv', 'shell.run', { argv: 'rm -rf /' }],
  ['an empty argv', 'shell.run', { argv: [] }],
  ['standard input, which is not supported yet', 'shell.run', { argv: ['cat'], stdin: 'secret:x' }],
  ['a file URL', 'http.check', { url: 'file:///etc/passwd' }],
  ['a password in the URL', 'http.check', { url: 'https://user:secret@example.com/' }],
  ['a space in the URL', 'http.check', { url: 'https://example.com/ HTTP/1.1' }],
  ['a disk path with a newline', 'system.disk', { path: '/\n' }],
  ['a gate for a role that nobody has', 'gate.approve', { message: 'x', from: 'everyone' }],
  ['a gate without a question', 'gate.approve', {}],
  ['a wait without an end', 'wait.until', { condition: 'true' }],
  ['an input that nobody knows', 'system.info', { verbose: true }],
];

const checks = (name: string, input: object) => {
  const action = findAction(name);
  return action !== undefined && checkAgainstSchema(action.input, input).ok;
};

describe('the registry', () => {
  it('keeps the public names with their effect and risk', () => {
    const now = Object.fromEntries(actions.map(({ name, effect, risk }) => [name, { effect, risk }]));
    expect(now).toEqual(PUBLIC);
  });

  it('keeps what only undoes out of reach of runbooks', () => {
    expect(findAction('files.unwrite')).toBeUndefined();
    expect(findUndoAction('files.unwrite')?.name).toBe('files.unwrite');
    expect(findAction('constructor')).toBeUndefined();
  });

  it.each(good)('accepts a good input of %s', (name, input) => {
    expect(checks(name, input)).toBe(true);
  });

  it.each(hostile)('refuses %s', (_case, name, input) => {
    expect(checks(name, input)).toBe(false);
  });

  it.each(good)('says in both languages what %s does', (name, input) => {
    const action = findAction(name);
    const checked = checkAgainstSchema<Record<string, never>>(action?.input ?? {}, input);
    if (action === undefined || !checked.ok) throw new Error('the sample input is not valid');
    const texts = [action.summary, action.undo, action.describe(checked.value)];
    for (const { en, fr } of texts) {
      expect(en.length).toBeGreaterThan(5);
      expect(fr.length).toBeGreaterThan(5);
      expect(fr).not.toBe(en);
    }
  });

  it('never puts an input into the text of a script', () => {
    for (const [name, input] of good) {
      const action = findAction(name);
      const checked = checkAgainstSchema<Record<string, never>>(action?.input ?? {}, input);
      if (action?.kind !== 'command' || !checked.ok) continue;
      const { argv } = action.command(checked.value, sampleContext());
      if (argv[0] !== '/bin/sh') continue;
      for (const value of Object.values(input).flat()) {
        if (typeof value === 'string' && value.length > 3 && value !== '{file}') expect(argv[2]).not.toContain(value);
      }
    }
  });
});
