import { describe, expect, it } from 'vitest';
import { actionContext, EmptyArgv, ServerNotInInventory } from './action-context.js';
import { sampleInventory } from './inventory.fixture.js';

const contextOf = (server: string, inventory = sampleInventory) =>
  actionContext({ inventory, server, facts: undefined, timeoutMs: 1000 });

describe('actionContext', () => {
  it('tells what is known of the server', () => {
    expect(contextOf('db-01').server).toEqual({ name: 'db-01', environment: 'production', sudo: 'nopasswd' });
    expect(contextOf('web-02').server.sudo).toBe('none');
  });

  it.each([
    ['web-01', ['nginx', 'front', 'shop']],
    ['web-02', ['nginx']],
    ['db-01', ['postgresql']],
  ])('knows the services that run on %s, and no others', (server, services) => {
    const context = contextOf(server);
    const all = ['nginx', 'front', 'postgresql', 'shop', 'constructor', 'nobody'];
    expect(all.filter((name) => context.service(name) !== undefined)).toEqual(services);
  });

  it('gives a service its unit, log and manager', () => {
    expect(contextOf('db-01').service('postgresql')).toEqual({
      name: 'postgresql',
      unit: 'postgresql@15-main',
      manager: { kind: 'service' },
      logs: '/var/log/pg.log',
    });
    expect(contextOf('web-01').service('shop')).toEqual({
      name: 'shop',
      unit: 'shop',
      manager: { kind: 'argv', start: ['shop', 'up'], stop: ['shop', 'down'], status: ['shop', 'status'], sudo: true },
    });
  });

  it.each(['web-99', 'constructor'])('throws for %s, which is no server', (server) => {
    expect(() => contextOf(server)).toThrow(ServerNotInInventory);
  });

  it('throws for a command without a program', () => {
    const services = { odd: { on: { servers: ['web-01'] }, manager: { start: [], stop: ['a'], status: ['a'] } } };
    expect(() => contextOf('web-01', { ...sampleInventory, services }).service('odd')).toThrow(EmptyArgv);
  });
});
