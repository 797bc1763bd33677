#!/bin/sh
# What an administrator does once on a new server. Runs inside the root of the test hosts (chroot), after the packages
# were installed; every host starts from the result. What differs from host to host is boot.sh's.
set -eu

# The login user, with sudo.
useradd --create-home --shell /bin/bash --user-group deploy
echo 'deploy ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/deploy
chmod 440 /etc/sudoers.d/deploy

rm -f /etc/ssh/ssh_host_*
cat >/etc/ssh/sshd_config <<'SSHD'
# Keys of other types exist only where a test asks for them; sshd passes over the files that are not there.
HostKey /etc/ssh/ssh_host_ed25519_key
HostKey /etc/ssh/ssh_host_ecdsa_key
HostKey /etc/ssh/ssh_host_rsa_key
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM yes
PrintMotd no
UseDNS no
AcceptEnv LANG LC_*
Include /etc/ssh/sshd_config.d/*.conf
Subsystem sftp /usr/lib/openssh/sftp-server
SSHD

rm -f /etc/nginx/sites-enabled/*
cat >/etc/nginx/sites-available/default <<'NGINX'
server {
  listen 80 default_server;
  root /var/www/html;
  location = /health { default_type text/plain; return 200 "ok\n"; }
}
NGINX
ln -s ../sites-available/default /etc/nginx/sites-enabled/default
sed -i 's/^worker_processes .*/worker_processes 1;/' /etc/nginx/nginx.conf

# Containers without resource groups and with limits that a machine without CAP_SYS_RESOURCE allows, on the host's network.
mkdir -p /etc/containers
cat >/etc/containers/containers.conf <<'CONTAINERS'
[containers]
cgroups = "disabled"
netns = "host"
pids_limit = 0
default_ulimits = ["nofile=1024:1024", "nproc=1000:1000"]
log_driver = "k8s-file"
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "crun"
CONTAINERS
printf '[storage]\ndriver = "overlay"\nrunroot = "/run/containers/storage"\ngraphroot = "/var/lib/containers/storage"\n' \
  >/etc/containers/storage.conf
# The registry of the tests, wherever it runs: http, no password.
printf 'unqualified-search-registries = ["registry:5000"]\n[[registry]]\nlocation = "registry:5000"\ninsecure = true\n' \
  >/etc/containers/registries.conf
echo '{"default":[{"type":"insecureAcceptAnything"}]}' >/etc/containers/policy.json
touch /etc/containers/nodocker
rm -rf /etc/cni/net.d/* /var/lib/docker-registry
cat >/etc/docker/registry/config.yml <<'REGISTRY'
version: 0.1
storage: { filesystem: { rootdirectory: /var/lib/docker-registry }, delete: { enabled: true } }
http: { addr: ':5000' }
REGISTRY
install -d -o docker-registry -g docker-registry /var/lib/docker-registry

# PostgreSQL: database, role and password "app", a table with 1,000 rows. Made here, since initdb takes seconds.
rm -rf /var/lib/postgresql/15 /etc/postgresql/15
pg_createcluster 15 main -- --no-sync >/dev/null
printf "listen_addresses = '*'\nfsync = off\nshared_buffers = 16MB\n" >/etc/postgresql/15/main/conf.d/test-host.conf
echo 'host all all 198.18.0.0/15 scram-sha-256' >>/etc/postgresql/15/main/pg_hba.conf
mkdir -p /run/postgresql && chown postgres: /run/postgresql
# By its socket in this root only: the port may be somebody's on the machine where this is built.
pg_ctlcluster 15 main start -o "-c listen_addresses=''"
su postgres -c 'psql -q' <<'SQL'
create role app login password 'app';
create database app owner app;
\c app
set role app;
create table items (id int primary key, name text);
insert into items select i, 'item ' || i from generate_series(1, 1000) i;
SQL
pg_ctlcluster 15 main stop

# systemd: nothing but what a host is told to run, and no hardware.
rm -rf /etc/systemd/system/*.wants /etc/systemd/system/sshd.service /etc/systemd/system/default.target
mkdir -p /etc/systemd/system/multi-user.target.wants /etc/systemd/journald.conf.d
ln -s /lib/systemd/system/multi-user.target /etc/systemd/system/default.target
ln -s /lib/systemd/system/ssh.service /etc/systemd/system/sshd.service
for unit in getty.target console-getty.service systemd-udevd.service systemd-udev-trigger.service \
  systemd-udevd-control.socket systemd-udevd-kernel.socket systemd-timesyncd.service systemd-networkd.service \
  systemd-resolved.service systemd-firstboot.service systemd-pstore.service proc-sys-fs-binfmt_misc.automount; do
  ln -sf /dev/null "/etc/systemd/system/$unit"
done
printf '[Journal]\nSystemMaxUse=16M\nRuntimeMaxUse=8M\n' >/etc/systemd/journald.conf.d/small.conf

# Without systemd: PID 1 starts what /etc/test-host-services lists, with Debian's own scripts, and takes in orphans.
cat >/usr/local/sbin/sysv-init <<'INIT'
#!/bin/bash
mkdir -p /run/sshd
while read -r name; do service "$name" start; done </etc/test-host-services >>/var/log/boot.log 2>&1
[ ! -d /var/lib/containers/storage ] ||
  podman start --all --filter restart-policy=always >>/var/log/boot.log 2>&1 </dev/null &
trap : TERM INT HUP
while :; do sleep infinity & wait $!; done
INIT
mkdir -p /usr/local/lib/sysv
for word in reboot poweroff halt; do
  cat >"/usr/local/lib/sysv/$word" <<WORD
#!/bin/bash
# Stops the services; then $word(2) ends this PID namespace, and whoever keeps the host boots it again or not.
[ \$(id -u) = 0 ] || { echo "$word: Operation not permitted" >&2; exit 1; }
setsid bash -c 'sleep 0.1; while read -r name; do service "\$name" stop; done </etc/test-host-services
  exec busybox $word -f' </dev/null >/dev/null 2>&1 &
WORD
done
cat >/usr/local/lib/sysv/shutdown <<'SHUTDOWN'
#!/bin/bash
for word; do case $word in -r | --reboot) exec /usr/local/lib/sysv/reboot ;; esac; done
exec /usr/local/lib/sysv/poweroff
SHUTDOWN
chmod 755 /usr/local/sbin/sysv-init /usr/local/lib/sysv/*
rm -f /usr/sbin/policy-rc.d /etc/machine-id /etc/resolv.conf /etc/cron.*/*
rm -rf /var/cache/apt/archives/*.deb
find /var/log -type f -delete
