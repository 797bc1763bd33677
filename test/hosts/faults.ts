import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { attempt, run } from './commands.js';

/** What can go wrong between us and a host, or on it. Each lasts until `heal`, unless said otherwise. */
export interface Faults {
  /** Its packets vanish, both ways; of one port only when given. */
  cut(options?: { port?: number }): Promise<void>;
  /** Every packet of TCP is answered with a reset: "connection refused". */
  refuse(): Promise<void>;
  /** One packet in four vanishes, by chance. */
  lose(): Promise<void>;
  /** The connections of SSH that there are now go silent, and new ones work: the other end lost its power. */
  strand(): Promise<void>;
  heal(): Promise<void>;
  /** Its open connections of SSH are reset, once. */
  reset(): Promise<void>;
  /** Nothing on it gets any further: connections open, and nobody answers. Until `thaw`. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
}

/** The firewall of the host's own network namespace: no rule of it touches this machine. */
export function createFaults(options: { holder: number; cgroup: string | undefined }): Faults {
  const { holder, cgroup } = options;
  const inside = ['nsenter', '-t', String(holder), '-n'];
  const heal = async () => void (await attempt([...inside, 'nft', 'delete', 'table', 'inet', 'fault']));
  const rule = async (coming: string, going?: string) => {
    await heal();
    const chain = (name: string, what: string) =>
      `chain ${name} { type filter hook ${name} priority -10; policy accept; ${what}; }`;
    const chains = [chain('input', `iifname "eth0" ${coming}`)];
    if (going !== undefined) chains.push(chain('output', `oifname "eth0" ${going}`));
    await run([...inside, 'nft', '-f', '-'], `table inet fault {\n${chains.join('\n')}\n}\n`);
  };
  const setFrozen = async (frozen: '0' | '1') => {
    if (cgroup === undefined) throw new Error('This machine has no cgroup v2, so a test host cannot be frozen.');
    await writeFile(`${cgroup}/host/cgroup.freeze`, frozen);
  };
  return {
    cut: ({ port } = {}) =>
      port === undefined ? rule('drop', 'drop') : rule(`tcp dport ${port} drop`, `tcp sport ${port} drop`),
    refuse: () => rule('meta l4proto tcp reject with tcp reset'),
    lose: () => rule('numgen random mod 4 < 1 drop', 'numgen random mod 4 < 1 drop'),
    async strand() {
      const open = await run([...inside, 'ss', '-Htn', 'state', 'established', 'sport = :22']);
      const ports = [...open.matchAll(/:(\d+)\s*$/gm)].map(([, port]) => port);
      if (ports.length > 0) await rule(`tcp sport { ${ports} } drop`, `tcp dport { ${ports} } drop`);
    },
    heal,
    reset: async () => void (await run([...inside, 'ss', '-KHtn', 'state', 'established', 'sport = :22'])),
    freeze: () => setFrozen('1'),
    thaw: () => setFrozen('0'),
  };
}

/** Where cgroup v2 is mounted, alone or beside v1. */
export function cgroup2(): string | undefined {
  if (!existsSync('/proc/mounts')) return undefined;
  return readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .find(([, , type]) => type === 'cgroup2')?.[1];
}
