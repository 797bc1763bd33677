import { checkAgainstSchema } from '@chatops-commander/schemas';
import { describe, expect, it } from 'vitest';
import { sampleContext } from './action-context.fixture.js';
import { actions, findAction, findUndoAction } from './registry.js';

/** Public: may be added to, never changed. */
const PUBLIC: Readonly<Record<string, { readonly effect: string; readonly risk: string }>> = {
  'backup.files': { effect: 'change', risk: 'medium' },
  'backup.postgres': { effect: 'change', risk: 'medium' },
  'backup.prune': { effect: 'destroy', risk: 'high' },
  'backup.restore': { effect: 'destroy', risk: 'critical' },
  'backup.verify': { effect: 'read', risk: 'low' },
  'container.deploy': { effect: 'change', risk: 'high' },
  'container.list': { effect: 'read', risk: 'low' },
  'container.logs': { effect: 'content', risk: 'medium' },
  'container.restart': { effect: 'change', risk: 'medium' },
  'container.status': { effect: 'read', risk: 'low' },
  'cron.list': { effect: 'read', risk: 'low' },
  'database.query': { effect: 'content', risk: 'medium' },
  'database.status': { effect: 'read', risk: 'low' },
  'files.line': { effect: 'change', risk: 'high' },
  'files.read': { effect: 'content', risk: 'medium' },
  'files.remove': { effect: 'destroy', risk: 'critical' },
  'files.write': { effect: 'change', risk: 'high' },
  'gate.approve': { effect: 'read', risk: 'low' },
  'http.check': { effect: 'read', risk: 'low' },
  'logs.prune': { effect: 'destroy', risk: 'critical' },
  'logs.search': { effect: 'content', risk: 'medium' },
  'logs.tail': { effect: 'content', risk: 'medium' },
  'net.dns': { effect: 'read', risk: 'low' },
  'net.port': { effect: 'read', risk: 'low' },
  'package.install': { effect: 'change', risk: 'high' },
  'package.list': { effect: 'read', risk: 'low' },
  'package.upgradable': { effect: 'read', risk: 'low' },
  'package.upgrade': { effect: 'change', risk: 'high' },
  'registry.check': { effect: 'read', risk: 'low' },
  'release.deploy': { effect: 'change', risk: 'high' },
  'release.rollback': { effect: 'change', risk: 'high' },
  'script.run': { effect: 'change', risk: 'high' },
  'service.disable': { effect: 'change', risk: 'high' },
  'service.enable': { effect: 'change', risk: 'medium' },
  'service.list': { effect: 'read', risk: 'low' },
  'service.reload': { effect: 'change', risk: 'medium' },
  'service.restart': { effect: 'change', risk: 'medium' },
  'service.start': { effect: 'change', risk: 'medium' },
  'service.status': { effect: 'read', risk: 'low' },
  'service.stop': { effect: 'change', risk: 'high' },
  'shell.run': { effect: 'change', risk: 'high' },
  'system.disk': { effect: 'read', risk: 'low' },
  'system.health': { effect: 'read', risk: 'low' },
  'system.info': { effect: 'read', risk: 'low' },
  'system.processes': { effect: 'read', risk: 'low' },
  'system.reboot': { effect: 'change', risk: 'high' },
  'tls.expiry': { effect: 'read', risk: 'low' },
  'wait.for': { effect: 'read', risk: 'low' },
  'wait.until': { effect: 'read', risk: 'low' },
};

const good: readonly (readonly [string, object])[] = [
  ['backup.files', { paths: ['/etc/nginx'], exclude: ['*.log', '/etc/nginx/cache'] }],
  ['backup.files', { paths: ['/srv'], compress: 'none', encrypt: 'secret:backup-key', keep: 7 }],
  ['backup.postgres', { database: 'shop', port: 5433, socket: '/run/postgresql', user: 'postgres', keep: 14 }],
  ['backup.verify', { backup: 'r-1.s1.web-01.1' }],
  ['backup.restore', { backup: 'r-1.s1.web-01.1', into: '/srv/restored' }],
  ['backup.restore', { backup: 'r-1.s1.db-01.1', into: 'shop_restored' }],
  [
    'container.deploy',
    {
      name: 'shop',
      image: `registry.example.com:5000/team/shop:v2.5.0@sha256:${'9f'.repeat(32)}`,
      env: { MODE: 'production' },
      ports: ['127.0.0.1:8080:80', '9000:9000/udp'],
      volumes: ['data:/var/lib/shop', '/srv/shop:/srv:ro'],
      health: { url: 'http://127.0.0.1:8080/health', within: '30s' },
      trial: { ports: ['18080:80'], url: 'http://127.0.0.1:18080/health' },
    },
  ],
  ['container.list', {}],
  ['container.logs', { name: 'shop', lines: 20 }],
  ['container.restart', { name: 'shop' }],
  ['container.status', { name: 'shop' }],
  ['database.status', { service: 'postgresql', port: 5433 }],
  ['database.query', { database: 'shop', sql: "select 'it''s' as x", limit: 10 }],
  ['backup.prune', { keep: 7, olderThan: '30d' }],
  [
    'files.write',
    { path: '/etc/motd', content: 'hello\n', mode: '0644', owner: 'root:adm', validate: ['visudo', '-cf', '{file}'] },
  ],
  [
    'http.check',
    { url: 'https://shop.example.com/health?x=1', status: 200, contains: 'ok', within: '60s', every: '1s' },
  ],
  ['files.write', { path: '/etc/shop.conf', source: 'files/shop.conf', sha256: 'a'.repeat(64) }],
  ['files.line', { path: '/etc/hosts', line: '192.0.2.1 db', after: '127.0.0.1 localhost' }],
  ['files.read', { path: '/etc/motd' }],
  ['files.remove', { path: '/srv/shop/old.conf' }],
  ['logs.prune', { path: '/var/log/shop', olderThan: '30d', names: '*.gz' }],
  ['logs.search', { service: 'nginx', text: 'upstream timed out', since: '2h', lines: 20 }],
  ['cron.list', { user: 'www-data' }],
  ['net.dns', { name: 'db-01.example.com' }],
  ['net.port', { host: '2001:db8::1', port: 5432 }],
  ['tls.expiry', { host: '192.0.2.1', port: 8443, name: 'shop.example.com' }],
  ['http.check', { url: 'http://localhost:8080/health', from: 'server' }],
  ['package.install', { packages: ['libstdc++6', 'nginx=1:1.22.1-9+deb12u1~bpo1'], refresh: true }],
  ['package.list', { pattern: 'libstdc++*' }],
  ['package.upgradable', { securityOnly: true }],
  ['package.upgrade', { security: true }],
  ['script.run', { file: 'scripts/rotate-keys.sh', sha256: '0'.repeat(64), args: ['--all', 'a b'], root: true }],
  ['logs.tail', { service: 'nginx', lines: 100 }],
  ['logs.tail', { file: '/var/log/syslog' }],
  ['registry.check', { image: 'registry.example.com:5000/team/shop', tag: 'v2.5.0' }],
  ['registry.check', { image: 'nginx' }],
  [
    'release.deploy',
    {
      name: 'shop',
      version: '2.5.0+build.7',
      artifact: { url: 'https://artifacts.example.com/shop.tar.gz', sha256: '9f'.repeat(32), strip: 1 },
      service: 'worker',
    },
  ],
  ['release.rollback', { name: 'shop', path: '/opt/shop' }],
  ['service.restart', { service: 'getty@tty1.service' }],
  ['shell.run', { argv: ['uptime', '-p'], cwd: '/srv/my app', idempotent: true, root: true }],
  ['system.disk', { path: '/var', largest: 10 }],
  ['system.disk', {}],
  ['service.list', { pattern: 'php*-fpm' }],
  ['service.reload', { service: 'nginx' }],
  ['service.enable', { service: 'nginx' }],
  ['service.disable', { service: 'nginx' }],
  ['system.processes', { top: 5, by: 'cpu' }],
  ['system.reboot', { within: '5m' }],
  ['system.health', { thresholds: { diskPercent: 70 } }],
  ['gate.approve', { message: 'Go on with the second half?', from: 'admin', within: '30m' }],
  ['wait.for', { duration: '30s' }],
  ['wait.until', { condition: 'outputs.lagSeconds < 5', within: '10m', every: '10s' }],
];

const image = { name: 'shop', image: `shop@sha256:${'9f'.repeat(32)}` };

const hostile: readonly (readonly [string, string, object])[] = [
  ['a backup that climbs', 'backup.restore', { backup: '../../etc' }],
  ['a folder to restore into that climbs', 'backup.restore', { backup: 'r-1', into: '/srv/../etc' }],
  ['a database to restore into that ends the statement', 'backup.restore', { backup: 'r-1', into: 'x"; drop' }],
  ['a database that is an option', 'backup.postgres', { database: '--file=/etc/passwd' }],
  ['a database that is a connection string', 'backup.postgres', { database: 'host=evil dbname=x' }],
  ['a key that stands in the file', 'backup.files', { paths: ['/srv'], encrypt: 'a'.repeat(64) }],
  ['a socket folder that climbs', 'database.status', { service: 'pg', socket: '/run/../tmp' }],
  ['a user that is an option', 'database.query', { database: 'x', sql: 'select 1', user: '-c' }],
  ['more rows than the bound', 'database.query', { database: 'x', sql: 'select 1', limit: 1001 }],
  ['a query with NUL', 'database.query', { database: 'x', sql: 'select\u0000' }],
  ['an image by a tag alone', 'container.deploy', { name: 'shop', image: 'shop:latest' }],
  ['an image that is an option', 'container.deploy', { name: 'shop', image: `--privileged@sha256:${'9f'.repeat(32)}` }],
  ['a container that is an option', 'container.restart', { name: '--all' }],
  ['a container with a substitution', 'container.logs', { name: '$(id)' }],
  ['a volume that climbs', 'container.deploy', { ...image, volumes: ['/srv/../etc:/etc'] }],
  ['a volume with more options', 'container.deploy', { ...image, volumes: ['/srv:/srv:rw,exec'] }],
  ['a port that is an option', 'container.deploy', { ...image, ports: ['80:80 --privileged'] }],
  ['a variable whose name ends the word', 'container.deploy', { ...image, env: { 'A=B --privileged': 'x' } }],
  ['a secret that stands in the file', 'container.deploy', { ...image, secrets: { key: 'hunter2' } }],
  ['a health URL of another kind', 'container.deploy', { ...image, health: { url: 'file:///etc/shadow' } }],
  ['a repository that climbs', 'registry.check', { image: 'registry.example.com/../secret' }],
  ['a repository with a user', 'registry.check', { image: 'me:secret@registry.example.com/shop' }],
  ['a repository with a query', 'registry.check', { image: 'registry.example.com/shop?x=1' }],
  ['a tag that climbs', 'registry.check', { image: 'shop', tag: '../../x' }],
  ['a version that climbs', 'release.rollback', { name: 'shop', version: '../../etc' }],
  ['a hidden version', 'release.rollback', { name: 'shop', version: '.ssh' }],
  [
    'an artifact without its digest',
    'release.deploy',
    { name: 'shop', version: '1', artifact: { url: 'https://x/y' } },
  ],
  [
    'an artifact from the server itself',
    'release.deploy',
    { name: 'shop', version: '1', artifact: { url: 'file:///etc/shadow', sha256: '9f'.repeat(32) } },
  ],
  ['a policy that keeps nothing', 'backup.prune', { keep: 0 }],
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
  ['a pattern with a substitution', 'service.list', { pattern: '$(id)*' }],
  ['more processes than the bound', 'system.processes', { top: 51 }],
  ['a time without a unit', 'system.reboot', { within: '300' }],
  ['a line that is two', 'files.line', { path: '/etc/x', line: 'a\nb' }],
  ['content and source at once', 'files.write', { path: '/x', content: '', source: 'a', sha256: 'a'.repeat(64) }],
  ['a source outside the repository', 'files.write', { path: '/x', source: '../a', sha256: 'a'.repeat(64) }],
  ['a script under .chatops', 'script.run', { file: '.chatops/x.sh', sha256: 'a'.repeat(64) }],
  ['a digest that is none', 'script.run', { file: 'scripts/x.sh', sha256: 'abc' }],
  ['an absolute script', 'script.run', { file: '/bin/sh', sha256: 'a'.repeat(64) }],
  ['a text with a line break', 'logs.search', { service: 'nginx', text: 'a\nb' }],
  ['a folder of the system', 'logs.prune', { path: '/etc', olderThan: '30d' }],
  ['a file to read that climbs', 'files.read', { path: '/var/log/../../etc/shadow' }],
  ['a package that is an option', 'package.install', { packages: ['--allow-remove-essential'] }],
  ['a package that is a file', 'package.install', { packages: ['/tmp/x.deb'] }],
  ['a package with a substitution', 'package.install', { packages: ['x$(id)'] }],
  ['a version that is an option', 'package.install', { packages: ['x=--force'] }],
  ['all and some', 'package.upgrade', { all: true, packages: ['nginx'] }],
  ['an upgrade of nothing', 'package.upgrade', {}],
  ['a gate for a role that nobody has', 'gate.approve', { message: 'x', from: 'everyone' }],
  ['a gate without a question', 'gate.approve', {}],
  ['a wait without an end', 'wait.until', { condition: 'true' }],
  ['a host that is an option', 'net.port', { host: '-oProxyCommand=id', port: 22 }],
  ['a host with a substitution', 'tls.expiry', { host: '$(id).example' }],
  ['a host with a port in it', 'net.port', { host: 'example.com:22', port: 22 }],
  ['a port out of range', 'net.port', { host: 'db', port: 70000 }],
  ['a name with a blank', 'net.dns', { name: 'a b' }],
  ['a user that is an option', 'cron.list', { user: '-r' }],
  ['an asker that nobody knows', 'http.check', { url: 'https://example.com/', from: 'laptop' }],
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
      const { argv } = action.command(checked.value, { ...sampleContext(), sourceFile: Buffer.from('x') });
      if (argv[0] !== '/bin/sh') continue;
      for (const value of Object.values(input).flat()) {
        if (typeof value === 'string' && value.length > 3 && value !== '{file}') expect(argv[2]).not.toContain(value);
      }
    }
  });
});
