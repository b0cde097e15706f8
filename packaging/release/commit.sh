#!/bin/sh
# Prints the commit of the sources; with a + when they were changed since.
set -eu
commit=$(git rev-parse HEAD)
git diff --quiet HEAD -- || commit="$commit+"
echo "$commit"
