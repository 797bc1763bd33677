import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readSettings } from '@chatops-commander/cli/settings/read-settings';
import { settings } from '@chatops-commander/cli/settings/setting';
import { cacheFolder } from '@chatops-commander/devstack/cache-folder';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { findGoProgram } from '../scripts/setup/go-program.mjs';
import { helmProgram } from '../scripts/setup/helm.mjs';

const chart = fileURLToPath(new URL('../charts/chatops-commander', import.meta.url));
const minimal = join(chart, 'ci/minimal-values.yaml');
const full = join(chart, 'ci/full-values.yaml');

/** Settings that the chart leaves out, and why. */
const leftOut: Readonly<Record<string, string>> = {
  SSH_AUTH_SOCK: 'a pod has no agent; its keys are secrets',
  PRIVATE_KEY_PATH: 'the key comes as PRIVATE_KEY, from a secret',
};

const found = await findGoProgram(helmProgram, { env: process.env, cache: cacheFolder(process.env) });
// On a developer's machine without Helm these cannot run; in CI that would hide a defect, so there they must.
const available = process.env.CI === 'true' || found !== undefined;
const run = promisify(execFile);
const helm = async (...args: string[]): Promise<string> => (await run(found ?? 'helm', args)).stdout;

/** As much of Kubernetes' objects as the tests look into. */
interface Variable {
  readonly name: string;
  readonly value?: string;
}
interface Container {
  readonly name: string;
  readonly env: readonly Variable[];
  readonly envFrom?: readonly unknown[];
  readonly securityContext: unknown;
}
interface Pod {
  readonly containers: readonly [Container];
  readonly securityContext: { readonly runAsUser: number };
  readonly serviceAccountName?: string;
}
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec?: { readonly template?: { readonly spec: Pod } };
  readonly data?: Readonly<Record<string, string>>;
}

const template = async (...args: string[]): Promise<Manifest[]> =>
  parseAllDocuments(await helm('template', 'ops', chart, ...args)).flatMap((document) => {
    const manifest: Manifest | null = document.toJS();
    return manifest === null ? [] : [manifest];
  });
const podsOf = (manifests: readonly Manifest[]): Pod[] =>
  manifests.flatMap(({ spec }) => (spec?.template === undefined ? [] : [spec.template.spec]));
function containerOf(manifests: readonly Manifest[], component: string): Container {
  const container = podsOf(manifests).find((pod) => pod.containers[0].name === component)?.containers[0];
  return container ?? expect.fail(`no container "${component}"`);
}

/** A container's environment as Kubernetes makes it: the ConfigMap, then its own; secrets by their name. */
function environmentOf(manifests: readonly Manifest[], component: string): Record<string, string> {
  const config = manifests.find(({ kind }) => kind === 'ConfigMap')?.data ?? {};
  const container = containerOf(manifests, component);
  return {
    ...(container.envFrom === undefined ? {} : config),
    ...Object.fromEntries(container.env.map(({ name, value }) => [name, value ?? `secret ${name}`])),
  };
}

describe.runIf(available)('the Helm chart', () => {
  test.each([
    ['the least', minimal],
    ['everything', full],
  ])('is without blemish to helm lint, with %s', async (_name, values) => {
    expect(await helm('lint', '--strict', chart, '--values', values)).toContain('0 chart(s) failed');
  });

  test('makes app, worker, migration, and what they stand on', async () => {
    const made = (await template('--values', minimal)).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(made.sort()).toEqual([
      'ConfigMap ops-chatops-commander',
      'Deployment ops-chatops-commander-app',
      'Deployment ops-chatops-commander-worker',
      'Job ops-chatops-commander-migrate',
      'PersistentVolumeClaim ops-chatops-commander-backups',
      'Service ops-chatops-commander',
      'ServiceAccount ops-chatops-commander',
    ]);
  });

  test('makes no Service and no probes without webhooks, and asks for no secret of theirs', async () => {
    const off = ['--set-string', 'github.webhooks=off', '--set', 'secrets.webhookSecret.existingSecret='];
    const manifests = await template('--values', minimal, ...off);
    expect(manifests.map(({ kind }) => kind)).not.toContain('Service');
    expect(JSON.stringify(manifests)).not.toMatch(/livenessProbe|WEBHOOK_SECRET/);
  });

  test.each([
    ['the least', minimal],
    ['everything', full],
  ])('runs nothing as root, writes to no image and mounts no token, with %s', async (_name, values) => {
    const pods = podsOf(await template('--values', values));
    expect(pods).toHaveLength(3);
    for (const pod of pods) {
      expect(pod).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true } });
      expect(pod.securityContext.runAsUser).toBeGreaterThan(0);
      for (const { securityContext } of pod.containers)
        expect(securityContext).toMatchObject({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
    }
  });

  test('migrates before the rest of a release, with nothing that comes with the release', async () => {
    const job = (await template('--values', minimal)).find(({ kind }) => kind === 'Job');
    expect(job?.metadata.annotations).toMatchObject({ 'helm.sh/hook': 'pre-install,pre-upgrade' });
    expect(job?.spec?.template?.spec).toMatchObject({ containers: [{ name: 'migrate' }] });
    expect(job?.spec?.template?.spec.serviceAccountName).toBeUndefined();
    expect(job?.spec?.template?.spec.containers[0].envFrom).toBeUndefined();
  });

  test('every variable is a setting, and every setting can be set', async () => {
    const manifests = [...(await template('--values', full)), ...(await template('--values', minimal))];
    const apiUrl = ['--set', 'github.apiUrl=https://git.example.com/api/v3'];
    manifests.push(...(await template('--values', minimal, ...apiUrl)));
    const given = new Set([
      ...manifests.flatMap(({ data }) => Object.keys(data ?? {})),
      ...podsOf(manifests).flatMap((pod) => pod.containers[0].env.map(({ name }) => name)),
    ]);
    const known = settings.map(({ name }) => name).filter((name) => !(name in leftOut));
    expect([...given].sort()).toEqual(known.sort());
  });

  test.each([
    ['app', ['github', 'webhooks', 'database']],
    ['worker', ['github', 'database']],
    ['migrate', ['database']],
  ] as const)('%s takes the environment that it is given', async (component, needs) => {
    const environment = environmentOf(await template('--values', minimal), component);
    const secrets = {
      PRIVATE_KEY: '-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----',
      DATABASE_URL: 'postgres://u:p@h/d',
    };
    for (const [name, value] of Object.entries(secrets)) if (name in environment) environment[name] = value;
    const read = readSettings(environment, needs);
    expect(read.temporal.address).toBe('temporal-frontend.temporal:7233');
    if (component !== 'migrate') expect(read.github?.appId).toBe(123456);
  });

  test.each([
    ['no image', ['image.repository=null'], /repository/],
    ['no app', ['github.appId=null'], /appId/],
    ['an app that is no number', ['github.appId=mine'], /appId/],
    ['a bare on for webhooks', ['github.webhooks=true'], /webhooks/],
    ['webhooks without their secret', ['secrets.webhookSecret.existingSecret='], /webhookSecret/],
    ['no database', ['secrets.databaseUrl=null'], /databaseUrl/],
    ['a secret written down', ['secrets.databaseUrl.value=postgres://u:p@h/d'], /value/],
    ['an address without port', ['temporal.address=temporal'], /address/],
    ['certificates without their secret', ['temporal.tlsFiles.ca=true'], /existingSecret/],
    ['root', ['podSecurityContext.runAsUser=0'], /runAsUser/],
    ['a value that does not exist', ['worker.replica=2'], /replica/],
    ['workers that do not see the backups of each other', ['worker.replicas=2'], /ReadWriteMany/],
    ['workers, each with backups of its own', ['worker.replicas=2', 'backups.persistent=false'], /backups\.persistent/],
  ])('refuses %s', async (_name, changes, because) => {
    const values = changes.flatMap((change) => ['--set', change]);
    await expect(template('--values', minimal, ...values)).rejects.toThrow(because);
  });
});
