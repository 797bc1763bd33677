#!/bin/sh
# Boots a test host: PID 1 of its new PID namespace, before it becomes the host's init. Its disk (tmpfs) belongs to the
# keeper outside, so it outlives the boot; all that is mounted here ends with it.
# From the environment: DIR (state on the machine), NAME, ROOT (the furnished Debian), INIT, SHELL_, SERVICES, CGROUP.
set -eu

if [ "${1:-}" != inside ]; then
  # A cgroup of its own, without the unshare outside, becomes the root of its cgroup namespace.
  if [ -n "$CGROUP" ]; then
    mkdir -p "$CGROUP/host"
    echo 0 >"$CGROUP/host/cgroup.procs"
  fi
  exec unshare --cgroup -- /bin/sh "$0" inside
fi

read -r self rest </proc/self/stat # the old /proc: the pid as the machine sees it
r=$DIR/disk/root
mkdir -p "$r"
mount --bind "$r" "$r" # pivot_root wants a mount point
for d in usr etc var; do
  mkdir -p "$r/$d" "$DIR/disk/upper/$d" "$DIR/disk/work/$d"
  mount -t overlay -o "lowerdir=$ROOT/$d,upperdir=$DIR/disk/upper/$d,workdir=$DIR/disk/work/$d" overlay "$r/$d"
done
for d in dev proc sys run tmp root home srv opt mnt media boot old; do mkdir -p "$r/$d"; done
mkdir -p "$DIR/disk/containers" "$r/var/lib/containers"
# overlayfs cannot be the upper layer of another
mount --bind "$DIR/disk/containers" "$r/var/lib/containers"
mount --bind "$DIR/home" "$r/home"
mount --bind "$DIR/srv" "$r/srv"
mount -t tmpfs -o mode=755,size=64m run "$r/run"
mkdir -m 1777 "$r/run/lock"
mount -t tmpfs -o mode=1777,size=256m tmp "$r/tmp"
mount -t tmpfs -o mode=755,size=64k dev "$r/dev"
mkdir "$r/dev/pts" "$r/dev/shm" "$r/dev/mqueue"
for device in 'null 1 3' 'zero 1 5' 'full 1 7' 'random 1 8' 'urandom 1 9' 'tty 5 0'; do
  set -- $device
  mknod -m 666 "$r/dev/$1" c "$2" "$3"
done
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$r/dev/pts"
mount -t tmpfs -o mode=1777,size=64m shm "$r/dev/shm"
mount -t mqueue mqueue "$r/dev/mqueue"
ln -s pts/ptmx "$r/dev/ptmx"
ln -s /proc/self/fd "$r/dev/fd"
ln -s fd/0 "$r/dev/stdin"
ln -s fd/1 "$r/dev/stdout"
ln -s fd/2 "$r/dev/stderr"
mount -t proc -o nosuid,nodev,noexec proc "$r/proc"
cat /proc/sys/kernel/random/uuid >"$r/run/boot_id"
chmod 444 "$r/run/boot_id"
# What is not the host's own is read-only: sysctls, but for its own network's.
for f in sys sysrq-trigger; do
  [ -e "$r/proc/$f" ] || continue
  mount --bind "$r/proc/$f" "$r/proc/$f"
  mount -o remount,bind,ro "$r/proc/$f"
done
mount --bind "$r/run/boot_id" "$r/proc/sys/kernel/random/boot_id"
mount -o remount,bind,ro "$r/proc/sys/kernel/random/boot_id"
mount -t sysfs -o ro,nosuid,nodev,noexec sysfs "$r/sys"
mount -t cgroup2 -o nosuid,nodev,noexec cgroup2 "$r/sys/fs/cgroup" 2>/dev/null || true
hostname "$NAME"

furnish_once() {
  for l in bin sbin lib lib32 lib64 libx32; do
    [ ! -L "$ROOT/$l" ] || ln -sf "$(readlink "$ROOT/$l")" "$r/$l"
  done
  [ -d "$r/home/deploy" ] || cp -a "$ROOT/home/deploy" "$r/home/deploy"
  cp -a "$ROOT/root/." "$r/root/"
  chmod 700 "$r/root"
  for home in root:0:0 home/deploy:deploy:deploy; do
    mkdir -p -m 700 "$r/${home%%:*}/.ssh"
    cp "$DIR/../user_key.pub" "$r/${home%%:*}/.ssh/authorized_keys"
    chroot "$r" chown -R "${home#*:}" "/${home%%:*}/.ssh"
  done
  cp "$DIR"/ssh_host_* "$r/etc/ssh/"
  echo "$NAME" >"$r/etc/hostname"
  tr -d - </proc/sys/kernel/random/uuid >"$r/etc/machine-id"
  case $SHELL_ in
    dash) ;;
    *) ln -sf "$SHELL_" "$r/usr/bin/sh" ;;
  esac
  for service in $SERVICES; do
    echo "$service" >>"$r/etc/test-host-services"
    ln -sf "/lib/systemd/system/$service.service" "$r/etc/systemd/system/multi-user.target.wants/$service.service"
  done
  ln -sf /lib/systemd/system/podman-restart.service "$r/etc/systemd/system/multi-user.target.wants/"
  [ "$INIT" = systemd ] || cp "$r"/usr/local/lib/sysv/* "$r/usr/local/sbin/"
  touch "$DIR/disk/furnished"
}
[ -e "$DIR/disk/furnished" ] || furnish_once
cp "$DIR/../hosts" "$r/etc/hosts"

echo "$self" >"$DIR/init.pid"
cd "$r"
pivot_root . old
exec </dev/null
case $INIT in
  systemd) set -- /lib/systemd/systemd --system --show-status=0 ;;
  *) set -- /usr/local/sbin/sysv-init ;;
esac
# No capability to change what all hosts share: the clock, modules, raw hardware.
exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 container=test-host TERM=linux \
  chroot . /bin/sh -c '/usr/bin/umount -l /old; /usr/bin/rmdir /old 2>/dev/null
    exec /usr/bin/setpriv --bounding-set=-sys_time,-sys_module,-sys_rawio -- "$@"' sh "$@"
