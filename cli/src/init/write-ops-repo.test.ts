import { parseInventory, parsePolicy } from '@chatops-commander/schemas';
import { describe, expect, it } from 'vitest';
import { starterPolicy } from './starter-policy.js';
import { parseServerArgument, starterInventory } from './write-ops-repo.js';

describe('parseServerArgument', () => {
  it.each([
    ['web-01=deploy@203.0.113.7', { name: 'web-01', user: 'deploy', host: '203.0.113.7', port: 22 }],
    ['web-01=deploy@shop.example.com:2222', { name: 'web-01', user: 'deploy', host: 'shop.example.com', port: 2222 }],
    ['web-01=deploy@[2001:db8::1]:22', { name: 'web-01', user: 'deploy', host: '2001:db8::1', port: 22 }],
  ])('%s', (text, expected) => expect(parseServerArgument(text)).toEqual(expected));

  it.each(['web-01', 'deploy@host', 'web 01=deploy@host', 'web-01=deploy@host:x', 'web-01=deploy@host;id', '=a@b'])(
    'refuses %s with the form',
    (text) => expect(() => parseServerArgument(text)).toThrow('NAME=USER@HOST'),
  );
});

describe('what init writes', () => {
  it('is an inventory that parses, with the pinned key', () => {
    const hostKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHXhciLX9zUbvL816DaPr5IfmXo+SvIfG/ZJ4c4V3GVN';
    const server = {
      name: 'web-01',
      host: 'shop.example.com',
      port: 22,
      user: 'deploy',
      hostKey,
      fingerprint: 'SHA256:x',
    };
    const inventory = parseInventory(starterInventory([server], 'production', 'ops-ssh'), 'inventory.yaml');
    expect(inventory.servers['web-01']).toEqual({
      host: 'shop.example.com',
      user: 'deploy',
      key: 'secret:ops-ssh',
      hostKey,
      environment: 'production',
    });
  });

  it('is a policy that parses, strict where it is silent', () => {
    const policy = parsePolicy(starterPolicy({ admins: ['chloe'], operators: [], viewers: ['eve'] }), 'policy.yaml');
    expect(policy.roles).toEqual({ viewer: { users: ['eve'] }, operator: { users: [] }, admin: { users: ['chloe'] } });
    expect(policy.approvals?.high).toMatchObject({ count: 1, requesterMayApprove: false });
  });
});
