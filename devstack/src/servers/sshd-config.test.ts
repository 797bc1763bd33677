import { describe, expect, test } from 'vitest';
import { planSampleServer } from './sample-plan.js';
import { type SshdSettings, sshdConfig } from './sshd-config.js';

const settings = (changes: Partial<SshdSettings> = {}): SshdSettings => ({
  port: 2201,
  hostKeyFile: '/data/host_key',
  authorizedKeysFile: '/data/authorized_keys',
  user: 'deploy',
  env: { HOME: '/data/home' },
  ...changes,
});

describe('the configuration of a sample sshd', () => {
  test.each([
    ['listens on loopback only', {}, 'ListenAddress 127.0.0.1'],
    ['takes no password', {}, 'AuthenticationMethods publickey'],
    ['lets one user in', {}, 'AllowUsers deploy'],
    ['sets the home', { env: { HOME: '/my data/home', MARK: 'x' } }, 'SetEnv "HOME=/my data/home" "MARK=x"'],
    ['does not expand a percent sign', { authorizedKeysFile: '/100%/k' }, 'AuthorizedKeysFile "/100%%/k"'],
  ])('%s', (_name, changes, line) => {
    expect(sshdConfig(settings(changes)).split('\n')).toContain(line);
  });

  test.each(['/a"b', '/a\nPermitRootLogin yes', '/a\\'])('refuses %j, which it could not write down', (path) => {
    expect(() => sshdConfig(settings({ hostKeyFile: path }))).toThrow(RangeError);
  });
});

describe('the plan of a sample server', () => {
  test.each([
    ['web-01', 'production', 'web', 'site'],
    ['web-02', 'staging', 'web', 'site-staging'],
    ['db-01', 'production', 'db', undefined],
    ['queue-07', 'staging', 'queue', undefined],
  ])('%s: %s, %s', (name, environment, role, service) => {
    const plan = planSampleServer(name);
    expect([plan.environment, plan.role, plan.site?.service]).toEqual([environment, role, service]);
  });
});
