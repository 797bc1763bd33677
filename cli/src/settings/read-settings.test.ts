import { describe, expect, it } from 'vitest';
import { InvalidSettings, readSettings } from './read-settings.js';

const key = '-----BEGIN RSA PRIVATE KEY-----\\nAAAA\\n-----END RSA PRIVATE KEY-----';
const complete = { APP_ID: '7', PRIVATE_KEY: key, WEBHOOK_SECRET: 's', DATABASE_URL: 'postgres://u:p@h/d' };
const problemsOf = (environment: Record<string, string>) => {
  try {
    readSettings(environment, ['github', 'webhooks', 'database']);
    return [];
  } catch (error) {
    if (error instanceof InvalidSettings) return error.problems;
    throw error;
  }
};

describe('readSettings', () => {
  it('takes a complete environment, with the line breaks of the key mended', () => {
    const settings = readSettings(complete, ['github', 'webhooks', 'database']);
    expect(settings.github).toMatchObject({ appId: 7, apiUrl: 'https://api.github.com' });
    expect(settings.github?.privateKey.split('\n')).toHaveLength(3);
    expect(settings.webhooks).toMatchObject({ port: 3000 });
  });

  it.each([
    ['nothing is set', {}, [/^APP_ID and/, /^WEBHOOK_SECRET/, /^DATABASE_URL/]],
    ['the key is not PEM', { ...complete, PRIVATE_KEY: 'x' }, [/not PEM/]],
    [
      'a key file is not there',
      { ...complete, PRIVATE_KEY: '', PRIVATE_KEY_PATH: '/nowhere/key.pem' },
      [/PRIVATE_KEY_PATH: .*cannot be read/, /PRIVATE_KEY or/],
    ],
    [
      'several values are off',
      { ...complete, PORT: '70000', LOG_LEVEL: 'loud', TEMPORAL_ADDRESS: 'nowhere' },
      [/^PORT/, /^TEMPORAL_ADDRESS/, /^LOG_LEVEL/],
    ],
    ['half of mutual TLS', { ...complete, TEMPORAL_TLS_CERT_PATH: '/dev/null' }, [/go together/]],
  ])('says everything at once when %s', (_name, environment, expected) => {
    const problems = problemsOf(environment);
    expect(problems).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(problems[index]).toMatch(pattern);
  });

  it('reads where backups lie: a folder, or a bucket with the secret of its key', () => {
    expect(readSettings(complete, []).backups).toBeUndefined();
    const bucket = { CHATOPS_BACKUPS: 's3://acme-backups/ops/prod', CHATOPS_S3_KEY: 'secret:bucket' };
    expect(readSettings({ ...complete, ...bucket, CHATOPS_S3_REGION: 'eu-west-3' }, []).backups).toEqual({
      place: {
        endpoint: 'https://s3.eu-west-3.amazonaws.com',
        region: 'eu-west-3',
        bucket: 'acme-backups',
        prefix: 'ops/prod/',
        pathStyle: true,
      },
      key: 'secret:bucket',
    });
    const own = { CHATOPS_S3_ENDPOINT: 'https://minio.internal:9000', CHATOPS_S3_PATH_STYLE: 'false' };
    expect(readSettings({ ...complete, ...bucket, ...own }, []).backups?.place).toMatchObject({
      endpoint: 'https://minio.internal:9000',
      pathStyle: false,
    });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['no key', { CHATOPS_BACKUPS: 's3://acme' }, /^CHATOPS_S3_KEY is missing/],
    ['a key that is written down', { CHATOPS_BACKUPS: 's3://acme', CHATOPS_S3_KEY: 'AKIA:x' }, /never the key itself/],
    ['a folder', { CHATOPS_BACKUPS: '/var/backups', CHATOPS_S3_KEY: 'secret:b' }, /^CHATOPS_BACKUPS must be s3:/],
    [
      'a prefix that climbs',
      { CHATOPS_BACKUPS: 's3://acme/a/../x', CHATOPS_S3_KEY: 'secret:b' },
      /^CHATOPS_BACKUPS must/,
    ],
  ])('refuses %s for the bucket of backups', (_case, environment, problem) => {
    expect(problemsOf({ ...complete, ...environment })).toEqual([expect.stringMatching(problem)]);
  });

  it('reads what the model may cost, and leaves it out without a key', () => {
    expect(readSettings(complete, []).model).toBeUndefined();
    expect(readSettings({ ...complete, ANTHROPIC_API_KEY: 'k' }, []).model).toEqual({
      apiKey: 'k',
      baseUrl: 'https://api.anthropic.com',
      model: 'claude-sonnet-5-5',
      dailyBudget: 20,
      prices: undefined,
    });
    const set = { ANTHROPIC_API_KEY: 'k', ANTHROPIC_DAILY_BUDGET: '0', ANTHROPIC_PRICES: '3, 15' };
    expect(readSettings({ ...complete, ...set }, []).model).toMatchObject({
      dailyBudget: undefined,
      prices: { input: 3, output: 15 },
    });
    expect(problemsOf({ ...complete, ANTHROPIC_DAILY_BUDGET: 'much', ANTHROPIC_PRICES: '3' })).toHaveLength(2);
  });

  it('never repeats a secret value', () => {
    expect(problemsOf({ ...complete, DATABASE_URL: 'hunter2' }).join()).not.toContain('hunter2');
  });

  it('needs no webhook secret when webhooks are off', () => {
    expect(readSettings({ ...complete, WEBHOOK_SECRET: '', WEBHOOKS: 'off' }, ['webhooks']).webhooks).toBeUndefined();
  });

  it('reaches an Enterprise Server by its host', () => {
    expect(readSettings({ ...complete, GHE_HOST: 'git.example.com' }, []).github?.apiUrl).toBe(
      'https://git.example.com/api/v3',
    );
  });

  it('switches TLS on for an API key', () => {
    expect(readSettings({ ...complete, TEMPORAL_API_KEY: 'k' }, []).temporal.tls).toBe(true);
  });
});
