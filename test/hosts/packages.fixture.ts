import type { Host } from './host.js';

/** `chatops-shop` 1.0 and 2.0, which need `chatops-lib` 1.0, in an archive on the host itself; no other one is asked. */
export async function makePackages(host: Host): Promise<void> {
  await host.sh(`set -e
mkdir -p /srv/archive /etc/apt/sources.list.d; cd /srv/archive
rm -f /etc/apt/sources.list /etc/apt/sources.list.d/*
make() {
  mkdir -p "build/DEBIAN"
  printf 'Package: %s\\nVersion: %s\\nArchitecture: all\\nMaintainer: tests <tests@example.org>\\nDescription: a test\\n' "$1" "$2" >build/DEBIAN/control
  if [ -n "$3" ]; then echo "Depends: $3" >>build/DEBIAN/control; fi
  /usr/bin/dpkg-deb -b build "$1_$2.deb" >/dev/null
  { /usr/bin/dpkg-deb -f "$1_$2.deb"; echo "Filename: ./$1_$2.deb"; echo "Size: $(stat -c %s "$1_$2.deb")"
    echo "SHA256: $(sha256sum "$1_$2.deb" | cut -d ' ' -f 1)"; echo; } >>Packages
  rm -r build
}
make chatops-lib 1.0 ''
make chatops-shop 1.0 chatops-lib
make chatops-shop 2.0 chatops-lib
echo 'deb [trusted=yes] file:/srv/archive ./' >/etc/apt/sources.list.d/test.list
apt-get -q update >/dev/null 2>&1
`);
}
