import type { Outputs, Undo } from '@chatops-commander/engine/actions/action';
import type { Host } from '../hosts/host.js';

/** What a row may use of the host that it changes. */
export interface UndoStage {
  readonly host: Host;
  /** As root on the host; what it printed, without the last line break. */
  sh(script: string): Promise<string>;
  /** Takes a backup there; its id. */
  backUp(uses: 'backup.files' | 'backup.postgres', input: Outputs): Promise<string>;
  /** An image of the registry, pinned by its digest. */
  image(version: 'v1' | 'v2'): string;
}

/** One change and what has to be there before it. */
export interface UndoRow {
  readonly uses: string;
  readonly name: string;
  /** As root; what it prints may go into the inputs. */
  readonly prepare?: string;
  input(stage: UndoStage): Outputs | Promise<Outputs>;
  /** Puts the host back to how other rows expect it; nothing of it is under test. */
  readonly tidy?: string;
  /** There is no inverse by design: then only that is looked at, and nothing is undone. */
  readonly only?: Exclude<Undo['kind'], 'step' | 'restore-backup'>;
}

const CONF = "printf 'a\\nb' >/etc/shop.conf; chmod 640 /etc/shop.conf; chown deploy:games /etc/shop.conf";
const SITE =
  'mkdir -p /srv/site/pages; echo one >/srv/site/pages/index; ln -sfn pages/index /srv/site/home; chown -R deploy:games /srv/site; chmod 750 /srv/site/pages';
const REMOVED_SITE = 'rm -rf /srv/site';
const ARTIFACTS = `mkdir -p /var/www/html /tmp/made; for v in 1 2; do echo $v >/tmp/made/version; tar -C /tmp -czf /var/www/html/shop-$v.tar.gz made; done`;
const sql = (text: string) => `cd /; runuser -u postgres -- psql -q -d app -c "${text}"`;
const shop = (stage: UndoStage, version: 'v1' | 'v2'): Outputs => ({
  name: 'shop',
  image: stage.image(version),
  health: { url: 'http://127.0.0.1:8080/', within: '5s' },
  trial: { env: { PORT: '18080' }, url: 'http://127.0.0.1:18080/' },
});
async function release(stage: UndoStage, version: '1' | '2'): Promise<Outputs> {
  const sha256 = (await stage.sh(`sha256sum </var/www/html/shop-${version}.tar.gz`)).slice(0, 64);
  return { name: 'shop', version, artifact: { url: `http://127.0.0.1/shop-${version}.tar.gz`, sha256, strip: 1 } };
}

/** At least one row for every action that has an inverse; `undo.test.ts` fails when one has none. */
export const undoRows: readonly UndoRow[] = [
  {
    uses: 'files.write',
    name: 'over a file',
    prepare: CONF,
    input: () => ({ path: '/etc/shop.conf', content: 'new\n', mode: '0644' }),
  },
  { uses: 'files.write', name: 'a new file', input: () => ({ path: '/etc/shop.new', content: 'new\n' }) },
  {
    uses: 'files.line',
    name: 'a line that comes',
    prepare: CONF,
    input: () => ({ path: '/etc/shop.conf', line: 'c', after: 'a' }),
  },
  {
    uses: 'files.line',
    name: 'a line that goes',
    prepare: CONF,
    input: () => ({ path: '/etc/shop.conf', line: 'b', state: 'absent' }),
  },
  { uses: 'files.remove', name: 'a file', prepare: CONF, input: () => ({ path: '/etc/shop.conf' }) },
  {
    uses: 'logs.prune',
    name: 'old logs',
    prepare:
      'mkdir -p \'/srv/logs/a b\'; for n in 1 2 3; do echo $n >"/srv/logs/a b/x.$n"; done; touch -t 202001010000 /srv/logs/*/x.[12]',
    input: () => ({ path: '/srv/logs', olderThan: '30d' }),
  },
  {
    uses: 'backup.restore',
    name: 'of files, in place',
    prepare: SITE,
    async input(stage) {
      const backup = await stage.backUp('backup.files', { paths: ['/srv/site'] });
      await stage.sh(
        'echo two >/srv/site/pages/index; rm /srv/site/home; echo since >/srv/site/since; chmod 700 /srv/site/pages',
      );
      return { backup };
    },
    tidy: REMOVED_SITE,
  },
  {
    uses: 'backup.restore',
    name: 'of files that are gone',
    prepare: SITE,
    async input(stage) {
      const backup = await stage.backUp('backup.files', { paths: ['/srv/site'] });
      await stage.sh(REMOVED_SITE);
      return { backup };
    },
  },
  {
    uses: 'backup.restore',
    name: 'of files, beside',
    prepare: SITE,
    input: async (stage) => ({
      backup: await stage.backUp('backup.files', { paths: ['/srv/site'] }),
      into: '/srv/beside',
    }),
    tidy: REMOVED_SITE,
  },
  {
    uses: 'backup.restore',
    name: 'of a database, in place',
    async input(stage) {
      const backup = await stage.backUp('backup.postgres', { database: 'app' });
      await stage.sh(sql('delete from items where id < 500; create table since (x int)'));
      return { backup };
    },
    tidy: sql('drop table if exists since'),
  },
  {
    uses: 'backup.restore',
    name: 'of a database, beside',
    input: async (stage) => ({ backup: await stage.backUp('backup.postgres', { database: 'app' }), into: 'app_copy' }),
  },
  { uses: 'service.stop', name: 'of one that runs', input: () => ({ service: 'nginx' }) },
  {
    uses: 'service.start',
    name: 'of one that is stopped',
    prepare: 'service nginx stop',
    input: () => ({ service: 'nginx' }),
    tidy: 'service nginx start',
  },
  {
    uses: 'service.restart',
    name: 'of one that is stopped',
    prepare: 'service nginx stop',
    input: () => ({ service: 'nginx' }),
    tidy: 'service nginx start',
  },
  { uses: 'service.restart', name: 'of one that runs', input: () => ({ service: 'nginx' }), only: 'nothing' },
  { uses: 'service.reload', name: 'of one that runs', input: () => ({ service: 'nginx' }), only: 'nothing' },
  {
    uses: 'service.disable',
    name: 'of one that is enabled',
    prepare: 'update-rc.d nginx defaults; update-rc.d nginx enable; systemctl enable -q nginx 2>/dev/null || true',
    input: () => ({ service: 'nginx' }),
  },
  {
    uses: 'service.enable',
    name: 'of one that is disabled',
    prepare: 'update-rc.d nginx disable; systemctl disable -q nginx 2>/dev/null || true',
    input: () => ({ service: 'nginx' }),
    tidy: 'update-rc.d nginx enable; systemctl enable -q nginx 2>/dev/null || true',
  },
  { uses: 'package.install', name: 'of a new one', input: () => ({ packages: ['chatops-shop=1.0'] }) },
  {
    uses: 'package.install',
    name: 'of another version',
    prepare: 'apt-get install -qqy chatops-shop=1.0 >/dev/null 2>&1',
    input: () => ({ packages: ['chatops-shop=2.0'] }),
  },
  {
    uses: 'package.upgrade',
    name: 'of one',
    prepare: 'apt-get install -qqy --allow-downgrades chatops-shop=1.0 >/dev/null 2>&1',
    input: () => ({ packages: ['chatops-shop'] }),
  },
  { uses: 'container.deploy', name: 'where none is', input: (stage) => shop(stage, 'v1') },
  {
    uses: 'container.deploy',
    name: 'over another one',
    input: async (stage) => {
      await stage.sh(`podman run -d --name shop ${stage.image('v1')} >/dev/null`);
      return shop(stage, 'v2');
    },
    tidy: 'podman rm -fa -t 0 >/dev/null',
  },
  {
    uses: 'container.restart',
    name: 'of one that is stopped',
    async input(stage) {
      await stage.sh(`podman run -d --name shop ${stage.image('v1')} >/dev/null; podman stop -t 0 shop >/dev/null`);
      return { name: 'shop' };
    },
    tidy: 'podman rm -fa -t 0 >/dev/null',
  },
  { uses: 'release.deploy', name: 'of the first', prepare: ARTIFACTS, input: (stage) => release(stage, '1') },
  {
    uses: 'release.deploy',
    name: 'over another one',
    prepare: `${ARTIFACTS}; mkdir -p /srv/shop/releases/0; echo 0 >/srv/shop/releases/0/version; ln -sfn releases/0 /srv/shop/current`,
    input: (stage) => release(stage, '2'),
    tidy: 'rm -rf /srv/shop',
  },
  {
    uses: 'release.rollback',
    name: 'to the one before',
    prepare:
      'for v in 1 2; do mkdir -p /srv/shop/releases/$v; printf "%064d\\n%s\\n" 0 "$((v - 1))" >/srv/shop/releases/$v/.chatops-release; done; ln -sfn releases/2 /srv/shop/current',
    input: () => ({ name: 'shop' }),
    tidy: 'rm -rf /srv/shop',
  },
  { uses: 'shell.run', name: 'of anything', input: () => ({ argv: ['true'] }), only: 'impossible' },
  { uses: 'script.run', name: 'of anything', input: () => ({ file: 'x.sh' }), only: 'impossible' },
  { uses: 'system.reboot', name: 'of the server', input: () => ({}), only: 'nothing' },
];
