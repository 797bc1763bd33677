// What must be there before anything can be installed.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { SetupStopped } from './stopped.mjs';

/** What package.json's `engines` says; kept beside it by a test. */
export const NODE_RANGE = '^20.18.1 || >=22';

/** The machine lacks something that set-up cannot get. */
export class MachineNotReady extends SetupStopped {
  constructor(what) {
    super(what);
    this.name = 'MachineNotReady';
  }
}

/** Throws MachineNotReady with what to install. */
export async function checkMachine() {
  if (!isSupportedNode(process.versions.node))
    throw new MachineNotReady(
      `This is Node ${process.versions.node}; ${NODE_RANGE} is needed. Install a current Node LTS from https://nodejs.org and run this again.`,
    );
  await promisify(execFile)('git', ['--version']).catch(() => {
    throw new MachineNotReady('There is no git on PATH. Install it (Debian: apt-get install git) and run this again.');
  });
}

/**
 * Whether NODE_RANGE holds for a version such as 20.18.1.
 * @param {string} version
 */
export function isSupportedNode(version) {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major >= 22) return true;
  return major === 20 && (minor > 18 || (minor === 18 && patch >= 1));
}
