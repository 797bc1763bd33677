import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';

/** What a figure depends on besides our code. Load is read when asked: once before and once after a bench. */
export const machine = () => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  kernel: release(),
});

/** Running processes per core over the last minute; above 1, others compete with what is measured. */
export const loadPerCore = () => Math.round((loadavg()[0] / availableParallelism()) * 100) / 100;

/** @param {readonly string[]} packages of node_modules whose versions matter */
export function versions(packages) {
  const of = (name) =>
    JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;
  return {
    node: process.versions.node,
    commit: tryRun('git', ['rev-parse', '--short', 'HEAD']),
    ...Object.fromEntries(packages.map((name) => [name, of(name)])),
    ssh: tryRun('ssh', ['-V']),
  };
}

/** A program that is not there has no version, and that is no reason not to measure. */
function tryRun(command, args) {
  try {
    // ssh -V writes to stderr
    return execFileSync('/bin/sh', ['-c', '"$0" "$@" 2>&1', command, ...args], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
