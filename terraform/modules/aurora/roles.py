#!/usr/bin/env python3
"""Makes the two database roles of Treasury Plane, gives them new passwords, and writes the secret db-credentials.

Run it once after the cluster was made, and again whenever the passwords should change: instances pick the new ones up
without a restart. The master password is RDS's business; this program never sees it.

    terraform output -json database_roles | ./roles.py

What it does:
  treasury_plane_owner  owns the database and its tables; only migrations use it
  treasury_plane_login  may become treasury_plane_app, which owns nothing and cannot pass row-level security

Passwords reach PostgreSQL as SCRAM-SHA-256 verifiers, so neither its log nor the trail ever holds one.
With IAM sign-in there are none at all. Where RDS has no Data API, --sql prints the statements for psql; it also writes
the secret, so run them at once.

Needs python3 and the AWS command line with rds-data:ExecuteStatement, secretsmanager:GetSecretValue on the master secret
and secretsmanager:PutSecretValue on db-credentials, and kms:Decrypt and kms:GenerateDataKey on their key.
"""

import argparse
import base64
import hashlib
import hmac
import json
import os
import re
import secrets
import subprocess
import sys
import tempfile

OWNER = "treasury_plane_owner"
LOGIN = "treasury_plane_login"
APP = "treasury_plane_app"
FIELDS = ["cluster_arn", "master_secret_arn", "database", "host", "reader_host", "port", "secret_id", "iam_auth", "region"]


def verifier(password, salt=None, rounds=4096):
    """The form in which PostgreSQL keeps a password (RFC 5803). It cannot be used to sign in."""
    salt = salt or os.urandom(16)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, rounds)
    client = hmac.digest(salted, b"Client Key", "sha256")
    stored = hashlib.sha256(client).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    text = [base64.b64encode(part).decode() for part in (salt, stored, server)]
    return f"SCRAM-SHA-256${rounds}:{text[0]}${text[1]}:{text[2]}"


def statements(database, iam_auth, passwords):
    """What is sent, in order. Each may run again."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,62}", database):
        raise SystemExit("database: use lower-case letters, digits and underscores")

    def role(name, options):
        return (
            f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') THEN "
            f"CREATE ROLE {name} {options}; END IF; END $$"
        )

    plain = "NOCREATEDB NOCREATEROLE"
    sql = [
        role(APP, f"NOLOGIN {plain}"),
        role(OWNER, f"LOGIN {plain}"),
        role(LOGIN, f"LOGIN {plain}"),
        f"GRANT {APP} TO {LOGIN}",
        f"GRANT {APP} TO {OWNER}",
        # The master must be a member of the role to hand the database over.
        f"GRANT {OWNER} TO CURRENT_USER",
        f"ALTER DATABASE {database} OWNER TO {OWNER}",
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {database} TO {LOGIN}, {APP}",
    ]
    for name in (OWNER, LOGIN):
        if iam_auth:
            sql += [f"ALTER ROLE {name} PASSWORD NULL", f"GRANT rds_iam TO {name}"]
        else:
            sql.append(f"ALTER ROLE {name} PASSWORD '{verifier(passwords[name])}'")
    return sql


def credentials(where, passwords):
    """The secret, in the shape that Treasury Plane reads."""
    value = {
        "engine": "postgres",
        "host": where["host"],
        "port": int(where["port"]),
        "dbname": where["database"],
        "username": LOGIN,
        "owner_username": OWNER,
    }
    if where.get("reader_host"):
        value["reader_host"] = where["reader_host"]
    if not where["iam_auth"]:
        value["password"] = passwords[LOGIN]
        value["owner_password"] = passwords[OWNER]
    return value


def aws(arguments, document=None, region=None):
    """Runs the AWS command line. What is secret goes through a file that only we can read, not the command line."""
    command = ["aws", *arguments, "--output", "json"]
    if region:
        command += ["--region", region]
    with tempfile.TemporaryDirectory() as directory:
        if document is not None:
            path = os.path.join(directory, "input.json")
            with open(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
                json.dump(document, file)
            command += ["--cli-input-json", f"file://{path}"]
        done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"aws {' '.join(arguments)}: {done.stderr.strip() or 'failed'}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sql", action="store_true", help="print the statements for psql instead of sending them")
    parser.add_argument("file", nargs="?", help="JSON of `terraform output -json database_roles`; else standard input")
    options = parser.parse_args()

    with open(options.file) if options.file else sys.stdin as source:
        where = json.load(source)
    missing = [field for field in FIELDS if field not in where]
    if missing:
        raise SystemExit(f"the input lacks {', '.join(missing)}: give `terraform output -json database_roles`")

    passwords = {name: secrets.token_urlsafe(32) for name in (OWNER, LOGIN)}
    for sql in statements(where["database"], where["iam_auth"], passwords):
        if options.sql:
            print(f"{sql};")
            continue
        document = {
            "resourceArn": where["cluster_arn"],
            "secretArn": where["master_secret_arn"],
            "database": where["database"],
            "sql": sql,
        }
        aws(["rds-data", "execute-statement"], document, where["region"])

    document = {"SecretId": where["secret_id"], "SecretString": json.dumps(credentials(where, passwords))}
    aws(["secretsmanager", "put-secret-value"], document, where["region"])
    print(f"{where['secret_id']}: roles {OWNER} and {LOGIN} are ready", file=sys.stderr)


if __name__ == "__main__":
    main()
