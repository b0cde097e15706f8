#!/bin/sh
# Fails unless each program is static, stripped and free of this machine's paths: check-static.sh PROGRAM...
set -eu
for program in "$@"; do
    if readelf --program-headers "$program" | grep -q INTERP || readelf --dynamic "$program" | grep -q NEEDED; then
        echo "$program needs libraries of the host." >&2
        exit 1
    fi
    if readelf --section-headers --wide "$program" | grep -q ' \.symtab '; then
        echo "$program is not stripped." >&2
        exit 1
    fi
    if grep -aqF -e "$(pwd -P)" -e "${CARGO_HOME:-$HOME/.cargo}/registry" "$program"; then
        echo "$program names directories of the machine that built it." >&2
        exit 1
    fi
done
