import { FILE_FUNCTIONS } from './file-state.js';

/**
 * The two halves around the moment when a new content is put down in `$new`.
 *
 * $1: path, $2: mode or '', $3: owner or ''; whoever makes the content takes what comes after, and leaves the argv that
 * validates it, in which an item `{file}` stands for the new file.
 *
 * The new file lies beside the old one until it is whole, has its owner and mode, has passed the validation and is on
 * disk; then one rename swaps it in. `set -C` makes the shell open it with O_EXCL, so that a link planted in a shared
 * folder is not followed.
 */
export const BEGIN_NEW_FILE = `${FILE_FUNCTIONS}path=$1 mode=$2 owner=$3; shift 3
folder=\${path%/*}/
new=\${folder}.chatops-new-$$
umask 077
failing() { say problem "$1"; finish; exit 1; }
report
if [ -h "$path" ]; then say target "$(readlink "$path")"; failing link; fi
if [ -e "$path" ] && [ ! -f "$path" ]; then failing not-a-file; fi
if [ ! -d "$folder" ]; then failing no-folder; fi
if through_link "$path"; then say target "$(readlink -f "$folder")"; failing link-on-way; fi
if ! ( set -C; : >"$new" ) 2>/dev/null; then failing not-writable; fi
trap 'rm -f "$new"' EXIT
trap 'exit 143' HUP INT TERM
`;

export const SWAP_NEW_FILE = `if [ -f "$path" ]; then
  keep_owner=$(stat -c %u:%g "$path" 2>/dev/null) keep_mode=$(stat -c %a "$path" 2>/dev/null)
  if [ -z "$keep_owner" ] || [ -z "$keep_mode" ]; then failing stat; fi
  if [ "$keep_owner" != "$(stat -c %u:%g "$new")" ]; then chown "$keep_owner" "$new" || failing owner; fi
else keep_mode=644; fi
if [ -n "$owner" ]; then chown "$owner" "$new" || failing owner; fi
chmod "\${mode:-$keep_mode}" "$new" || failing mode
if [ "$#" -gt 0 ]; then
  left=$#
  while [ "$left" -gt 0 ]; do
    word=$1; shift; if [ "$word" = '{file}' ]; then word=$new; fi
    set -- "$@" "$word"; left=$((left - 1))
  done
  words=$("$@" 2>&1 </dev/null); code=$?
  printf '%s\\n' "$words" | tail -n 10 | cut -c 1-500 | quoted validate
  if [ "$code" -ne 0 ]; then say code "$code"; failing validation; fi
  say validated yes
fi
sync "$new" 2>/dev/null
mv -f "$new" "$path" || failing swap
sync "$folder" 2>/dev/null
describe "$path"
finish
`;
