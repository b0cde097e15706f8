# Read by the scripts that run over there: how to check, and what is checked after every installation.

failures=0

# check WHAT COMMAND...: the command must succeed.
check() {
    what=$1
    shift
    if said=$("$@" 2>&1); then
        echo "ok      $what"
    else
        echo "FAILED  $what: $*"
        echo "$said" | tail -n 15 | sed 's/^/        /'
        failures=$((failures + 1))
    fi
}

# refuse WHAT COMMAND...: the command must fail.
refuse() {
    what=$1
    shift
    check "$what" not "$@"
}

not() { ! "$@"; }
is() { [ "$1" = "$2" ] || { echo "is \"$1\", not \"$2\""; return 1; }; }
mode_is() { is "$(stat -c '%a %U:%G' "$1")" "$2"; }
property() { systemctl show --value -p "$1" treasury-plane; }
answers() { is "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$1/readyz")" 200; }
until_true() {
    for _ in $(seq 100); do
        "$@" >/dev/null 2>&1 && return 0
        sleep 0.2
    done
    "$@"
}
files_of_root() {
    found=$(find /var/lib/treasury-plane -user root)
    is "$found" ""
}

check_layout() {
    check "program" mode_is /usr/bin/treasury-plane "755 root:root"
    check "settings" mode_is /etc/treasury-plane/treasury-plane.toml "640 root:treasury-plane"
    check "their directory" mode_is /etc/treasury-plane "750 root:treasury-plane"
    check "data" mode_is /var/lib/treasury-plane "700 treasury-plane:treasury-plane"
    check "unit is valid" systemd-analyze verify treasury-plane.service treasury-plane.socket
    check "settings are valid" treasury-plane config check
}

# It runs, as its own user, inside the walls of the unit, with the private PostgreSQL.
check_running() {
    pid=$(property MainPID)
    check "runs as its user" is "$(stat -c %U "/proc/$pid")" treasury-plane
    check "without capabilities" grep -q '^CapEff:\s*0000000000000000' "/proc/$pid/status"
    check "no new privileges" grep -q '^NoNewPrivs:\s*1' "/proc/$pid/status"
    check "filtered system calls" grep -q '^Seccomp:\s*2' "/proc/$pid/status"
    check "it tells its status" is "$(property StatusText | cut -d' ' -f1)" Serving
    check "nothing of root's in its data" files_of_root
}

finish() {
    if [ "$failures" != 0 ]; then
        echo "$failures checks failed. The service's log ends:"
        journalctl -u treasury-plane -n 30 --no-pager -o cat
        exit 1
    fi
}
