#!/bin/sh
# Tests what is made from a binary: test.sh BINARY. Packages are installed, used, upgraded and removed
# on a systemd that is really running (test/boot.sh), which needs root; the bundle for Elastic
# Beanstalk runs behind a real nginx. The binary should have the PostgreSQL bundle.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        exec sudo -n "$0" "$@"
    fi
    echo "NOT TESTED: packages and the bundle for Elastic Beanstalk. Run this as root: $0 $*" >&2
    exit 0
fi
binary=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 0755 "$work"
export SOURCE_DATE_EPOCH=1767225600
# Quick rather than small: the packages are thrown away.
deb() { COMPRESSION=-Znone "$1/deb/build.sh" "$binary" "$2"; }
rpm_of() { COMPRESSION=1 "$1/rpm/build.sh" "$binary" "$2"; }

echo "== unit"
# In tenths: 1.3 at most, of 10.
systemd-analyze security --offline=true --threshold=13 --no-pager "$here/systemd/treasury-plane.service" >"$work/unit" || {
    cat "$work/unit"
    exit 1
}
tail -n 1 "$work/unit"

echo "== packages"
mkdir "$work/test" "$work/again" "$work/next"
cp "$binary" "$work/test/treasury-plane"
mv "$(deb "$here" "$work")" "$work/test/first.deb"
cmp "$(deb "$here" "$work/again")" "$work/test/first.deb"
# The next release has other default settings.
cp -r "$here/systemd" "$here/deb" "$here/rpm" "$work/next"
cp "$here/../LICENSE" "$work/"
echo "# This default is of the next release." >>"$work/next/systemd/treasury-plane.toml"
export VERSION=9.9.9
mv "$(deb "$work/next" "$work")" "$work/test/second.deb"
mv "$(rpm_of "$work/next" "$work")" "$work/test/second.rpm"
unset VERSION
mv "$(rpm_of "$here" "$work")" "$work/test/first.rpm"
cmp "$(rpm_of "$here" "$work/again")" "$work/test/first.rpm"
echo "the same input makes the same bytes"

cp "$here/test/checks.sh" "$here/test/packages.sh" "$work/test"
"$here/test/boot.sh" "$work/test" packages.sh
"$here/cloud-init/test.sh"
"$here/beanstalk/test.sh" "$binary"
