import { BlockList, isIP } from 'node:net';

/**
 * What no check may reach, whoever asks: link-local (RFC 3927, RFC 4291), the metadata services of the large clouds
 * outside of it, the unspecified, multicast and reserved addresses, and link-local through NAT64 (RFC 6052).
 */
const FORBIDDEN = blockList(
  ['169.254.0.0', 16],
  ['0.0.0.0', 8],
  ['224.0.0.0', 3],
  ['100.100.100.200', 32],
  ['168.63.129.16', 32],
  ['192.0.0.192', 32],
  ['fe80::', 10],
  ['ff00::', 8],
  ['::', 128],
  ['fd00:ec2::254', 128],
  ['64:ff9b::a9fe:0', 112],
);
const LOOPBACK = blockList(['127.0.0.0', 8], ['::1', 128]);

/** Tells an IP address, in any notation that Node's resolver gives, by whether a check may connect to it. */
export function classifyAddress(address: string): 'forbidden' | 'loopback' | 'ordinary' {
  const version = isIP(address);
  if (version === 0) return 'forbidden';
  const family = version === 6 ? 'ipv6' : 'ipv4';
  if (LOOPBACK.check(address, family)) return 'loopback';
  return FORBIDDEN.check(address, family) ? 'forbidden' : 'ordinary';
}

function blockList(...ranges: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, isIP(network) === 6 ? 'ipv6' : 'ipv4');
  return list;
}
