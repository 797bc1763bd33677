import type { StepOutcome } from '@chatops-commander/engine/execution/step-run';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Hosts, startHosts } from '../hosts/start-hosts.js';
import { type StepsOnHost, stepsOnHost } from './steps-on-host.js';

let hosts: Hosts;
let steps: StepsOnHost;
const digests = new Map<string, string>();
const KEY = 'a secret & "quoted"\n';
beforeAll(async () => {
  hosts = await startHosts({
    'app-01': { init: 'sysv' },
    registry: { services: ['docker-registry'], init: 'sysv' },
  });
  // This kernel setting of a network of its own is closed to containers on a test host.
  await sh("sed -i 's/^.containers.$/&\\ndefault_sysctls = []/' /etc/containers/containers.conf");
  for (const [version, serve] of Object.entries(VERSIONS)) digests.set(version, await build(version, serve));
  await sh('podman rmi -fa >/dev/null 2>&1 || true');
});
afterAll(() => hosts?.stop());
beforeEach(async () => {
  steps = await stepsOnHost(hosts, 'app-01', { secrets: { 'shop-key': KEY } });
});
afterEach(async () => {
  await steps.close();
  await sh('podman rm -fa -t 0 >/dev/null 2>&1; podman secret rm -a >/dev/null 2>&1; true');
});

const sh = async (script: string) => (await hosts.host('app-01').sh(script)).trim();

/** Containers share their host's network here, so that one beside takes another port. */
const SERVE = '/busybox httpd -f -p $PORT -h /www & wait';
const VERSIONS = {
  v1: SERVE,
  v2: SERVE,
  dies: 'echo "no configuration" >&2; exit 3',
  // Well while it is tried, not where it would be in place.
  sick: `if [ "$PORT" = 8080 ]; then exec /busybox sleep 100; fi; ${SERVE}`,
};
async function build(version: string, serve: string): Promise<string> {
  const script = `set -e; rm -rf /srv/image; mkdir -p /srv/image/www; cd /srv/image; cp /bin/busybox .
    echo ${version} >www/index.html
    cat >start <<'END'
trap 'exit 0' TERM
${serve}
END
    printf 'FROM scratch\\nCOPY busybox /busybox\\nCOPY www /www\\nCOPY start /start\\nENV PORT=8080\\nENTRYPOINT ["/busybox", "sh", "/start"]\\n' >Containerfile
    podman build -q -t registry:5000/shop:${version} . >/dev/null
    podman push -q --digestfile digest registry:5000/shop:${version}
    cat digest`;
  return sh(script);
}
const image = (version: keyof typeof VERSIONS) => `registry:5000/shop:${version}@${digests.get(version)}`;
const shop = (version: keyof typeof VERSIONS, more = {}) => ({
  name: 'shop',
  image: image(version),
  health: { url: 'http://127.0.0.1:8080/', within: '3s' },
  trial: { env: { PORT: '18080' }, url: 'http://127.0.0.1:18080/' },
  ...more,
});
const deploy = (id: string, version: keyof typeof VERSIONS, more = {}) =>
  steps.change(id, 'container.deploy', shop(version, more));
const undo = (id: string, version: keyof typeof VERSIONS, more = {}) =>
  steps.undo(id, 'container.deploy', shop(version, more));
const served = () => sh('curl -s --max-time 3 http://127.0.0.1:8080/ || echo nothing');
const stateOf = () =>
  sh("podman ps -aq | xargs -r podman inspect --format '{{.Id}} {{.Name}} {{.State.Running}}' | sort");
const reason = (outcome: StepOutcome) => ('reason' in outcome ? outcome.reason.en : outcome.kind);

describe('container.deploy', () => {
  it('deploys, replaces, keeps the one before, and goes back to nothing', async () => {
    expect(await deploy('one', 'v1')).toMatchObject({ kind: 'done', outputs: { running: true, previous: null } });
    expect(await served()).toBe('v1');
    const before = await stateOf();
    expect(await deploy('two', 'v2')).toMatchObject({ kind: 'done', outputs: { previous: expect.any(String) } });
    expect(await served()).toBe('v2');
    expect(await sh("podman ps -a --format '{{.Names}}' | wc -l")).toBe('2');
    expect(await undo('two', 'v2')).toMatchObject({ kind: 'done' });
    expect([await served(), await stateOf()]).toEqual(['v1', before]);
    expect(await undo('one', 'v1')).toMatchObject({ kind: 'done' });
    expect(await stateOf()).toBe('');
  });

  it('does nothing where that very deployment runs already, and does it again where it does not run', async () => {
    await deploy('one', 'v1');
    const before = await stateOf();
    expect(await deploy('two', 'v1')).toMatchObject({ kind: 'already-so' });
    expect(await stateOf()).toBe(before);
    await sh('podman stop -t 0 shop');
    expect(await deploy('three', 'v1')).toMatchObject({ kind: 'done' });
    expect(await served()).toBe('v1');
  });

  it.each<[string, keyof typeof VERSIONS, RegExp, boolean]>([
    ['ends at once', 'dies', /not get healthy beside, shop was not touched: no configuration/, true],
    ['is well beside and not in place', 'sick', /not get healthy in place; the shop of before is back/, false],
  ])('leaves what is there when the new one %s', async (_case, version, message, untouched) => {
    await deploy('one', 'v1');
    const before = await stateOf();
    const outcome = await deploy('two', version);
    expect(reason(outcome)).toMatch(message);
    expect([await served(), await stateOf()]).toEqual(['v1', before]);
    expect(await undo('two', version)).toMatchObject({ kind: 'done' });
    expect([await served(), await stateOf()]).toEqual(['v1', before]);
    expect(untouched).toBe(!reason(outcome).includes('in place'));
  });

  it('says so when the image is not there, and touches nothing', async () => {
    await deploy('one', 'v1');
    const wrong = `registry:5000/shop:v1@sha256:${'0'.repeat(64)}`;
    expect(reason(await deploy('two', 'v1', { image: wrong }))).toMatch(/could not be pulled, shop was not touched/);
    expect(await served()).toBe('v1');
  });

  const SWAP = 'podman rename shop shop-chatops-swap';
  const STOP = 'podman stop -t 0 shop-chatops-swap';
  it.each<[string, (version: string) => string[]]>([
    ['before the new one was made', () => [SWAP, STOP]],
    ['before the one before ended', (made) => [SWAP, `podman create --name shop ${made}`]],
    ['before the new one was started', (made) => [SWAP, `podman create --name shop ${made}`, STOP]],
  ])('puts back, with its undo, what a deployment left that was cut %s', async (_case, cut) => {
    await deploy('one', 'v1');
    const before = await stateOf();
    await sh(cut(image('v2')).join('; '));
    expect(reason(await deploy('two', 'dies'))).toMatch(/shop was not touched/);
    expect([await served(), await stateOf()]).toEqual(['v1', before]);
    expect(await undo('two', 'dies')).toMatchObject({ kind: 'done' });
    expect([await served(), await stateOf()]).toEqual(['v1', before]);
  });

  it.each<[string, keyof typeof VERSIONS, string]>([
    ['puts the one before back where the new one of a cut deployment does not get healthy', 'sick', 'v1'],
    ['keeps the new one of a cut deployment where it is healthy', 'v2', 'v2'],
  ])('%s', async (_case, started, serves) => {
    await deploy('one', 'v1');
    await sh(`${SWAP}; ${STOP}; podman run -d --name shop ${image(started)}`);
    expect(reason(await deploy('two', 'dies'))).toMatch(/shop was not touched/);
    expect(await served()).toBe(serves);
    const names = await sh("podman ps -a --format '{{.Names}}' | sort");
    expect(names).toMatch(serves === 'v1' ? /^shop$/ : /^shop\nshop-chatops-[0-9a-f]{12}$/);
  });

  it('brings nothing back that people removed on purpose: the one kept from before stays as it is', async () => {
    await deploy('one', 'v1');
    await deploy('two', 'v2');
    await sh('podman rm -f -t 0 shop');
    const kept = await stateOf();
    expect(kept).toMatch(/ shop-chatops-[0-9a-f]{12} false$/);
    expect(reason(await deploy('three', 'dies'))).toMatch(/not get healthy beside/);
    expect([await served(), await stateOf()]).toEqual(['nothing', kept]);
    expect(await deploy('four', 'v2')).toMatchObject({ kind: 'done', outputs: { previous: null } });
    expect(await undo('four', 'v2')).toMatchObject({ kind: 'done' });
    expect([await served(), await stateOf()]).toEqual(['nothing', kept]);
  });

  it('ends the one before only when the new one is healthy, where no port stands in the way', async () => {
    const apart = (version: keyof typeof VERSIONS) => ({
      image: image(version),
      network: 'none',
      health: { exec: ['/busybox', 'test', '-f', '/www/index.html'], within: '3s' },
      trial: {},
    });
    const first = await steps.change('one', 'container.deploy', { name: 'shop', ...apart('v1') });
    expect(reason(first)).toBe('done');
    const outcome = await steps.change('two', 'container.deploy', { name: 'shop', ...apart('v2') });
    expect(outcome).toMatchObject({ kind: 'done', outputs: { gapMilliseconds: null } });
    const times = await sh(
      "podman inspect --format '{{.State.StartedAt.UnixMilli}}' shop; podman ps -aq --filter name=shop-chatops | xargs podman inspect --format '{{.State.FinishedAt.UnixMilli}}'",
    );
    const [started, ended] = times.split('\n').map(Number);
    expect(ended).toBeGreaterThan(Number(started));
  });

  it('says how long nobody answered, where only one can hold the ports', async () => {
    await deploy('one', 'v1');
    const outcome = await deploy('two', 'v2');
    expect(outcome).toMatchObject({ kind: 'done', outputs: { gapMilliseconds: expect.any(Number) } });
    expect('summary' in outcome ? outcome.summary.en : '').toMatch(/healthy, \d+\.\d s after the one before ended/);
  });

  it('does not undo what somebody else deployed since', async () => {
    await deploy('one', 'v1');
    await deploy('two', 'v2');
    await deploy('three', 'v1', { env: { A: 'b' } });
    expect(reason(await undo('two', 'v2'))).toMatch(/gone|somebody else deployed shop since/);
    expect(await served()).toBe('v1');
  });

  it('gives secrets as files, and in no argument, variable or label', async () => {
    const secrets = { secrets: { key: 'secret:shop-key' } };
    expect(await deploy('one', 'v1', secrets)).toMatchObject({ kind: 'done' });
    expect(await sh('podman exec shop /busybox cat /run/secrets/key')).toBe(KEY.trim());
    expect(await sh('podman inspect shop')).not.toContain('a secret');
    expect(await sh('podman exec shop /busybox env')).not.toContain('a secret');
  });

  it('passes words on as they are', async () => {
    const odd = '$(touch /tmp/owned) `id` "x" \'y\' ; z=é';
    expect(await deploy('one', 'v1', { env: { ODD: odd }, args: [odd] })).toMatchObject({ kind: 'done' });
    expect(await sh('podman exec shop /busybox env')).toContain(`ODD=${odd}\n`);
    expect(await sh('ls /tmp/owned 2>/dev/null || true')).toBe('');
  });

  it('asks within the container where that is wanted', async () => {
    const health = (exec: string[]) => ({ health: { exec, within: '3s' }, trial: { env: { PORT: '18080' } } });
    expect(await deploy('one', 'v1', health(['/busybox', 'test', '-f', '/www/index.html']))).toMatchObject({
      kind: 'done',
    });
    expect(reason(await deploy('two', 'v2', health(['/busybox', 'false'])))).toMatch(/not get healthy beside/);
  });
});

describe('registry.check', () => {
  it('gives the digest that a deployment is pinned by, where the inventory names the registry', async () => {
    const name = `${hosts.host('registry').address}:5000`;
    const registries = { [name]: { http: true } };
    const asking = await stepsOnHost(hosts, 'app-01', { inventory: { registries } });
    try {
      const found = await asking.read('registry.check', { image: `${name}/shop`, tag: 'v1' });
      expect(found).toMatchObject({ kind: 'done', outputs: { exists: true, digest: digests.get('v1') } });
      expect(found).toMatchObject({ outputs: { created: expect.stringMatching(/^20/) } });
      const absent = await asking.read('registry.check', { image: `${name}/shop`, tag: 'v9' });
      expect(absent).toMatchObject({ kind: 'done', outputs: { exists: false } });
    } finally {
      await asking.close();
    }
  });
});

describe('reading and restarting containers', () => {
  it('lists, shows state and logs', async () => {
    await deploy('one', 'v1');
    await sh(
      "podman run --name done registry:5000/shop@$(podman inspect --format '{{.ImageDigest}}' shop) true || true",
    );
    expect(await steps.read('container.list', {})).toMatchObject({
      kind: 'done',
      outputs: {
        running: 1,
        containers: expect.arrayContaining([expect.objectContaining({ name: 'shop', state: 'running' })]),
      },
    });
    expect(await steps.read('container.status', { name: 'shop' })).toMatchObject({
      kind: 'done',
      outputs: {
        running: true,
        state: 'running',
        startedAt: expect.stringMatching(/^20/),
        image: expect.stringContaining('shop'),
      },
    });
    await sh(
      `podman run -d --name chatty --entrypoint /busybox registry:5000/shop@${digests.get('v1')} sh -c 'echo one; echo two >&2; exec /busybox sleep 1000'`,
    );
    await expect
      .poll(() => steps.read('container.logs', { name: 'chatty', lines: 5 }))
      .toMatchObject({ outputs: { lines: expect.arrayContaining(['one', 'two']) } });
  });

  it.each(['container.status', 'container.logs'])('%s says so when there is none of that name', async (uses) => {
    expect(reason(await steps.read(uses, { name: 'nobody' }))).toMatch(/there is no container nobody/);
  });

  it('restarts one that runs: nothing to undo', async () => {
    await deploy('one', 'v1');
    const started = await sh("podman inspect --format '{{.State.StartedAt}}' shop");
    expect(await steps.change('again', 'container.restart', { name: 'shop' })).toMatchObject({
      kind: 'done',
      undo: { kind: 'nothing' },
    });
    expect(await sh("podman inspect --format '{{.State.StartedAt}}' shop")).not.toBe(started);
  });

  it('restarts one that was stopped, and its undo stops it again', async () => {
    await deploy('one', 'v1');
    await sh('podman stop -t 0 shop');
    const before = await stateOf();
    await steps.change('again', 'container.restart', { name: 'shop' });
    expect(await served()).toBe('v1');
    expect(await steps.undo('again', 'container.restart', { name: 'shop' })).toMatchObject({ kind: 'done' });
    expect(await stateOf()).toBe(before);
  });
});
