#!/bin/sh
# Makes sure that Debian packages are there: require.sh PACKAGE=PROBE...
# A probe is a command to be found, or a file when it starts with a slash (it may be a pattern).
set -eu
missing=""
for pair in "$@"; do
    package=${pair%%=*}
    probe=${pair#*=}
    case $probe in
    /*) ls $probe >/dev/null 2>&1 || missing="$missing $package" ;;
    *) command -v "$probe" >/dev/null 2>&1 || missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0
install="apt-get install -y --no-install-recommends$missing"
if ! command -v apt-get >/dev/null 2>&1; then
    echo "These are needed and missing:$missing" >&2
    exit 1
elif [ "$(id -u)" = 0 ]; then
    apt-get update -q && DEBIAN_FRONTEND=noninteractive $install
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    sudo apt-get update -q && sudo DEBIAN_FRONTEND=noninteractive $install
else
    echo "Packages are missing. Run this and try again:" >&2
    echo "    sudo $install" >&2
    exit 1
fi
