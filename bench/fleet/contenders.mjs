import { ansible } from './ansible.mjs';
import { openSsh } from './open-ssh.mjs';
import { baseLine, own } from './own.mjs';
import { pythonPeers } from './python-peers.mjs';

/**
 * One way to run commands on servers. `start` gets it ready; it returns undefined where it is not to be measured on so
 * many servers. Of what it returns, each runs so many steps on every server and tells `{ ms, cpu }`, or undefined where
 * that would take too long:
 *   cold        a fresh process
 *   connecting  a process that is there already, with no connection open
 *   kept        the same with every connection open
 *
 * @typedef {(steps: number) => Promise<{ ms: number, cpu?: number, temporalMs?: number } | undefined>} Measured
 * @typedef {{ cold?: Measured, connecting?: Measured, kept?: Measured, close(): Promise<void> }} Started
 * @typedef {{ name: string, key: string, ours?: boolean, note?: string, needs?: string,
 *   start(scene: Scene): Promise<Started | undefined> }} Contender
 * @typedef {{ farm: import('./farm.mjs').Farm, servers: readonly import('./farm.mjs').FleetServer[], parallel: number,
 *   folder: string, fleetFile: string, services: object, peers: object,
 *   processes: import('./processes.mjs').Processes }} Scene
 */

/** @type {readonly Contender[]} */
export const contenders = [...baseLine, ...own, ...openSsh, ...pythonPeers, ...ansible];

const needsPython = new Set(['clush', 'parallelSsh', 'pyinfra', 'ansibleRaw', 'ansibleCommand', 'mitogen']);
const needsPdsh = new Set(['pdsh']);

export const needsPeers = ({ key }) => needsPython.has(key) || needsPdsh.has(key);
export const isThere = ({ key }, peers) => !needsPeers({ key }) || peers.has(needsPdsh.has(key) ? 'pdsh' : 'python');
