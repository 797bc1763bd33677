import { describe, expect, it } from 'vitest';
import { findAction, inventory } from './runbook.fixture.js';
import { reachedAddress, standingOf } from './reached-address.js';

const standing = (uses: string, inputs: object) => {
  const action = findAction(uses);
  const reached = action === undefined ? undefined : reachedAddress(action, { ...inputs });
  return reached === undefined ? undefined : standingOf(reached, inventory);
};

describe('where a step makes a server connect to', () => {
  it.each<[string, string, object, string | undefined]>([
    ['a server of the inventory', 'net.port', { host: 'web-02.example.com', port: 5432 }, 'inventory-host'],
    ['the server itself', 'net.port', { host: '127.0.0.1', port: 5432 }, 'inventory-host'],
    ['the server itself, by name', 'net.port', { host: 'localhost', port: 5432 }, 'inventory-host'],
    ['the host of a health URL', 'tls.expiry', { host: 'example.com' }, 'inventory-host'],
    ['another port of that host', 'net.port', { host: 'example.com', port: 25 }, 'outside'],
    ['the name of that host', 'net.dns', { name: 'example.com' }, 'inventory-host'],
    ['anywhere else', 'net.dns', { name: 'secret.attacker.example' }, 'outside'],
    ['a metadata service', 'net.port', { host: '169.254.169.254', port: 80 }, 'forbidden'],
    ['a metadata service, in IPv6', 'net.port', { host: 'fd00:ec2::254', port: 80 }, 'forbidden'],
    ['the worker itself', 'http.check', { url: 'http://127.0.0.1:7233/' }, 'forbidden'],
    ['its own loopback', 'http.check', { url: 'http://127.0.0.1:8080/', from: 'server' }, 'inventory-host'],
    ['a loopback that is none', 'http.check', { url: 'http://127.0.0.1.evil.example/', from: 'server' }, 'outside'],
    ['metadata from a server', 'http.check', { url: 'http://169.254.169.254/', from: 'server' }, 'forbidden'],
    ['nowhere', 'system.info', {}, undefined],
    ['what is not bound yet', 'net.port', { host: '${{ inputs.host }}', port: 80 }, undefined],
  ])('%s', (_case, uses, inputs, expected) => {
    expect(standing(uses, inputs)).toBe(expected);
  });
});
