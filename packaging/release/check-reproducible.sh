#!/bin/sh
# Builds the committed sources twice, in two directories, from nothing, and compares all bytes.
# Takes two whole release builds; not part of `make test`. Needs the network for npm and cargo
# unless their caches have everything.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
commit=$(git rev-parse HEAD)
for copy in one a/longer/way/two; do
    mkdir -p "$work/$copy"
    git archive "$commit" | tar -xf - -C "$work/$copy"
    (
        cd "$work/$copy"
        export CARGO_TARGET_DIR="$work/$copy/target" TREASURY_PLANE_COMMIT="$commit"
        SOURCE_DATE_EPOCH=$(git -C "$OLDPWD" log -1 --format=%ct "$commit")
        export SOURCE_DATE_EPOCH
        make release
        rm -rf target
    )
done
if diff -rq "$work/one/dist" "$work/a/longer/way/two/dist"; then
    cat "$work/one/dist/SHA256SUMS"
    echo "Both builds of $commit are the same."
else
    echo "The builds differ." >&2
    exit 1
fi
