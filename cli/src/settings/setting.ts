import { defaultModel } from '@chatops-commander/engine/planner/anthropic/default-model';
import { amount, flag, hostAndPort, notABucket, oneOf, secretReference, url, wholeNumber } from './text-checks.js';

/** What a command of ours needs from its environment. */
export type Part = 'github' | 'webhooks' | 'temporal' | 'database' | 'model' | 'data' | 'log';

/** One environment variable. */
export interface Setting {
  readonly name: string;
  readonly part: Part;
  readonly about: string;
  /** Shown by `chatops help config`; the value when the variable is unset. */
  readonly fallback?: string;
  readonly secret?: true;
  /** @returns why the text cannot be taken, or undefined. */
  check?(text: string): string | undefined;
}

/** Every setting there is, in the order in which `chatops help config` lists them. */
export const settings = [
  {
    name: 'APP_ID',
    part: 'github',
    about: "The GitHub App's id, from its settings page.",
    check: wholeNumber(1, Number.MAX_SAFE_INTEGER),
  },
  {
    name: 'PRIVATE_KEY',
    part: 'github',
    about: "The app's private key, PEM; line breaks may be written \\n.",
    secret: true,
  },
  { name: 'PRIVATE_KEY_PATH', part: 'github', about: 'A file with that key, instead of PRIVATE_KEY.' },
  {
    name: 'GITHUB_API_URL',
    part: 'github',
    about: 'The API root.',
    fallback: 'https://api.github.com',
    check: url('https:', 'http:'),
  },
  {
    name: 'GHE_HOST',
    part: 'github',
    about: 'Host of a GitHub Enterprise Server, instead of GITHUB_API_URL.',
    check: (text) => (/^[A-Za-z0-9.-]+(:\d+)?$/.test(text) ? undefined : 'must be a host name'),
  },
  { name: 'WEBHOOK_SECRET', part: 'webhooks', about: "The app's webhook secret.", secret: true },
  {
    name: 'WEBHOOKS',
    part: 'webhooks',
    about: 'off: take no webhooks; the sweep finds everything within a minute.',
    fallback: 'on',
    check: oneOf('on', 'off'),
  },
  {
    name: 'PORT',
    part: 'webhooks',
    about: 'Where the app listens for webhooks and probes.',
    fallback: '3000',
    check: wholeNumber(0, 65535),
  },
  { name: 'HOST', part: 'webhooks', about: 'The address it listens on.', fallback: '0.0.0.0' },
  {
    name: 'TEMPORAL_ADDRESS',
    part: 'temporal',
    about: "Temporal's frontend.",
    fallback: '127.0.0.1:7233',
    check: hostAndPort,
  },
  { name: 'TEMPORAL_NAMESPACE', part: 'temporal', about: 'The namespace.', fallback: 'default' },
  { name: 'TEMPORAL_TASK_QUEUE', part: 'temporal', about: 'The task queue of our workers.', fallback: 'chatops' },
  { name: 'TEMPORAL_API_KEY', part: 'temporal', about: 'API key of Temporal Cloud; switches TLS on.', secret: true },
  {
    name: 'TEMPORAL_TLS',
    part: 'temporal',
    about: "true: TLS with the system's authorities.",
    fallback: 'false',
    check: flag,
  },
  { name: 'TEMPORAL_TLS_CA_PATH', part: 'temporal', about: 'A file with the authority of the server certificate.' },
  { name: 'TEMPORAL_TLS_CERT_PATH', part: 'temporal', about: 'A file with the client certificate (mutual TLS).' },
  { name: 'TEMPORAL_TLS_KEY_PATH', part: 'temporal', about: 'A file with its key.' },
  {
    name: 'TEMPORAL_UI_URL',
    part: 'temporal',
    about: "Root of Temporal's Web UI, for links.",
    check: url('https:', 'http:'),
  },
  {
    name: 'DATABASE_URL',
    part: 'database',
    about: 'PostgreSQL: postgres://user:password@host/database.',
    secret: true,
    check: url('postgres:', 'postgresql:'),
  },
  {
    name: 'ANTHROPIC_API_KEY',
    part: 'model',
    about: 'With it, a model plans what people write; without it, the catalog alone. See planner.md.',
    secret: true,
  },
  {
    name: 'ANTHROPIC_BASE_URL',
    part: 'model',
    about: 'Where the Messages API is: a gateway, or a compatible server of your own.',
    fallback: 'https://api.anthropic.com',
    check: url('https:', 'http:'),
  },
  { name: 'ANTHROPIC_MODEL', part: 'model', about: 'The model that plans.', fallback: defaultModel },
  {
    name: 'ANTHROPIC_DAILY_BUDGET',
    part: 'model',
    about: 'US dollars a day (UTC), over all workers; then the catalog plans. 0: no limit.',
    fallback: '20',
    check: amount,
  },
  {
    name: 'ANTHROPIC_PRICES',
    part: 'model',
    about: 'US dollars per million tokens, IN,OUT, where they are not the list prices.',
    check: (text) =>
      text.split(',').length === 2 && text.split(',').every((price) => amount(price.trim()) === undefined)
        ? undefined
        : 'must be two amounts, as in 3,15',
  },
  { name: 'CHATOPS_DATA_DIR', part: 'data', about: 'Backups, and what `chatops dev` keeps.', fallback: '.chatops-dev' },
  {
    name: 'CHATOPS_BACKUPS',
    part: 'data',
    about: 'Where backups lie: s3://BUCKET or s3://BUCKET/PREFIX; without it, a folder of CHATOPS_DATA_DIR.',
    check: notABucket,
  },
  {
    name: 'CHATOPS_S3_KEY',
    part: 'data',
    about: '`secret:NAME` of the key to the bucket, on one line: ACCESS_KEY_ID:SECRET_ACCESS_KEY.',
    check: secretReference,
  },
  {
    name: 'CHATOPS_S3_ENDPOINT',
    part: 'data',
    about: "The store's root, where it is not Amazon's: any that speaks S3.",
    check: url('https:', 'http:'),
  },
  { name: 'CHATOPS_S3_REGION', part: 'data', about: 'Its region; some want `auto`.', fallback: 'us-east-1' },
  {
    name: 'CHATOPS_S3_PATH_STYLE',
    part: 'data',
    about: 'true: the bucket is in the path; false: in the name of the host.',
    fallback: 'true',
    check: flag,
  },
  {
    name: 'CHATOPS_SECRETS_DIR',
    part: 'data',
    about: 'One file per secret; `secret:NAME` in the inventory is the file NAME.',
    fallback: 'secrets',
  },
  { name: 'SSH_AUTH_SOCK', part: 'data', about: 'The socket of an ssh-agent, for servers with `key: agent`.' },
  {
    name: 'CHATOPS_READ_ONLY',
    part: 'data',
    about: 'true: nothing changes a server; reading goes on.',
    fallback: 'false',
    check: flag,
  },
  {
    name: 'CHATOPS_OUTPUT_DAYS',
    part: 'data',
    about: 'Days for which what commands print is kept; 0: for ever. Outcomes and the audit log stay.',
    fallback: '90',
    check: wholeNumber(0, 36_500),
  },
  {
    name: 'METRICS_ADDRESS',
    part: 'log',
    about: 'HOST:PORT where a worker shows its metrics to Prometheus; without it, nowhere.',
    check: hostAndPort,
  },
  {
    name: 'LOG_LEVEL',
    part: 'log',
    about: 'debug, info, warn or error.',
    fallback: 'info',
    check: oneOf('debug', 'info', 'warn', 'error'),
  },
] as const satisfies readonly Setting[];

export type SettingName = (typeof settings)[number]['name'];
