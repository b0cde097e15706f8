#!/bin/sh
# Lays out a package's files: stage.sh BINARY DIRECTORY. Both packages hold the same.
set -eu
umask 022
binary=$1
root=$2
here=$(cd "$(dirname "$0")" && pwd)

put() { install -D -m "$1" "$2" "$root/$3"; }
put 0755 "$binary" usr/bin/treasury-plane
put 0644 "$here/treasury-plane.service" usr/lib/systemd/system/treasury-plane.service
put 0644 "$here/treasury-plane.socket" usr/lib/systemd/system/treasury-plane.socket
put 0644 "$here/treasury-plane.sysusers" usr/lib/sysusers.d/treasury-plane.conf
put 0644 "$here/treasury-plane.tmpfiles" usr/lib/tmpfiles.d/treasury-plane.conf
put 0640 "$here/treasury-plane.toml" etc/treasury-plane/treasury-plane.toml
put 0644 "$here/README.md" usr/share/doc/treasury-plane/systemd.md
put 0644 "$here/../../LICENSE" usr/share/doc/treasury-plane/copyright
chmod 0750 "$root/etc/treasury-plane"
find "$root" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
