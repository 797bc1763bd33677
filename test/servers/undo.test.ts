import type { Action, Outputs } from '@chatops-commander/engine/actions/action';
import { actions, findAction } from '@chatops-commander/engine/actions/registry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ActionsOnHosts, actionsOnHosts } from '../hosts/actions.fixture.js';
import { makePackages } from '../hosts/packages.fixture.js';
import { type Hosts, startHosts } from '../hosts/start-hosts.js';
import { undoRows, type UndoStage } from './undo-rows.fixture.js';

/** What a rollback undoes: an inverse of its own, or, of backups, what a restore brought. */
const claimsAnInverse = (action: Action): boolean =>
  (action.kind === 'command' && action.inverse !== undefined) ||
  (action.kind === 'store' && action.operation === 'restore');

test('every action that claims an inverse has a row here, and every row such an action', () => {
  const claiming = actions.filter(claimsAnInverse).map(({ name }) => name);
  expect([...new Set(undoRows.map(({ uses }) => uses))].sort()).toEqual(claiming.sort());
});

test.each(undoRows.filter(({ only }) => only !== undefined))('$uses $name: $only', async ({ uses, input, only }) => {
  const action = findAction(uses);
  if (action?.kind !== 'command') throw new Error(`${uses} is no command`);
  const running = { state: 'active', running: true };
  const asked = await input(nowhere);
  expect(action.inverse?.(asked, running, undefined).kind).toBe(only);
});

const nowhere: UndoStage = new Proxy({} as UndoStage, {
  get: (_, name) => () => expect.fail(`${String(name)} of no host`),
});

/** Every file, mode, owner and link of what is anybody's; services, packages, containers, databases. */
const STATE = `cd /
find etc srv opt home usr/local var/www -name .chatops -prune -o -path etc/ld.so.cache -o -path etc/mtab -o -printf '%p %y %m %u:%g %l\\n' | sort
find etc srv opt home usr/local var/www -name .chatops -prune -o -path etc/ld.so.cache -o -type f -print0 | sort -z | xargs -0 sha256sum
dpkg-query -W -f '\${Package} \${Version} \${db:Status-Abbrev}\\n' | sort
for one in nginx cron postgresql; do printf '%s ' "$one"; service "$one" status >/dev/null 2>&1 && echo runs || echo stopped; done
systemctl is-enabled nginx cron postgresql 2>/dev/null
curl -s --max-time 3 http://127.0.0.1/health || echo 'nginx: nothing'
podman ps -aq | xargs -r podman inspect --format '{{.Id}} {{.Name}} {{.State.Running}}' | sort
curl -s --max-time 3 http://127.0.0.1:8080/ || echo 'shop: nothing'
for one in $(runuser -u postgres -- psql -At -c 'select datname from pg_database where datallowconn order by 1'); do
  echo "$one"; runuser -u postgres -- pg_dump "$one" | grep -v '^.restrict\\|^.unrestrict' | sha256sum
done
runuser -u postgres -- psql -At -c 'select datname, datacl, datconnlimit, datallowconn from pg_database order by 1'
`;

describe.each(['systemd', 'sysv'] as const)('on a server with %s: state before = state after', (init) => {
  let hosts: Hosts;
  let steps: ActionsOnHosts;
  const digests = new Map<string, string>();
  const sh = async (script: string) => (await hosts.host('app-01').sh(script)).trim();
  beforeAll(async () => {
    hosts = await startHosts({
      'app-01': { services: ['nginx', 'cron', 'postgresql'], init },
      registry: { services: ['docker-registry'], init: 'sysv' },
    });
    steps = await actionsOnHosts(hosts);
    // A service that is still starting would differ before and after for no doing of a step.
    if (init === 'systemd') await sh('systemctl is-system-running --wait >/dev/null || true');
    // What it analyses meanwhile would count as writing.
    await sh(
      "runuser -u postgres -- psql -qc 'alter system set autovacuum = off' -c 'select pg_reload_conf()' >/dev/null",
    );
    await makePackages(hosts.host('app-01'));
    for (const version of ['v1', 'v2']) digests.set(version, await sh(buildImage(version)));
    await sh('podman rmi -fa >/dev/null 2>&1 || true');
  });
  afterAll(async () => {
    await steps?.close();
    await hosts?.stop();
  });
  const stage: UndoStage = {
    get host() {
      return hosts.host('app-01');
    },
    sh,
    async backUp(uses, input) {
      const { outcome } = await steps.change('app-01', uses, input);
      const id = outcome.kind === 'done' ? outcome.outputs.id : undefined;
      if (typeof id !== 'string') throw new Error(`no backup: ${JSON.stringify(outcome)}`);
      return id;
    },
    image: (version) => `registry:5000/shop:${version}@${digests.get(version)}`,
  };

  // What starts services is all that differs between the two, so the second server tries only what depends on it.
  const rows = undoRows.filter(
    ({ uses, only }) => only === undefined && (init === 'systemd' || /^(service|files|package)[.]/.test(uses)),
  );
  test.each(rows)('$uses $name', async ({ uses, prepare, input, tidy }) => {
    if (prepare !== undefined) await sh(prepare);
    const asked: Outputs = await input(stage);
    const before = await sh(STATE);
    const { outcome, undo } = await steps.change('app-01', uses, asked);
    expect(outcome).toMatchObject({ kind: 'done', changed: true });
    // An undoing of nothing would prove nothing.
    expect(await sh(STATE)).not.toBe(before);
    expect(await undo()).toMatchObject({ kind: 'done' });
    expect(await sh(STATE)).toBe(before);
    if (tidy !== undefined) await sh(tidy);
  });
});

/** A web server that says its version; containers share their host's network there. */
const buildImage = (
  version: string,
) => `set -e; rm -rf /tmp/image; mkdir -p /tmp/image/www; cd /tmp/image; cp /bin/busybox .
echo ${version} >www/index.html
printf '%s\\n' "trap 'exit 0' TERM" '/busybox httpd -f -p $PORT -h /www & wait' >start
printf 'FROM scratch\\nCOPY busybox /busybox\\nCOPY www /www\\nCOPY start /start\\nENV PORT=8080\\nENTRYPOINT ["/busybox", "sh", "/start"]\\n' >Containerfile
podman build -q -t registry:5000/shop:${version} . >/dev/null
podman push -q --digestfile digest registry:5000/shop:${version}
cat digest`;
