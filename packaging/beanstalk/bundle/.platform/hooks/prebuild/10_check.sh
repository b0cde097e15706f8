#!/bin/sh
# The program is the one that was packed, and it runs here. Anything else stops the deployment.
set -eu
cd bin
sha256sum --check --quiet treasury-plane.sha256
./treasury-plane --version
