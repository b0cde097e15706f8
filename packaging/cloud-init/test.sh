#!/bin/sh
# Fills the template in as Terraform would, and checks what comes out. Needs node for the filling in.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node "$here/render.mjs" "$here/user-data.yaml.tftpl" "$work"
size=$(wc -c <"$work/user-data")
[ "$size" -lt 16384 ] || { echo "user data has $size bytes; EC2 takes 16384" >&2; exit 1; }
sh -n "$work/first-start"
if command -v cloud-init >/dev/null 2>&1; then
    cloud-init schema --config-file "$work/user-data"
else
    echo "cloud-init is not installed: its schema not checked"
fi
echo "user data: $size bytes"
