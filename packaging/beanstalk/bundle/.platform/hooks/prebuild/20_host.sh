#!/bin/sh
# What the host needs beside the program: a data directory, and time to drain.
set -eu
install -d -m 0700 -o webapp -g webapp "${TREASURY_PLANE_DATA_DIR:-/var/lib/treasury-plane}"
# On stop: drain_delay_s (30), then drain_timeout_s (30), then some.
drop_in=/etc/systemd/system/web.service.d
install -d -m 0755 "$drop_in"
printf '[Service]\nTimeoutStopSec=75\nLimitNOFILE=65536\nLimitCORE=0\n' >"$drop_in/treasury-plane.conf"
systemctl daemon-reload
