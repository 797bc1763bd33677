/**
 * Shell functions that stream what a producer prints, so that the server itself hashes what it sends. `send HOW
 * PRODUCER WORD…` sends the producer's standard output, compressed by the first program of HOW that is there, to our
 * standard output. Then it says, on standard error: exit codes, sha256 of what was sent, the first 50 complaints.
 *
 * GNU tee moves 8 KiB at a time, which costs more than all the rest; perl, which Debian always has, moves more. It also
 * widens the pipes to it and to the digest (1031 is F_SETPIPE_SZ of Linux; whoever refuses keeps 64 KiB), so that on a
 * busy server the three wait for each other less often.
 *
 * 3: to the digest, 4: to the worker, 5: what is told at the end, 6: complaints. POSIX sh has no `pipefail`, and tee
 * can open a pipe by its number but not a socket: so the digest gets the pipe, and the worker gets tee's own output.
 */
export const SEND_FUNCTIONS = `LC_ALL=C PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin; export LC_ALL PATH
has() { command -v "$1" >/dev/null 2>&1; }
digest() {
  if has openssl; then openssl dgst -sha256 -r; elif has sha256sum; then sha256sum
  elif has shasum; then shasum -a 256; else cat >/dev/null; fi | cut -d ' ' -f 1
}
squeeze() { case $1 in zstd) zstd -q -1 -c ;; gzip) gzip -1 -c ;; esac; }
split() {
  if has perl; then
    perl -e 'open D, q(>&=3) or exit 1;
      for $h (*STDIN, *D) { fcntl $h, 1031, 1048576 }
      while ($n = sysread STDIN, $b, 65536) {
        for $h (*STDOUT, *D) { for ($o = 0; $o < $n; $o += $w) { defined($w = syswrite $h, $b, $n - $o, $o) or exit 1 } }
      }
      exit !defined $n'
  else tee /dev/fd/3; fi
}
produce() { "$@" 2>&6; echo "produced=$?" >&5; }
squeezed() { if [ "$how" = none ]; then "$@"; else "$@" | { squeeze "$how" 2>&6; echo "squeezed=$?" >&5; }; fi; }
send() {
  how=none
  for one in $1; do if has "$one"; then how=$one; break; fi; done
  shift
  exec 4>&1
  told=$( { {
    { squeezed produce "$@" | { split >&4 2>&6; echo "sent=$?" >&5; }; } 3>&1 | echo "sha256=$(digest)" >&5
  } 6>&1 >/dev/null | sed -n '1,50s/^/complaint|/p' | cut -c 1-500 >&5; } 5>&1 )
  code=$(printf '%s\\n' "$told" | sed -n 's/^produced=//p')
  if printf '%s\\n' "$told" | grep -q '^s[a-z]*ed=[1-9]\\|^sent=[1-9]'; then code=74; fi
  printf '%s\\n' "$told" | sed 's/^/chatops-sent /' >&2
  exit "\${code:-74}"
}
`;
