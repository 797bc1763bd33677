import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runLocally } from '../../execution/local-machine.fixture.js';
import type { CommandAction, Outputs, StepResult } from '../action.js';
import { sampleContext, sampleFacts } from '../action-context.fixture.js';
import { packageInstall } from './package-install.js';
import { packageList } from './package-list.js';
import { packageRevert } from './package-revert.js';
import { packageUpgradable } from './package-upgradable.js';
import { packageUpgrade } from './package-upgrade.js';

/** apt and dpkg, played by scripts over a file of installed `name version` lines; nothing of this machine is touched. */
const APT_GET = `#!/bin/sh
cd "$(dirname "$0")" || exit 9
echo "$*" >>asked
if [ -e broken ]; then echo 'E: dpkg was interrupted' >&2; exit 100; fi
case "$*" in
  '-s '*'sl-') echo 'Remv sl [5.02-1+b1]'; cat dependants 2>/dev/null; exit 0 ;;
  *' -- nosuch') echo 'E: Unable to locate package nosuch' >&2; exit 100 ;;
  *' upgrade'* | *upgrade) simulated='Inst libssl3 [3.0.1] (3.0.2 Debian-Security:12/stable-security [amd64])
Inst bash [5.1] (5.2 Debian:12/stable [amd64])' ;;
  *'--only-upgrade'*) simulated='Inst libssl3 [3.0.1] (3.0.2 Debian-Security:12/stable-security [amd64])' ;;
  *'sl- '* | *sl-) grep -v '^sl ' installed >kept; mv kept installed; exit 0 ;;
  *) simulated=$(cat plan 2>/dev/null || echo 'Inst libsl [1.0] (1.1 Debian:12/stable [amd64])
Inst sl (5.02-1+b1 Debian:12/stable [amd64])') ;;
esac
case " $* " in *' -s '*) printf '%s\\nConf sl (5.02-1+b1)\\n' "$simulated"; exit 0 ;; *' update '*) mv newer plan 2>/dev/null; exit 0 ;; esac
printf '%s\\n' "$simulated" | sed -n 's/^Inst \\([^ ]*\\) .*(\\([^ ]*\\) .*/\\1 \\2/p' | while read -r name version; do
  grep -v "^$name " installed >kept; echo "$name $version" >>kept; mv kept installed
done
`;
const DPKG_QUERY = `#!/bin/sh
cd "$(dirname "$0")" || exit 9
while [ "$1" != -- ]; do shift; done
shift
if [ "$#" -eq 0 ]; then sed 's/^/ii  /' installed; fi
for name; do grep "^$name " installed | sed 's/^/ii  /'; done
`;
const APT_CACHE = `#!/bin/sh
printf ' libsl | 1.1 | http://deb.example.org stable/main\\n libsl | 1.0 | http://deb.example.org stable/main\\n'
`;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatops-apt-'));
  const tools = { 'apt-get': APT_GET, 'dpkg-query': DPKG_QUERY, 'apt-cache': APT_CACHE };
  for (const [name, text] of Object.entries(tools)) {
    await writeFile(join(folder, name), text);
    await chmod(join(folder, name), 0o755);
  }
  await writeFile(join(folder, 'installed'), 'bash 5.1\nlibsl 1.0\nlibssl3 3.0.1\n');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const env = () => ({ PATH: `${folder}:/usr/bin:/bin` });
const asked = () => readFile(join(folder, 'asked'), 'utf8');
async function run(action: CommandAction, input: Outputs, before?: Outputs): Promise<StepResult> {
  const context = before === undefined ? sampleContext() : { ...sampleContext(), before };
  return action.parse(await runLocally(action.command(input, context), env()), input, context);
}
async function probe(action: CommandAction, input: Outputs): Promise<Outputs> {
  if (action.probe === undefined) throw new Error('no probe');
  return action.probe.parse(await runLocally(action.probe.command(input, sampleContext()), env()), input);
}

describe('package.install', () => {
  const input = { packages: ['sl'] };

  it('finds out what it will do, does it, and tells versions before and after', async () => {
    const before = await probe(packageInstall, input);
    expect(before).toMatchObject({
      problem: null,
      plan: [
        { name: 'libsl', from: '1.0', to: '1.1' },
        { name: 'sl', from: null, to: '5.02-1+b1' },
      ],
    });
    expect(await run(packageInstall, input, before)).toMatchObject({
      kind: 'done',
      changed: true,
      outputs: {
        changes: [
          { name: 'libsl', from: '1.0', to: '1.1' },
          { name: 'sl', from: null, to: '5.02-1+b1' },
        ],
      },
      summary: { en: 'libsl 1.0 → 1.1, sl 5.02-1+b1 (new)', fr: 'libsl 1.0 → 1.1, sl 5.02-1+b1 (nouveau)' },
    });
    expect(await asked()).toMatch(/--no-remove install -- sl\n$/);
  });

  it.each<[string, Outputs, boolean]>([
    ['any version is there', { packages: ['bash'] }, true],
    ['that version is there', { packages: ['bash=5.1'] }, true],
    ['another version is there', { packages: ['bash=5.2'] }, false],
    ['one of two is missing', { packages: ['bash', 'sl'] }, false],
  ])('is already so? %s', async (_case, wanted, so) => {
    const told = packageInstall.probe?.alreadySo?.(await probe(packageInstall, wanted), wanted);
    expect(told !== undefined).toBe(so);
  });

  it('says what is wrong before anything starts, unless the index is fetched first', async () => {
    const unknown = { packages: ['nosuch'] };
    const before = await probe(packageInstall, unknown);
    expect(packageInstall.refuse?.(before, unknown)?.en).toMatch(/Unable to locate package nosuch.*refresh: true/);
    const fresh = { ...unknown, refresh: true };
    expect(packageInstall.refuse?.(await probe(packageInstall, fresh), fresh)).toBeUndefined();
  });

  it('installs with a fresh index what was planned, and nothing when that makes it another plan', async () => {
    const fresh = { ...input, refresh: true };
    const before = await probe(packageInstall, fresh);
    await writeFile(join(folder, 'newer'), 'Inst libsl [1.0] (1.2 x [amd64])\nInst sl (5.03 x [amd64])\n');
    expect(await run(packageInstall, fresh, before)).toMatchObject({
      kind: 'failed',
      reason: { en: expect.stringMatching(/^nothing was changed: .*\(libsl 1\.2, sl 5\.03\)/) },
    });
    expect(await readFile(join(folder, 'installed'), 'utf8')).not.toMatch(/^sl /m);
    expect(await run(packageInstall, fresh, await probe(packageInstall, fresh))).toMatchObject({ changed: true });
  });

  it('gives the line that matters when the tool fails', async () => {
    await writeFile(join(folder, 'broken'), '');
    expect(await run(packageInstall, input, {})).toMatchObject({
      kind: 'failed',
      reason: { en: 'the package manager gave up: E: dpkg was interrupted' },
    });
  });

  it('does not believe a tool that ended well without doing it', async () => {
    expect(await run(packageInstall, { packages: ['sl=9.9'] }, {})).toMatchObject({
      kind: 'failed',
      reason: { en: expect.stringMatching(/sl=9.9 is not installed so/) },
    });
  });

  it('is undone: what came goes, what was replaced comes back', async () => {
    const undo = packageInstall.inverse?.(input, await probe(packageInstall, input), undefined);
    expect(undo).toMatchObject({ uses: 'package.revert', with: { install: ['libsl=1.0'], remove: ['sl'] } });
    await run(packageRevert, { install: ['libsl=1.0'], remove: ['sl'] });
    expect(await asked()).toMatch(/--allow-downgrades install -- libsl=1.0 sl-\n$/);
  });

  it('takes nothing back that others installed since need', async () => {
    await run(packageInstall, input, await probe(packageInstall, input));
    const undo = { install: ['libsl=1.0'], remove: ['sl'] };
    await writeFile(join(folder, 'dependants'), 'Remv sl-games:amd64 [1.0]\n');
    expect(await run(packageRevert, undo)).toMatchObject({
      kind: 'failed',
      reason: { en: expect.stringMatching(/^nothing was taken back: .* \(sl-games\)/) },
    });
    expect(await readFile(join(folder, 'installed'), 'utf8')).toContain('sl 5.02');
  });

  it('cannot be undone when the version before is gone', async () => {
    const before = await probe(packageInstall, input);
    expect(packageInstall.inverse?.(input, { ...before, available: ['libsl=1.1'] }, undefined)).toMatchObject({
      kind: 'impossible',
      because: { en: 'the version before is no longer to be had: libsl=1.0' },
    });
  });

  it('says where there is nothing to install with', () => {
    const facts = { ...sampleFacts, packageManager: 'none' } as const;
    expect(packageInstall.unsupported?.(facts, input)?.en).toMatch(/apt, dnf or apk/);
    expect(packageInstall.unsupported?.(sampleFacts, input)).toBeUndefined();
  });
});

describe('package.upgrade', () => {
  it.each<[string, Outputs, string, RegExp]>([
    ['all', { all: true }, 'bash', /--with-new-pkgs upgrade\n$/],
    ['security updates only', { security: true }, 'libssl3', /--only-upgrade install -- libssl3\n$/],
    ['those named', { packages: ['libssl3'] }, 'libssl3', /--only-upgrade install -- libssl3\n$/],
  ])('upgrades %s', async (_case, input, name, command) => {
    const before = await probe(packageUpgrade, input);
    const result = await run(packageUpgrade, input, before);
    if (result.kind !== 'done') throw new Error(result.reason.en);
    expect(result.outputs.changes).toContainEqual(expect.objectContaining({ name }));
    expect(await asked()).toMatch(command);
  });

  it('is already so where there is nothing newer', () => {
    const before = { problem: null, plan: [], versions: {}, available: [] };
    expect(packageUpgrade.probe?.alreadySo?.(before, { all: true })?.fr).toBe("il n'y a rien à mettre à jour");
    expect(packageUpgrade.probe?.alreadySo?.(before, { all: true, refresh: true })).toBeUndefined();
    expect(packageUpgrade.probe?.alreadySo?.({ ...before, problem: 'x' }, { all: true })).toBeUndefined();
  });
});

describe('package.list and package.upgradable', () => {
  it('list what is installed', async () => {
    expect(await run(packageList, { pattern: 'lib*' })).toMatchObject({
      outputs: { count: 2, packages: [{ name: 'libsl', version: '1.0' }, { name: 'libssl3' }] },
    });
    expect(await run(packageList, { pattern: 'nginx' })).toMatchObject({ kind: 'done', outputs: { count: 0 } });
  });

  it('tell security updates from others', async () => {
    expect(await run(packageUpgradable, {})).toMatchObject({ outputs: { count: 2, security: 1 } });
    expect(await run(packageUpgradable, { securityOnly: true })).toMatchObject({ outputs: { count: 1, security: 1 } });
  });

  it('do not take a broken tool for an up-to-date server', async () => {
    await writeFile(join(folder, 'broken'), '');
    expect(await run(packageUpgradable, {})).toMatchObject({
      kind: 'failed',
      reason: { en: expect.stringMatching(/dpkg was interrupted/) },
    });
  });
});
