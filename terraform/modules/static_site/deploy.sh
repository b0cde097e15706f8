#!/bin/sh
# Brings a front end to S3 and tells CloudFront.
#
#   npm --prefix frontend ci && npm --prefix frontend run build
#   terraform output -json sites >sites.json
#   ./deploy.sh web   <bucket> <distribution> frontend/web/dist
#   ./deploy.sh admin <bucket> <distribution> frontend/admin/dist
#   ./deploy.sh space <bucket> <distribution> frontend/space/dist
#
# New files first, pages last, so that no page asks for a script that is not there yet. Old scripts stay: who has the old page
# open still needs them. They go with the bucket's lifecycle when a later run removes them (--prune, days after the release).
set -eu

usage() { echo "usage: $0 web|admin|space <bucket> <distribution> <dist folder> [--prune]" >&2; exit 64; }
[ $# -ge 4 ] || usage
app=$1 bucket=$2 distribution=$3 dist=$4 prune=${5:-}
case $app in
web) folder="" ;;
admin) folder="god-mode/" ;;
space) folder="spaces/" ;;
*) usage ;;
esac
[ -z "$prune" ] || [ "$prune" = --prune ] || usage
if [ ! -f "$dist/index.html" ]; then
    echo "$dist/index.html is not there. Build first: npm --prefix frontend ci && npm --prefix frontend run build" >&2
    exit 66
fi

target="s3://$bucket/$folder"
# CloudFront compresses by itself; the prepared variants are the binary's.
aws s3 sync "$dist/assets/" "${target}assets/" --exclude '*.br' --exclude '*.gz' \
    --cache-control 'public, max-age=31536000, immutable' --only-show-errors
aws s3 sync "$dist/" "$target" --exclude 'assets/*' --exclude '*.br' --exclude '*.gz' --exclude index.html \
    --cache-control 'public, max-age=300' --only-show-errors
aws s3 cp "$dist/index.html" "${target}index.html" --cache-control 'no-cache' \
    --content-type 'text/html; charset=utf-8' --only-show-errors
if [ -n "$prune" ]; then
    aws s3 sync "$dist/" "$target" --delete --size-only --exclude '*.br' --exclude '*.gz' --exclude index.html --only-show-errors
fi
# Scripts have a digest in their names and never change; only the rest must be asked for again.
aws cloudfront create-invalidation --distribution-id "$distribution" \
    --paths "/" "/${folder}index.html" "/${folder}*.svg" "/${folder}*.json" --query Invalidation.Id --output text
