# Read by the scripts that build packages: what a binary is. Sets version and machine from $binary,
# and SOURCE_DATE_EPOCH when it is not set, so that the same commit makes the same bytes. For a binary
# that does not run on this machine, give VERSION.

version=${VERSION:-$("$binary" --version | cut -d' ' -f2)}
# Bytes 18 and 19 of an ELF file name the processor.
case $(od -An -j18 -N2 -tu2 "$binary" | tr -d ' ') in
62) machine=x86_64 ;;
183) machine=aarch64 ;;
*)
    echo "$binary is not a program for x86-64 or ARM64." >&2
    exit 1
    ;;
esac
: "${SOURCE_DATE_EPOCH:=$(git -C "$(dirname "$0")" log -1 --format=%ct 2>/dev/null || echo 1767225600)}"
export SOURCE_DATE_EPOCH
