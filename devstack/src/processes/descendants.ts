import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { type ProcessIdentity, identifyProcess } from './process-identity.js';

/** The running processes that this one started, and those that they started, as long as the chain of parents holds. */
export function descendantsOf(ancestor: number): readonly ProcessIdentity[] {
  const parents = process.platform === 'linux' ? parentsOnLinux() : parentsFromPs();
  const found = new Set([ancestor]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  found.delete(ancestor);
  return [...found].flatMap((pid) => identifyProcess(pid) ?? []);
}

type ParentOf = ReadonlyArray<readonly [pid: number, parent: number]>;

/** proc(5), /proc/PID/stat: the parent is the second field after the name, which ends at the last parenthesis. */
function parentsOnLinux(): ParentOf {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name): ParentOf => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
        return [[Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])]];
      } catch {
        return [];
      }
    });
}

function parentsFromPs(): ParentOf {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [pid = '', parent = ''] = line.trim().split(/\s+/);
    return [Number(pid), Number(parent)];
  });
}
