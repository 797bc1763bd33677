import type { RemoteCommand } from '../ssh/remote-execution.js';
import type { Packing } from './backup-store.js';
import { SEND_FUNCTIONS } from './send-script.js';

/**
 * $1: `skip` to leave out what is not there, else `all`; $2: programs to compress with, best first; then `--exclude=…`
 * and `./…` paths under /. The archive is standard output. Exit 66: something asked for is missing; 65: nothing is
 * there at all.
 */
const PACK = `${SEND_FUNCTIONS}cd / || exit 1
missing=$1 compress=$2; shift 2
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
# Records of 64 KiB, a pipe's worth, instead of 10; busybox knows no such option.
case $(tar --version 2>/dev/null) in *GNU*) set -- -b 128 "$@" ;; esac
send "$compress" tar -cf - "$@"
`;

/**
 * Where the archive on standard input goes. `room FOLDER KIB` ends with 75 unless so much fits and a tenth of the file
 * system stays free, or all of it may be used where $leave is `nothing`; 0 KiB: not known, not asked.
 */
const UNPACK_FUNCTIONS = `LC_ALL=C PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin; export LC_ALL PATH
unpack() {
  packing=$1; shift
  case $packing in
    tar+gzip) tar -xzf - "$@" ;;
    tar+zstd) zstd -dqc | tar -xf - "$@" ;;
    *) tar -xf - "$@" ;;
  esac
}
room() {
  if [ "$2" -eq 0 ]; then return; fi
  set -- "$1" "$2" $(df -Pk "$1" | awk 'NR == 2 { print $2, $4 }')
  if [ -n "\${4-}" ] && [ "\${leave-}" = nothing ]; then set -- "$1" "$2" 0 "$4"; fi
  if [ -n "\${4-}" ] && [ "$(($4 - $2))" -lt "$(($3 / 10))" ]; then
    rest=', and a tenth of it is left free'; if [ "\${leave-}" = nothing ]; then rest=; fi
    echo "$1 has $4 KiB free; $2 KiB are needed$rest" >&2; exit 75
  fi
}
`;

/**
 * $1: packing, $2: KiB, $3: `tenth` or `nothing`, what is left free, then the paths under /. Owners and modes come from
 * the archive. What is there makes room for what replaces it. Of paths on several file systems nobody knows what goes
 * where, and none is asked.
 */
const UNPACK = `${UNPACK_FUNCTIONS}packing=$1 kib=$2 leave=$3; shift 3
cd / || exit 1
on= at=.
for path do
  if [ "$kib" -eq 0 ]; then break; fi
  at=$path
  until [ -e "$at" ]; do at=\${at%/*}; done
  now=$(df -Pk "$at" | awk 'NR == 2 { print $6 }')
  if [ "\${on:-$now}" != "$now" ]; then kib=0; break; fi
  on=$now
  if [ "$at" = "$path" ]; then kib=$((kib - $(du -sk -- "$path" | cut -f 1))); fi
done
if [ "$kib" -gt 0 ]; then room "$at" "$kib"; fi
unpack "$packing" -p
`;

/** $1: packing, $2: a folder that must not be there, $3: KiB, $4: backup. The mark tells who made it, for undoing. */
const UNPACK_BESIDE = `${UNPACK_FUNCTIONS}case $2 in */*) room "\${2%/*}/" "$3" ;; esac
if [ -e "$2" ] || [ -h "$2" ]; then
  if [ "$(cat "$2/.chatops-restored" 2>/dev/null)" != "$4" ]; then echo "$2 is there already" >&2; exit 73; fi
  rm -rf -- "$2" || exit 1
fi
(umask 077; mkdir -- "$2" && printf '%s\\n' "$4" >"$2/.chatops-restored") || exit 73
cd "$2" && unpack "$1" -p
`;

/**
 * $1: packing, $2: KiB. Says how many files, folders and links there were. Each trial has a folder named after its
 * process within one of this user, so the next trial knows and removes what one that was killed left.
 */
const TRY_UNPACK = `${UNPACK_FUNCTIONS}umask 077
base=\${TMPDIR:-/var/tmp}
room "$base/" "$2"
trials=$base/chatops-trial-$(id -u)
mkdir "$trials" 2>/dev/null
if [ -h "$trials" ] || [ ! -d "$trials" ] || [ ! -O "$trials" ]; then echo "$trials is not mine" >&2; exit 73; fi
for left in "$trials"/*; do
  if [ -d "$left" ] && ! kill -0 "\${left##*/}" 2>/dev/null; then rm -rf "$left"; fi
done
trial=$trials/$$
mkdir "$trial" || exit 73
trap 'cd /; rm -rf "$trial"; rmdir "$trials" 2>/dev/null' EXIT
trap 'exit 143' HUP INT TERM
cd "$trial" && unpack "$1" || exit 1
find . ! -name . | wc -l | tr -d ' '
`;

/** $1: the folder, $2: the backup that was restored into it. Anything else is somebody's, and stays. */
const DISCARD = `if [ ! -e "$1" ]; then exit 0; fi
if [ -h "$1" ] || [ "$(cat "$1/.chatops-restored" 2>/dev/null)" != "$2" ]; then
  echo "$1 is not what this restore made" >&2; exit 73
fi
rm -rf -- "$1"
`;

/**
 * Names on standard input, relative to /, each ended by NUL, those within a folder before the folder. A folder that
 * holds something else by now stays.
 */
const REMOVE_LISTED = `cd / || exit 1
xargs -0 sh -c 'for name do
  if [ -d "$name" ] && [ ! -h "$name" ]; then rmdir -- "$name" 2>/dev/null || true
  else rm -f -- "$name" || exit 1; fi
done' chatops
`;

export interface PackRequest {
  /** Absolute. */
  readonly paths: readonly string[];
  /** Absolute paths, or shell patterns of names. */
  readonly exclude: readonly string[];
  /** Programs to compress with, best first; the first that the server has is used. Default: what was always there. */
  readonly compress?: readonly ('zstd' | 'gzip')[];
  /** What to do about a path that is not there. */
  readonly missing: 'fail' | 'skip';
  readonly become: RemoteCommand['become'];
  readonly timeoutMs: number;
}

/** Packs files into a stream. Every path begins with `./`, so that none is taken for an option. */
export function packCommand(request: PackRequest): RemoteCommand {
  const exclude = request.exclude.map((pattern) => `--exclude=${pattern.startsWith('/') ? `.${pattern}` : pattern}`);
  const missing = request.missing === 'skip' ? 'skip' : 'all';
  const compress = (request.compress ?? ['gzip']).join(' ');
  const paths = request.paths.map((path) => `.${path}`);
  return script(PACK, [missing, compress, ...exclude, ...paths], request);
}

/** How much of a file system stays free: an undo is not to fail for the sake of a reserve. */
export type Leave = 'tenth' | 'nothing';

type Place = Pick<RemoteCommand, 'become' | 'timeoutMs'>;

/** Unpacks a stream made by `packCommand` to where it came from, if there is room. */
export const unpackCommand = (
  archive: {
    readonly packing: Packing;
    readonly bytes: number;
    readonly paths: readonly string[];
    readonly leave: Leave;
  },
  place: Place,
): RemoteCommand =>
  script(
    UNPACK,
    [archive.packing, kibibytes(archive.bytes), archive.leave, ...archive.paths.map((path) => `.${path}`)],
    place,
  );

/** Unpacks into a new folder. `bytes`: what it will take there, 0 when that is not known. */
export function unpackBesideCommand(
  to: { readonly packing: Packing; readonly folder: string; readonly bytes: number; readonly backup: string },
  place: Place,
): RemoteCommand {
  return script(UNPACK_BESIDE, [to.packing, to.folder, kibibytes(to.bytes), to.backup], place);
}

/** Unpacks into a scratch folder that is removed again; prints how many entries there were. */
export const tryUnpackCommand = (packing: Packing, bytes: number, place: Place): RemoteCommand =>
  script(TRY_UNPACK, [packing, kibibytes(bytes)], place);

/** Removes a folder that `unpackBesideCommand` made of this backup. */
export const discardFolderCommand = (folder: string, backup: string, place: Place): RemoteCommand =>
  script(DISCARD, [folder, backup], place);

/** Removes the files whose names are its input. */
export const removeListedCommand = (place: Place): RemoteCommand => script(REMOVE_LISTED, [], place);

const kibibytes = (bytes: number): string => String(Math.ceil(bytes / 1024));

const script = (text: string, args: readonly string[], { become, timeoutMs }: Place): RemoteCommand => ({
  argv: ['/bin/sh', '-c', text, 'chatops', ...args],
  become,
  timeoutMs,
});
