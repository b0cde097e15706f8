#!/bin/sh
# Boots systemd in a throw-away copy of this host and runs a script there as root:
#     boot.sh DIRECTORY SCRIPT
# DIRECTORY is /test over there, SCRIPT a file in it. Prints what the script printed; exits as it did.
# What the copy writes goes to memory, its processes, network and cgroups are its own, and all of it
# is gone afterwards. Needs root.
set -eu

boot() {
    test=$1
    script=$2
    root=$(mktemp -d)
    mount -t tmpfs -o mode=0755 tmpfs "$root"
    mkdir "$root/upper" "$root/work" "$root/host"
    mount -t overlay -o "lowerdir=/,upperdir=$root/upper,workdir=$root/work" overlay "$root/host"
    cd "$root/host"
    mkdir -p test
    mount --bind "$test" test
    mount -t proc proc proc
    # The kernel is the host's: nothing over there may change it.
    mount --bind proc/sys proc/sys
    mount -o remount,bind,ro proc/sys
    mount -t sysfs -o ro sysfs sys
    mount -t cgroup2 cgroup2 sys/fs/cgroup
    mount -t tmpfs -o mode=0755 tmpfs dev
    for device in null zero full random urandom tty; do cp -a "/dev/$device" dev/; done
    mkdir dev/pts dev/shm
    ln -s /proc/self/fd dev/fd
    mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
    ln -s pts/ptmx dev/ptmx
    mount -t tmpfs -o mode=1777 tmpfs dev/shm
    mount -t tmpfs -o mode=0755 tmpfs run
    mount -t tmpfs -o mode=1777 tmpfs tmp
    # Nothing of this host starts over there, nor is anything of ours there from before.
    rm -rf etc/systemd/system/*.wants etc/systemd/system/default.target etc/systemd/system/treasury-plane*
    rm -rf etc/treasury-plane var/lib/treasury-plane usr/bin/treasury-plane
    sed -i '/^treasury-plane:/d' etc/passwd etc/group etc/shadow etc/gshadow
    for unit in systemd-modules-load systemd-remount-fs; do
        ln -sf /dev/null "etc/systemd/system/$unit.service"
    done
    ip link set lo up
    cat >etc/systemd/system/test.service <<END
[Unit]
DefaultDependencies=no
[Service]
Type=oneshot
StandardOutput=file:/test/output
StandardError=inherit
ExecStart=-/bin/sh -c '/test/$script; echo \$\$? >/test/result'
ExecStart=/bin/kill -s RTMIN+14 1
END
    printf '[Unit]\nRequires=test.service\nAllowIsolate=yes\n' >etc/systemd/system/test.target
    ln -s test.target etc/systemd/system/default.target
    export container=test
    exec chroot . /usr/lib/systemd/systemd --system --log-target=console --log-level=warning --show-status=false
}

case ${1-} in
--isolated)
    # A group of our own, which the new cgroup namespace takes for the root.
    mount -t cgroup2 cgroup2 /mnt
    mkdir "/mnt/$4"
    echo $$ >"/mnt/$4/cgroup.procs"
    umount /mnt
    exec unshare --cgroup --pid --fork --kill-child --uts --ipc --net "$0" --boot "$2" "$3"
    ;;
--boot)
    shift
    boot "$@"
    ;;
esac

[ "$(id -u)" = 0 ] || {
    echo "boot.sh needs root: it mounts, and starts an init of its own." >&2
    exit 1
}
test=$(realpath "$1")
rm -f "$test/output" "$test/result"
: >"$test/output"
group="treasury-plane-test-$$"
timeout --kill-after=5 "${BOOT_TIMEOUT:-300}" unshare --mount "$0" --isolated "$test" "$2" "$group" >"$test/console" 2>&1 || true
# The cgroups that are left are empty, and can go one by one from the innermost.
unshare --mount sh -c "mount -t cgroup2 cgroup2 /mnt && find '/mnt/$group' -depth -type d -exec rmdir {} +" || true
cat "$test/output"
[ -s "$test/result" ] || {
    echo "systemd over there ended before the script did. Its last words:" >&2
    tail -n 20 "$test/console" >&2
    exit 1
}
exit "$(cat "$test/result")"
