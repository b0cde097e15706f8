#!/bin/sh
# Makes the bundle for hosts without a network: bundle.sh PROGRAM SBOM LICENCES SECRET-KEY OUTPUT
# PROGRAM packs and signs itself, for only it knows its release, its PostgreSQL and its migrations.
set -eu
program=$(realpath "$1")
sbom=$(realpath "$2")
licences=$(realpath "$3")
key=$(realpath "$4")
output=$(realpath -m "$5")
cd "$(dirname "$0")/../.."
files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT
mkdir -p "$files/bin" "$files/docs"
install -m 755 "$program" "$files/bin/treasury-plane"
cp LICENSE README.md "$files/"
cp docs/*.md "$files/docs/"
cp "$sbom" "$files/sbom.cdx.json"
cp "$licences" "$files/licences.txt"
"$program" version --json >"$files/version.json"
sed -n '/"migrations": \[/,/\]/s/^ *"\(m[0-9]*_[^"]*\)",\{0,1\}$/\1/p' "$files/version.json" >"$files/migrations.txt"
(cd "$files" && find . -type f ! -name SHA256SUMS -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum >SHA256SUMS)
rm -f "$output"
"$program" bundle create --from "$files" --key "$key" --output "$output"
