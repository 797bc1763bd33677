import { ServerUnreachable } from '@chatops-commander/engine/ssh/connection-errors';
import { expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

keepsConventions({
  name: 'add server',
  needs: 'admin',
  typed: ['add server web-02 10.0.0.12', 'ajoute le serveur web-02 10.0.0.12', 'add server web-02 [fd00::12]:2222'],
  words: ['add server web-02 10.0.0.12 to the pool', 'add a server'],
  incomplete: [
    'add server',
    'add server web-02',
    'add server web-02 deploy@10.0.0.12',
    'add server web/02 10.0.0.12',
    'add server web-02 10.0.0.12:99999',
  ],
});

test('proposes the inventory with one server more, as its likest has the rest; comments stay', async () => {
  const heard = await commandStage().say('/ops add server web-02 10.0.0.12:2222', { by: 'chloe' });
  const [commit, pull, nudge, text] = heard.effects;
  expect([commit, pull, nudge]).toEqual([
    'commit .chatops/inventory.yaml',
    'pull request Add server web-02 to the inventory',
    'nudge 44',
  ]);
  expect(text).toContain("# the shop's front");
  expect(text).toMatch(
    /web-02:[\s\S]*host: 10.0.0.12[\s\S]*port: 2222[\s\S]*user: deploy[\s\S]*hostKey: ssh-ed25519 AAAAC3Nz[\s\S]*sudo: nopasswd/,
  );
  expect(heard.answer).toContain('SHA256:scanned');
  expect(heard.answer).toContain('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub');
  expect(heard.saved).toMatchObject([{ login: 'chloe', pull: 44 }]);
});
test('a name that is taken is not proposed', async () => {
  expect((await commandStage().say('/ops add server web-01 10.0.0.12', { by: 'chloe' })).effects).toEqual([]);
});
test('a server that shows no key is not proposed, and it says why', async () => {
  const scanHostKey = async () => {
    throw new ServerUnreachable({ name: '10.0.0.12', host: '10.0.0.12', port: 22 }, 'refused');
  };
  const heard = await commandStage({ deps: { scanHostKey } }).say('/ops add server web-02 10.0.0.12', { by: 'chloe' });
  expect(heard).toMatchObject({ effects: [], answer: expect.stringContaining('whose host key I have not seen') });
});
