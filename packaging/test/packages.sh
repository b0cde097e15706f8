#!/bin/sh
# Runs on a booted copy of the host (boot.sh): installs, uses, upgrades and removes each package,
# and then the same by `treasury-plane install`. /test has the packages and the binary.
set -u
. /test/checks.sh
export DEBIAN_FRONTEND=noninteractive
settings=/etc/treasury-plane/treasury-plane.toml
dpkg_upgrade() { dpkg --force-confdef --force-confold -i "$1"; }

use_port() { sed -i "s/^bind = .*/bind = \"127.0.0.1:$1\"/" "$settings"; }
gone() { not test -e "$1"; }

echo "== deb"
check "dpkg -i" dpkg -i /test/first.deb
check_layout
refuse "nothing runs before it is asked for" systemctl is-active treasury-plane
use_port 8090
check "enable and start" systemctl enable --now treasury-plane
check "answers" answers 8090
check_running

echo "== as root beside the service"
check "doctor" sh -c 'treasury-plane doctor; [ $? -le 1 ]'
check "leaves nothing of root's" files_of_root
check "stop" systemctl stop treasury-plane
check "ended in order" is "$(property Result)" success
check "a command of root starts the private PostgreSQL" treasury-plane migrate status
check "leaves nothing of root's then either" files_of_root
check "start again" systemctl start treasury-plane

echo "== reload, watchdog"
check "reload" systemctl reload treasury-plane
check "is still there" is "$(property ActiveState)" active
mkdir -p /run/systemd/system/treasury-plane.service.d
printf '[Service]\nWatchdogSec=2\n' >/run/systemd/system/treasury-plane.service.d/watchdog.conf
systemctl daemon-reload
check "restart" systemctl restart treasury-plane
hung=$(property MainPID)
kill -s STOP "$hung"
restarted() { [ "$(property NRestarts)" = 1 ] && answers 8090; }
check "a process that hangs is restarted" until_true restarted
rm -r /run/systemd/system/treasury-plane.service.d
systemctl daemon-reload

echo "== socket"
systemctl stop treasury-plane
check "socket" systemctl enable --now treasury-plane.socket
check "the first connection on port 443 starts the service" answers 443
refuse "http.bind is not used then" answers 8090
check "restart" systemctl restart --no-block treasury-plane
going() { [ "$(property ActiveState)" != active ]; }
check "the server is going" until_true going
for _ in $(seq 40); do answers 443 || echo "refused"; done >/tmp/during
check "no connection was refused" is "$(cat /tmp/during)" ""
systemctl disable --now --quiet treasury-plane.socket
systemctl restart treasury-plane

echo "== signed bundle"
mkdir -p /tmp/release/bin
cp /usr/bin/treasury-plane /tmp/release/bin/
check "keys" treasury-plane bundle keygen --private /tmp/release.pem --public /tmp/release-public.pem
check "bundle" treasury-plane bundle create --from /tmp/release --key /tmp/release.pem --output /tmp/release.bundle
install_bundle() { treasury-plane bundle install /tmp/release.bundle --key "$1" --to /usr/bin/treasury-plane; }
inode=$(stat -c %i /usr/bin/treasury-plane)
check "root replaces the program of the running service" install_bundle /tmp/release-public.pem
refuse "it is a new file" is "$(stat -c %i /usr/bin/treasury-plane)" "$inode"
check "the old one is kept" is "$(stat -c %i /usr/bin/treasury-plane.previous)" "$inode"
check "leaves nothing of root's" files_of_root
check "another key" treasury-plane bundle keygen --private /tmp/other.pem --public /tmp/other-public.pem
refuse "a bundle that it has not signed" install_bundle /tmp/other-public.pem
check "restart" systemctl restart treasury-plane
check "answers" answers 8090
rm -r /tmp/release /tmp/release.bundle /usr/bin/treasury-plane.previous

echo "== upgrade"
before=$(property MainPID)
check "dpkg -i of the next release" dpkg_upgrade /test/second.deb
check "was restarted" not is "$(property MainPID)" "$before"
check "settings that were changed are kept" grep -q 8090 "$settings"
check "the new default lies beside them" grep -q 'next release' "$settings.dpkg-dist"
check_layout
check "answers" answers 8090

echo "== remove, purge"
refuse "install beside a package" /test/treasury-plane install
check "dpkg -r" dpkg -r treasury-plane
check "program is gone" gone /usr/bin/treasury-plane
check "service has stopped" not systemctl is-active treasury-plane
check "settings are kept" test -f "$settings"
check "dpkg -P" dpkg -P treasury-plane
check "settings are gone" gone "$settings"
check "data is kept" test -d /var/lib/treasury-plane/postgres/data
rm -rf /var/lib/treasury-plane /etc/treasury-plane

if [ -f /test/first.rpm ]; then
    echo "== rpm"
    # Debian's systemd is not in the database of rpm.
    check "rpm -i" rpm -i --nodeps /test/first.rpm
    check_layout
    use_port 8091
    check "enable and start" systemctl enable --now treasury-plane
    check "answers" answers 8091
    check_running
    before=$(property MainPID)
    check "rpm -U to the next release" rpm -U --nodeps /test/second.rpm
    check "was restarted" not is "$(property MainPID)" "$before"
    check "settings that were changed are kept" grep -q 8091 "$settings"
    check "the new default lies beside them" grep -q 'next release' "$settings.rpmnew"
    check "rpm says that nothing else differs" sh -c '! rpm -V treasury-plane --nodeps | grep -v " c "'
    check "rpm -e" rpm -e treasury-plane
    check "program is gone" gone /usr/bin/treasury-plane
    check "settings are kept" test -f "$settings.rpmsave"
    check "data is kept" test -d /var/lib/treasury-plane/postgres/data
    rm -rf /var/lib/treasury-plane /etc/treasury-plane
fi

echo "== treasury-plane install"
check "install" /test/treasury-plane install --port 443 --now
check_layout
check "answers on port 443" answers 443
check_running
check "install again" /test/treasury-plane install --now
check "answers" answers 443
refuse "a package beside it" dpkg -i /test/first.deb
check "uninstall" treasury-plane uninstall
check "program is gone" gone /usr/bin/treasury-plane
check "unit is gone" gone /etc/systemd/system/treasury-plane.service
check "service has stopped" not systemctl is-active treasury-plane
check "settings and data are kept" test -d /var/lib/treasury-plane/postgres/data -a -f "$settings"
check "install after uninstall finds its data" /test/treasury-plane install --now
check "answers" answers 443
finish
