#!/bin/sh
# Brings the schema up to date before this release starts. Every instance of the batch runs this:
# a lock in the database lets one migrate, and the others find nothing to do. The release before
# still runs on other instances and works with the new schema.
set -eu
exec runuser -u webapp -- bin/treasury-plane migrate up
