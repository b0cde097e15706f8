#!/bin/sh
# Makes the key of the instance (app-secret-key) when there is none, and says which of the other secrets are empty.
# A key that is there stays: it seals what is in the database.
# Nothing secret is on the command line, so nothing stays in the shell's history or in the list of processes.
#
#   ./fill.sh [prefix]            default prefix: treasury-plane/
#
# Needs openssl, and the AWS command line with secretsmanager:DescribeSecret, :ListSecretVersionIds and :PutSecretValue on the
# secrets and kms:GenerateDataKey and kms:Decrypt on their key.
set -eu

prefix="${1:-treasury-plane/}"
umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

# Asks for versions and not for the value: "denied" must never look like "empty", or a key that seals data would be replaced.
has_value() {
    versions=$(aws secretsmanager list-secret-version-ids --secret-id "$prefix$1" --query 'length(Versions)' --output text) || exit 1
    [ "$versions" != 0 ]
}

put() { # name; the value is in $work/value
    aws secretsmanager put-secret-value --secret-id "$prefix$1" --secret-string "file://$work/value" \
        --query VersionId --output text >/dev/null
    echo "$prefix$1: set"
}

exists() {
    aws secretsmanager describe-secret --secret-id "$prefix$1" --query Name --output text >/dev/null 2>&1
}

if ! exists app-secret-key; then
    echo "$prefix""app-secret-key is not there, or you may not see it. Run terraform apply -target=module.secrets first." >&2
    exit 1
fi

if has_value app-secret-key; then
    echo "$prefix""app-secret-key: has a value, left alone"
else
    openssl rand -base64 48 | tr -d '\n' >"$work/value"
    put app-secret-key
fi

# The others may stay empty: an empty secret sets nothing.
for name in db-credentials oidc-credentials app-config redis-config; do
    exists "$name" || continue
    if has_value "$name"; then echo "$prefix$name: has a value"; else echo "$prefix$name: empty"; fi
done
echo "db-credentials is filled by modules/aurora/roles.py; docs/AWS.md says what the others may hold."
