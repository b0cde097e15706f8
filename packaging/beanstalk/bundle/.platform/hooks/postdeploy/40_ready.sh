#!/bin/sh
# The deployment has succeeded when nginx has a ready server behind it.
set -eu
for attempt in $(seq 60); do
    if curl --silent --fail --max-time 5 --output /dev/null http://127.0.0.1/readyz; then
        exit 0
    fi
    sleep 1
done
echo "/readyz has not answered with 200 for a minute; see /var/log/web.stdout.log" >&2
exit 1
