/**
 * `resolve HOST` puts the first address of a name or of an address into `$address`, or says the problem and returns
 * false. A name any of whose addresses is link-local (RFC 3927, RFC 4291) or a cloud's metadata service is refused as a
 * whole, and what was judged is what is connected to afterwards: a second look-up could answer otherwise.
 */
export const RESOLVE_FUNCTION = `resolve() {
  address=
  if ! has getent; then say problem no-resolver; return 1; fi
  found=$(getent ahosts "$1" 2>/dev/null | awk '!seen[$1]++ { print $1 }')
  if [ -z "$found" ]; then say problem name; return 1; fi
  for one in $found; do
    # an IPv4 address written as IPv6 is that IPv4 address
    case $one in ::[fF][fF][fF][fF]:*.*) bare=\${one##*:} ;; *) bare=$one ;; esac
    case $bare in
      169.254.* | 0.* | 22[4-9].* | 2[345]?.* | 100.100.100.200 | 168.63.129.16 | 192.0.0.192 | \\
        [fF][eE][89aAbB]?:* | [fF][fF]??:* | :: | [fF][dD]00:[eE][cC]2::254 | [fF][dD]20:[cC][eE]::254 | \\
        ::[fF][fF][fF][fF]:* | 64:[fF][fF]9[bB]::*)
        say problem forbidden; say address "$one"; return 1 ;;
    esac
    if [ -z "$address" ]; then address=$one; fi
  done
  say address "$address"
}
`;
