#!/bin/sh
# Builds both programs so that the same sources give the same bytes wherever they lie:
# build.sh OUTPUT-DIRECTORY
# The front end and the PostgreSQL bundle ($PG_BUNDLE) must be built. Needs a clean checkout for the
# commit to be told; CARGO_TARGET_DIR is used when set.
set -eu
cd "$(dirname "$0")/../.."
here=$(pwd -P)
output=$1
mkdir -p "$output"

triple=$(rustc --print host-tuple)
arch=${triple%%-*}
version=$(sed -n '/^version = /{s/.*"\(.*\)"/\1/p;q}' Cargo.toml)
cargo_home=${CARGO_HOME:-$HOME/.cargo}
target=${CARGO_TARGET_DIR:-$here/target}

# Nothing of this machine may get into the programs: neither paths (in messages of panics and of
# the C sources) nor the time. What the environment says about flags would replace ours.
unset RUSTFLAGS CARGO_ENCODED_RUSTFLAGS CARGO_BUILD_RUSTFLAGS CARGO_BUILD_TARGET
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}"
export TREASURY_PLANE_COMMIT="${TREASURY_PLANE_COMMIT:-$(packaging/release/commit.sh)}"
export CARGO_INCREMENTAL=0 CARGO_TARGET_DIR="$target" LC_ALL=C TZ=UTC
# The last one that fits counts, and the target directory is often inside the sources.
maps="$cargo_home=/cargo $here=/treasury-plane $target=/target"
flags=""
cflags=""
for map in $maps; do
    flags="$flags\"--remap-path-prefix=$map\","
    cflags="$cflags -ffile-prefix-map=$map"
done
export CFLAGS="$cflags" CXXFLAGS="$cflags"

build() {
    cargo build --locked --profile dist --target "$triple" --bin treasury-plane \
        --config "target.$triple.rustflags=[$flags]" "$@"
}
name=treasury-plane-$version-$arch-linux
build
install -m 755 "$target/$triple/dist/treasury-plane" "$output/$name"
build --features bundle
install -m 755 "$target/$triple/dist/treasury-plane" "$output/$name-postgres"
