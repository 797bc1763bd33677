import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TemporalAddress } from '@chatops-commander/workflows/connect';
import { type BucketSettings, readBackupSettings } from './read-backup-settings.js';
import { type Part, type Setting, type SettingName, settings } from './setting.js';

/** Everything that the environment says, checked. */
export interface Settings {
  readonly github: { readonly apiUrl: string; readonly appId: number; readonly privateKey: string } | undefined;
  readonly webhooks: { readonly secret: string; readonly port: number; readonly host: string } | undefined;
  readonly temporal: TemporalAddress;
  readonly taskQueue: string;
  readonly temporalUiUrl: string | undefined;
  /** Undefined without a key: the catalog plans alone. */
  readonly model: ModelSettings | undefined;
  /** HOST:PORT; undefined: no metrics are shown. */
  readonly metricsAddress: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** Undefined: backups lie in a folder of `dataDir`. */
  readonly backups?: BucketSettings | undefined;
  readonly secretsDir: string;
  /** Days for which what commands print is kept; 0: for ever. */
  readonly outputDays: number;
  readonly sshAgent?: string | undefined;
  readonly readOnly: boolean;
  readonly logLevel: string;
}
export interface ModelSettings {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly model: string;
  /** US dollars; undefined: no limit. */
  readonly dailyBudget: number | undefined;
  /** US dollars per million tokens; undefined: the list prices. */
  readonly prices: { readonly input: number; readonly output: number } | undefined;
}
export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that is wrong with the environment, at once. */
export class InvalidSettings extends Error {
  constructor(readonly problems: readonly string[]) {
    super(
      `${problems.length === 1 ? 'A setting is' : `${problems.length} settings are`} not right:\n${problems.map((problem) => `  - ${problem}`).join('\n')}\nRun \`chatops help config\` for what each one means.`,
    );
    this.name = 'InvalidSettings';
  }
}

/**
 * Reads and checks all settings together.
 *
 * @param needs parts without which the caller cannot work.
 * @throws {InvalidSettings} with every problem there is.
 */
export function readSettings(environment: Environment, needs: readonly Part[]): Settings {
  const problems: string[] = [];
  const get = (name: SettingName): string | undefined => {
    const setting: Setting | undefined = settings.find((one) => one.name === name);
    const text = environment[name]?.trim();
    return text ? text : setting?.fallback;
  };
  for (const setting of settings as readonly Setting[]) {
    const text = environment[setting.name]?.trim();
    const because = text ? setting.check?.(text) : undefined;
    if (because !== undefined) problems.push(`${setting.name} ${because}${setting.secret ? '' : `; it is "${text}"`}`);
  }
  const file = (name: SettingName): Buffer | undefined => {
    const path = get(name);
    if (path === undefined) return undefined;
    try {
      return readFileSync(path);
    } catch (error) {
      problems.push(`${name}: ${path} cannot be read (${error instanceof Error ? error.message : String(error)})`);
      return undefined;
    }
  };
  const github = readGitHub(get, file, needs, problems);
  const webhooks = readWebhooks(get, needs, problems);
  const databaseUrl = get('DATABASE_URL');
  if (needs.includes('database') && databaseUrl === undefined)
    problems.push('DATABASE_URL is missing: postgres://user:password@host/database');
  const temporal = readTemporal(get, file, problems);
  const backups = readBackupSettings(get, problems);
  if (problems.length > 0) throw new InvalidSettings(problems);
  return {
    github,
    webhooks,
    temporal,
    taskQueue: get('TEMPORAL_TASK_QUEUE') ?? 'chatops',
    temporalUiUrl: get('TEMPORAL_UI_URL')?.replace(/\/$/, ''),
    model: readModel(get),
    metricsAddress: get('METRICS_ADDRESS'),
    databaseUrl,
    dataDir: resolve(get('CHATOPS_DATA_DIR') ?? '.chatops-dev'),
    backups,
    secretsDir: resolve(get('CHATOPS_SECRETS_DIR') ?? 'secrets'),
    sshAgent: get('SSH_AUTH_SOCK'),
    outputDays: Number(get('CHATOPS_OUTPUT_DAYS') ?? 90),
    readOnly: isOn(get('CHATOPS_READ_ONLY')),
    logLevel: get('LOG_LEVEL') ?? 'info',
  };
}

type Get = (name: SettingName) => string | undefined;
type ReadFile = (name: SettingName) => Buffer | undefined;
const isOn = (text: string | undefined): boolean => text === 'true' || text === '1' || text === 'on';

function readGitHub(get: Get, file: ReadFile, needs: readonly Part[], problems: string[]): Settings['github'] {
  const appId = get('APP_ID');
  const privateKey = get('PRIVATE_KEY')?.replaceAll('\\n', '\n') ?? file('PRIVATE_KEY_PATH')?.toString('utf8');
  if (appId === undefined && privateKey === undefined) {
    if (needs.includes('github'))
      problems.push('APP_ID and PRIVATE_KEY_PATH are missing: create a GitHub App as docs/github-app.md says');
    return undefined;
  }
  if (appId === undefined) problems.push('APP_ID is missing: it stands on the settings page of the GitHub App');
  if (privateKey === undefined)
    problems.push(
      'PRIVATE_KEY or PRIVATE_KEY_PATH is missing: generate a private key on the settings page of the GitHub App',
    );
  else if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(privateKey))
    problems.push('the private key is not PEM: it must begin with -----BEGIN … PRIVATE KEY-----');
  const host = get('GHE_HOST');
  const apiUrl = host === undefined ? (get('GITHUB_API_URL') ?? '') : `https://${host}/api/v3`;
  return { appId: Number(appId), privateKey: privateKey ?? '', apiUrl: apiUrl.replace(/\/$/, '') };
}

function readWebhooks(get: Get, needs: readonly Part[], problems: string[]): Settings['webhooks'] {
  if (get('WEBHOOKS') === 'off') return undefined;
  const secret = get('WEBHOOK_SECRET');
  if (secret === undefined && needs.includes('webhooks'))
    problems.push('WEBHOOK_SECRET is missing: set it here and in the settings of the GitHub App, or set WEBHOOKS=off');
  return { secret: secret ?? '', port: Number(get('PORT')), host: get('HOST') ?? '0.0.0.0' };
}

function readModel(get: Get): ModelSettings | undefined {
  const apiKey = get('ANTHROPIC_API_KEY');
  if (apiKey === undefined) return undefined;
  const dailyBudget = Number(get('ANTHROPIC_DAILY_BUDGET'));
  const [input, output] = (get('ANTHROPIC_PRICES') ?? '').split(',').map(Number);
  return {
    apiKey,
    baseUrl: get('ANTHROPIC_BASE_URL') ?? '',
    model: get('ANTHROPIC_MODEL') ?? '',
    dailyBudget: dailyBudget > 0 ? dailyBudget : undefined,
    prices: input === undefined || output === undefined ? undefined : { input, output },
  };
}

function readTemporal(get: Get, file: ReadFile, problems: string[]): TemporalAddress {
  const apiKey = get('TEMPORAL_API_KEY');
  const ca = file('TEMPORAL_TLS_CA_PATH');
  const crt = file('TEMPORAL_TLS_CERT_PATH');
  const key = file('TEMPORAL_TLS_KEY_PATH');
  if ((crt === undefined) !== (key === undefined))
    problems.push('TEMPORAL_TLS_CERT_PATH and TEMPORAL_TLS_KEY_PATH go together');
  const base = {
    address: get('TEMPORAL_ADDRESS') ?? '',
    namespace: get('TEMPORAL_NAMESPACE') ?? 'default',
    ...(apiKey === undefined ? {} : { apiKey }),
  };
  if (ca === undefined && crt === undefined)
    return isOn(get('TEMPORAL_TLS')) || apiKey !== undefined ? { ...base, tls: true } : base;
  return {
    ...base,
    tls: {
      ...(ca === undefined ? {} : { serverRootCACertificate: ca }),
      ...(crt === undefined || key === undefined ? {} : { clientCertPair: { crt, key } }),
    },
  };
}
