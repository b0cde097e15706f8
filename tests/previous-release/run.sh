#!/bin/sh
# The previous release must go on working on the schema of this one: during a rolling upgrade it does.
# Builds the newest tag v* before this commit, starts it on a database of its own, lets the new binary
# migrate that database, and goes through the product with the old one.
#
# usage: run.sh NEW_BINARY
set -eu

new=$(realpath "${1:?usage: run.sh NEW_BINARY}")
here=$(cd "$(dirname "$0")/../.." && pwd)
cd "$here"
tag=$(git tag --list 'v*' --sort=-version:refname --merged HEAD --no-contains HEAD | head -n 1)
if [ -z "$tag" ]; then
    echo "previous-release: there is no earlier release (no tag v*): nothing to prove yet"
    exit 0
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/treasury-plane-previous-XXXXXX")
chmod 711 "$work"
server=
finish() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    [ -z "$server" ] || wait "$server" 2>/dev/null || true
    git worktree remove --force "$work/source" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

echo "previous-release: building $tag"
git worktree add --detach "$work/source" "$tag" >/dev/null
CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$here/target}/previous" make -C "$work/source" build >"$work/build.log" 2>&1 || {
    tail -n 30 "$work/build.log" >&2
    echo "previous-release: $tag cannot be built" >&2
    exit 1
}
old="${CARGO_TARGET_DIR:-$here/target}/previous/$(rustc --print host-tuple)/release/treasury-plane"

data=$work/data
TREASURY_PLANE_HTTP__BIND=127.0.0.1:0 TREASURY_PLANE_METRICS__ENABLED=false TREASURY_PLANE_LOG__FORMAT=json \
    "$old" serve --data-dir "$data" >"$work/out" 2>"$work/log" &
server=$!
waited=0
until grep -q '"ready"' "$work/log"; do
    kill -0 "$server" 2>/dev/null || { cat "$work/log" >&2; exit 1; }
    waited=$((waited + 1))
    [ "$waited" -lt 600 ] || { echo "previous-release: $tag does not become ready" >&2; exit 1; }
    sleep 0.1
done

echo "previous-release: this release migrates under the running $tag"
"$new" upgrade-check --data-dir "$data" || [ $? -eq 1 ]
"$new" migrate up --data-dir "$data"
node "$here/tests/previous-release/smoke.mjs" "$work/out"
echo "previous-release: $tag works on the new schema"
