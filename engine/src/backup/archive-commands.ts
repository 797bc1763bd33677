import type { RemoteCommand } from '../ssh/remote-execution.js';
import type { Packing } from './backup-store.js';

/**
 * $1: `skip` to leave out what is not there, else `all`; then `--exclude=…` and `./…` paths under /. The archive is
 * standard output, compressed where gzip is there. Exit 66: something asked for is missing; 65: nothing is there at all.
 */
const PACK = `LC_ALL=C; export LC_ALL
cd / || exit 1
missing=$1; shift
left=$# found=0
while [ "$left" -gt 0 ]; do
  word=$1; shift; left=$((left - 1))
  case $word in ./*)
    if [ -e "$word" ] || [ -h "$word" ]; then found=$((found + 1))
    elif [ "$missing" = skip ]; then continue
    else echo "no such file: $word" >&2; exit 66; fi ;;
  esac
  set -- "$@" "$word"
done
if [ "$found" -eq 0 ]; then exit 65; fi
if command -v gzip >/dev/null 2>&1; then exec tar -czf - "$@"; else exec tar -cf - "$@"; fi
`;

/** The archive is standard input; owners and modes come from it. */
const UNPACK = `LC_ALL=C; export LC_ALL
cd / || exit 1
if [ "$1" = tar+gzip ]; then exec tar -xpzf -; else exec tar -xpf -; fi
`;

export interface PackRequest {
  /** Absolute. */
  readonly paths: readonly string[];
  /** Absolute paths, or shell patterns of names. */
  readonly exclude: readonly string[];
  /** What to do about a path that is not there. */
  readonly missing: 'fail' | 'skip';
  readonly become: RemoteCommand['become'];
  readonly timeoutMs: number;
}

/** Packs files into a stream. Every path begins with `./`, so that none is taken for an option. */
export function packCommand(request: PackRequest): RemoteCommand {
  const exclude = request.exclude.map((pattern) => `--exclude=${pattern.startsWith('/') ? `.${pattern}` : pattern}`);
  return {
    argv: [
      '/bin/sh',
      '-c',
      PACK,
      'chatops',
      request.missing === 'skip' ? 'skip' : 'all',
      ...exclude,
      ...request.paths.map((path) => `.${path}`),
    ],
    become: request.become,
    timeoutMs: request.timeoutMs,
  };
}

/** Unpacks a stream made by `packCommand` to where it came from. */
export function unpackCommand(
  packing: Packing,
  options: { readonly become: RemoteCommand['become']; readonly timeoutMs: number },
): Omit<RemoteCommand, 'stdin'> {
  return {
    argv: ['/bin/sh', '-c', UNPACK, 'chatops', packing],
    become: options.become,
    timeoutMs: options.timeoutMs,
  };
}
