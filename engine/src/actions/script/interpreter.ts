/**
 * The words of a script's first line, `#!/bin/sh -e` or `#!/usr/bin/env python3`, as a kernel would use them: the
 * program, then one argument at most. Without such a line, or with one that names no absolute path: /bin/sh.
 */
export function interpreterOf(script: Uint8Array): readonly string[] {
  const first = Buffer.from(script.subarray(0, 256)).toString('utf8').split('\n', 1)[0] ?? '';
  const [, program, argument] = /^#!\s*(\/[^\s\0]+)(?:\s+([^\0]*?))?\s*$/.exec(first) ?? [];
  if (program === undefined) return ['/bin/sh'];
  return argument === undefined || argument === '' ? [program] : [program, argument];
}
