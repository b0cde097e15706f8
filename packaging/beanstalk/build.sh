#!/bin/sh
# Makes the source bundle for Elastic Beanstalk of a binary:
#     build.sh BINARY DIRECTORY [SUBNETS]
# SUBNETS are those of the load balancer, as ranges with commas between; default: 10.0.1.0/24,10.0.2.0/24.
# Prints the bundle's path. The same SOURCE_DATE_EPOCH makes the same bytes.
set -eu
umask 022
binary=$1
out=$2
subnets=${3:-10.0.1.0/24,10.0.2.0/24}
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../systemd/describe.sh"
case $subnets in
*[!0-9a-fA-F.:/,]* | "" | *0.0.0.0/0* | *::/0*)
    echo "\"$subnets\" are not the ranges of the load balancer's subnets." >&2
    exit 1
    ;;
esac

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$here/bundle/." "$stage"
install -D -m 0755 "$binary" "$stage/bin/treasury-plane"
(cd "$stage/bin" && sha256sum treasury-plane >treasury-plane.sha256)
# A change of settings runs the same hooks without a new bundle, except for the check of the program.
mkdir -p "$stage/.platform/confighooks"
cp -R "$stage/.platform/hooks/." "$stage/.platform/confighooks"
rm "$stage/.platform/confighooks/prebuild/10_check.sh"
allow=$(echo "$subnets" | tr , '\n' | sed 's/.*/allow &;\\/')
sed -i "s|@LOAD_BALANCER@|$subnets|" "$stage/.ebextensions/01-environment.config"
sed -i "s|@ALLOW@|${allow%\\}|" "$stage/.platform/nginx/conf.d/elasticbeanstalk/10_load_balancer_only.conf"
find "$stage" -type d -exec chmod 0755 {} +
find "$stage" -type f ! -perm -u+x -exec chmod 0644 {} +
find "$stage" -exec touch --date="@$SOURCE_DATE_EPOCH" {} +

mkdir -p "$out"
bundle="$(cd "$out" && pwd)/treasury-plane-$version-$machine-beanstalk.zip"
rm -f "$bundle"
(cd "$stage" && find . -type f | LC_ALL=C sort | TZ=UTC zip -q -X "${COMPRESSION:--6}" "$bundle" -@)
echo "$bundle"
