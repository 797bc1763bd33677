import { attempt, holdNamespaces, run } from './commands.js';

/**
 * A switch in a network namespace of its own, and one cable from this machine to it. Set aside for tests of networks by
 * RFC 2544; nothing of it outlives the process that holds it.
 */
export interface Lab {
  /** This machine's address as the hosts see it. */
  readonly gateway: string;
  /** `198.18.7.` and what makes it a host's. */
  addressOf(number: number): string;
  /** Gives the network namespace of a process its cable and address. */
  plugIn(holder: number, number: number): Promise<void>;
  end(): void;
}

export async function startLab(): Promise<Lab> {
  const holder = await holdNamespaces(['--net']);
  const inSwitch = (...argv: string[]) => run(['nsenter', '-t', String(holder.pid), '-n', 'ip', ...argv]);
  const { cable, prefix } = await claimSubnet(holder.pid);
  await inSwitch('link', 'add', 'switch', 'type', 'bridge');
  await inSwitch('link', 'set', 'machine', 'master', 'switch', 'up');
  await inSwitch('link', 'set', 'switch', 'up');
  await run(['ip', 'address', 'add', `${prefix}1/24`, 'dev', cable]);
  await run(['ip', 'link', 'set', cable, 'up']);
  return {
    gateway: `${prefix}1`,
    addressOf: (number) => `${prefix}${number}`,
    async plugIn(host, number) {
      const inHost = (...argv: string[]) => run(['nsenter', '-t', String(host), '-n', 'ip', ...argv]);
      await inSwitch('link', 'add', `h${number}`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', String(host));
      await inSwitch('link', 'set', `h${number}`, 'master', 'switch', 'up');
      await inHost('address', 'add', `${prefix}${number}/24`, 'dev', 'eth0');
      await inHost('link', 'set', 'lo', 'up');
      await inHost('link', 'set', 'eth0', 'up');
      await inHost('route', 'add', 'default', 'via', `${prefix}1`);
    },
    end: holder.end,
  };
}

/** The name of a cable can exist once on a machine: whoever gets to lay it has the subnet of that number. */
async function claimSubnet(holder: number): Promise<{ cable: string; prefix: string }> {
  const first = Math.floor(Math.random() * 512);
  for (let tried = 0; tried < 512; tried += 1) {
    const number = (first + tried) % 512;
    const cable = `chatops${number}`;
    const laid = await attempt([
      'ip',
      'link',
      'add',
      cable,
      'type',
      'veth',
      'peer',
      'name',
      'machine',
      'netns',
      String(holder),
    ]);
    if (laid.code === 0) return { cable, prefix: `198.${18 + Math.floor(number / 256)}.${number % 256}.` };
    if (!/exists/.test(laid.stderr)) throw new Error(`No network for test hosts: ${laid.stderr.trim()}`);
  }
  throw new Error('All 512 subnets for test hosts are taken; end what runs with `ip link show type veth`.');
}
