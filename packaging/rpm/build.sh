#!/bin/sh
# Makes an RPM package of a binary: build.sh BINARY DIRECTORY. Prints the package's path.
# VERSION overrides what the binary says, COMPRESSION the level of zstd; the same SOURCE_DATE_EPOCH makes the same bytes.
set -eu
umask 022
binary=$(realpath "$1")
out=$2
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../systemd/describe.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rpmbuild -bb --quiet --target "$machine" \
    --define "_topdir $work" --define "_rpmdir $work" --define "_dbpath $work/db" \
    --define "version_given $version" --define "binary $binary" --define "stage $here/../systemd/stage.sh" \
    --define "compression w${COMPRESSION:-9}.zstdio" \
    "$here/treasury-plane.spec" >"$work/log" 2>&1 || {
    cat "$work/log" >&2
    exit 1
}
mkdir -p "$out"
package="$out/treasury-plane-$version-1.$machine.rpm"
mv "$work/$machine/treasury-plane-$version-1.$machine.rpm" "$package"
echo "$package"
