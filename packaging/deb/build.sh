#!/bin/sh
# Makes a Debian package of a binary: build.sh BINARY DIRECTORY. Prints the package's path.
# VERSION overrides what the binary says, COMPRESSION the options of dpkg-deb; the same SOURCE_DATE_EPOCH makes the same bytes.
set -eu
umask 022
binary=$1
out=$2
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../systemd/describe.sh"
case $machine in x86_64) arch=amd64 ;; *) arch=arm64 ;; esac

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
chmod 0755 "$stage"
"$here/../systemd/stage.sh" "$binary" "$stage"
mkdir "$stage/DEBIAN"
sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" \
    -e "s/@SIZE@/$(du -sk --apparent-size --exclude=DEBIAN "$stage" | cut -f1)/" \
    "$here/control" >"$stage/DEBIAN/control"
echo /etc/treasury-plane/treasury-plane.toml >"$stage/DEBIAN/conffiles"
for script in preinst postinst prerm postrm; do
    install -m 0755 "$here/$script" "$stage/DEBIAN/$script"
done
(cd "$stage" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums)
find "$stage" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +

mkdir -p "$out"
package="$out/treasury-plane_${version}_$arch.deb"
# One thread: more would cut the stream elsewhere and make other bytes.
dpkg-deb --root-owner-group --threads-max=1 ${COMPRESSION:--Zxz -z6} --build "$stage" "$package" >/dev/null
echo "$package"
