#!/bin/sh
# Makes everything that is handed out, in dist/: release.sh [OUTPUT-DIRECTORY]
# The front end and the PostgreSQL bundle must be built; `make release` sees to it. With
# RELEASE_KEY=FILE (see `treasury-plane bundle keygen`) the air-gap bundle is made and signed too.
set -eu
cd "$(dirname "$0")/../.."
output=${1:-dist}
SIZE_MAX=60000000

SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}"
TREASURY_PLANE_COMMIT="${TREASURY_PLANE_COMMIT:-$(packaging/release/commit.sh)}"
export SOURCE_DATE_EPOCH TREASURY_PLANE_COMMIT
rm -rf "$output"
packaging/release/build.sh "$output"
plain=$(ls "$output"/treasury-plane-*-linux)
full=$plain-postgres
name=${plain%-linux}
name=${name%-*}

packaging/release/check-static.sh "$plain" "$full"
size=$(stat -c %s "$plain")
echo "$(basename "$plain"): $size bytes; $(basename "$full"): $(stat -c %s "$full") bytes"
[ "$size" -le $SIZE_MAX ] || { echo "The program is larger than $SIZE_MAX bytes." >&2; exit 1; }

node packaging/release/sbom.mjs "$name.cdx.json" "$plain" "$full"
node packaging/release/licences.mjs "$name-licences.txt"
node packaging/oci/image.mjs "$plain" "$plain-oci.tar"
if [ -n "${RELEASE_KEY:-}" ]; then
    packaging/airgap/bundle.sh "$full" "$name.cdx.json" "$name-licences.txt" "$RELEASE_KEY" "$full.bundle"
else
    echo "No air-gap bundle: RELEASE_KEY names no key to sign it."
fi
(cd "$output" && sha256sum -- * >.sums && mv .sums SHA256SUMS)
cat "$output/SHA256SUMS"
