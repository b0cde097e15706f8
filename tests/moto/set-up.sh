#!/bin/sh
# Installs moto's server, as the lock says, where the tests look for it.
set -eu
cd "$(dirname "$0")"
if [ .venv/.done -nt requirements.txt ]; then exit 0; fi
rm -rf .venv
python3 -m venv .venv
.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --requirement requirements.txt
touch .venv/.done
