#!/bin/sh
# Puts first values into the secrets that Terraform made empty. Values that are there already stay.
# Nothing secret is on the command line, so nothing stays in the shell's history or in the list of processes.
#
#   ./fill.sh [prefix]            default prefix: treasury-plane/
#
# Needs the AWS command line with secretsmanager:PutSecretValue and :GetSecretValue on the secrets, and openssl.
set -eu

prefix="${1:-treasury-plane/}"
umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

has_value() {
    aws secretsmanager get-secret-value --secret-id "$prefix$1" --query VersionId --output text >/dev/null 2>&1
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

# Empty objects: the application reads them and finds nothing to change. Fill them when there is something to say.
for name in oidc-credentials app-config redis-config; do
    exists "$name" || continue
    if has_value "$name"; then
        echo "$prefix$name: has a value, left alone"
    else
        printf '{}' >"$work/value"
        put "$name"
    fi
done
