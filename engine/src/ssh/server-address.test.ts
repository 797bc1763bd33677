import type { Inventory } from '@chatops-commander/schemas';
import { expect, test } from 'vitest';
import { JumpLoop, serverAddress, UnknownServer } from './server-address.js';

const inventory: Inventory = {
  apiVersion: 'chatops-commander/v1',
  kind: 'Inventory',
  servers: {
    bastion: { host: '192.0.2.1', user: 'hop', key: 'secret:hop', environment: 'production' },
    'web-01': {
      host: '10.0.0.11',
      port: 2222,
      user: 'deploy',
      key: 'secret:prod',
      hostKey: 'ssh-ed25519 AAAA',
      environment: 'production',
      jump: 'bastion',
      sudo: 'nopasswd',
    },
    'db-01': { host: '10.0.0.12', user: 'root', key: 'secret:prod', environment: 'production' },
    ping: { host: 'a', user: 'u', key: 'secret:k', environment: 'e', jump: 'pong' },
    pong: { host: 'b', user: 'u', key: 'secret:k', environment: 'e', jump: 'ping' },
  },
};

test('everything given', () => {
  expect(serverAddress(inventory, 'web-01')).toEqual({
    name: 'web-01',
    host: '10.0.0.11',
    port: 2222,
    user: 'deploy',
    key: 'secret:prod',
    hostKey: 'ssh-ed25519 AAAA',
    sudo: 'nopasswd',
    jump: {
      name: 'bastion',
      host: '192.0.2.1',
      port: 22,
      user: 'hop',
      key: 'secret:hop',
      hostKey: undefined,
      sudo: 'none',
    },
  });
});
test('root needs no sudo', () => expect(serverAddress(inventory, 'db-01').sudo).toBe('root'));
test('an unknown name', () => expect(() => serverAddress(inventory, 'web-02')).toThrow(UnknownServer));
test('a name that every object has', () =>
  expect(() => serverAddress(inventory, 'constructor')).toThrow(UnknownServer));
test('jump hosts in a circle', () => expect(() => serverAddress(inventory, 'ping')).toThrow(JumpLoop));
