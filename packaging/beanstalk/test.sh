#!/bin/sh
# Tests the bundle for Elastic Beanstalk: test.sh BINARY. Needs root, nginx, node, zip.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
binary=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 0755 "$work"
export SOURCE_DATE_EPOCH=1767225600 COMPRESSION=-0

echo "== bundle for Elastic Beanstalk"
mkdir "$work/test" "$work/again"
bundle=$("$here/build.sh" "$binary" "$work")
cmp "$("$here/build.sh" "$binary" "$work/again")" "$bundle"
# What Elastic Beanstalk looks for: no folder above, and hooks and program executable.
listed=$(zipinfo "$bundle" | awk '/^-/ { print $1, $NF }' | LC_ALL=C sort -k2)
echo "$listed" | diff -u "$here/test/layout.txt" -
if "$here/build.sh" "$binary" "$work/again" 10.0.1.0/24,0.0.0.0/0 2>/dev/null; then
    echo "a bundle that believes everybody was made" >&2
    exit 1
fi

mv "$bundle" "$work/test/bundle.zip"
cp "$binary" "$work/test/treasury-plane"
cp "$here/../test/checks.sh" "$here/test/scenario.sh" "$here/test/client.mjs" "$here/test/nginx.conf" "$work/test"
"$here/../test/boot.sh" "$work/test" scenario.sh
