#!/bin/sh
# Runs on a booted copy of the host (packaging/test/boot.sh). Deploys the bundle twice, as Elastic
# Beanstalk does it on two instances: unpacked, hooks in their order, the Procfile's command as the
# user webapp under systemd, nginx before it. Both share the network of this host, so the second
# listens on other ports. client.mjs is the load balancer.
set -u
. /test/checks.sh
key=0123456789abcdef0123456789abcdef

# Elastic Beanstalk's own user, and addresses of the subnets that the bundle knows.
useradd --system --no-create-home webapp
for address in 10.0.1.5 10.0.10.99 10.0.10.11; do ip address add "$address/32" dev lo; done

# The platform's rule for what the program prints.
mkdir -p /etc/rsyslog.d
cat >/etc/rsyslog.d/web.conf <<'END'
if $programname == 'web' then {
    *.=warning;*.=err;*.=crit;*.=alert;*.=emerg /var/log/web.stderr.log
    *.=info;*.=notice /var/log/web.stdout.log
}
END

echo "== the database, which would be Aurora"
cat >/etc/systemd/system/database.service <<END
[Service]
Type=notify
User=webapp
StateDirectory=database
Environment=TREASURY_PLANE_AUTH__SECRET_KEY=$key
Environment=TREASURY_PLANE_HTTP__BIND=127.0.0.1:7000 TREASURY_PLANE_METRICS__ENABLED=false
ExecStart=/test/treasury-plane serve --role worker --data-dir /var/lib/database
StandardOutput=file:/run/database.out
KillMode=mixed
END
systemctl daemon-reload
check "database" systemctl start database
socket=/var/lib/database/postgres/run
url() { echo "postgres://$1@localhost/treasury_plane?host=$socket&sslmode=disable"; }

echo "== a card authority"
as_operator() {
    env TREASURY_PLANE_AUTH__DEVELOPMENT=true TREASURY_PLANE_DATABASE__URL="$(url treasury_plane_app)" \
        TREASURY_PLANE_AUTH__SECRET_KEY="$key" \
        runuser -u webapp -- /test/treasury-plane --data-dir /tmp/operator "$@"
}
cards=/tmp/cards
install -d -o webapp "$cards" /tmp/operator
check "authority" as_operator cert dev-ca --folder "$cards/ca"
check "anchor" as_operator trust add-anchor "$cards/ca/root.pem" --domain development --auto-provision
check "issuing authority" as_operator trust add "$cards/ca/issuing.pem"
check "revocation lists" as_operator trust add-crl "$cards/ca/root.crl" "$cards/ca/issuing.crl"
check "card" as_operator cert dev-card --folder "$cards/ca" --name "Jane Doe" --upn jane.doe@agency.gov

# What Elastic Beanstalk makes of .ebextensions and of the environment's own properties.
environment() {
    sed -n '/aws:elasticbeanstalk:application:environment:/,$s/^    \([A-Z][A-Z_]*\): "\(.*\)"$/\1=\2/p' \
        "/var/app/$1/.ebextensions/01-environment.config"
    cat <<END
TREASURY_PLANE_DATABASE__URL=$(url treasury_plane_app)
TREASURY_PLANE_DATABASE__OWNER_URL=$(url treasury_plane_owner)
TREASURY_PLANE_AUTH__SECRET_KEY=$key
TREASURY_PLANE_HTTP__PUBLIC_URL=https://plane.agency.gov
TREASURY_PLANE_PIV__MODE=alb
TREASURY_PLANE_PIV__HOST=piv.agency.gov
TREASURY_PLANE_FILES__DIRECTORY=/var/lib/treasury-plane/files
TREASURY_PLANE_METRICS__ENABLED=false
END
    # The client looks twice a second instead of every 15 seconds.
    echo TREASURY_PLANE_HTTP__DRAIN_DELAY_S=3
}

# hooks NAME STAGE: as root in the folder of the application, with the environment.
hooks() {
    for hook in "/var/app/$1/.platform/hooks/$2"/*; do
        check "$(basename "$hook")" sh -c "cd /var/app/$1 && set -a && . /run/$1.env && exec \"$hook\""
    done
}

# deploy NAME SERVICE PORT-OF-NGINX PORT-OF-LISTENER OTHER-PORT
deploy() {
    echo "== instance $1"
    mkdir -p "/var/app/$1" "/var/proxy/$1"
    check "bundle" unzip -q /test/bundle.zip -d "/var/app/$1"
    environment "$1" | sed "s/127.0.0.1:5001/127.0.0.1:$5/; s/127.0.0.1:5000/127.0.0.1:$4/; s/^PORT=.*/PORT=$4/" >"/run/$1.list"
    sed "s/=/='/; s/\$/'/" "/run/$1.list" >"/run/$1.env"
    hooks "$1" prebuild
    hooks "$1" predeploy
    cat >"/etc/systemd/system/$2.service" <<END
[Service]
Type=simple
User=webapp
WorkingDirectory=/var/app/$1
EnvironmentFile=/run/$1.list
ExecStart=/bin/sh -c "$(sed -n 's/^web: //p' "/var/app/$1/Procfile")"
Restart=always
StandardOutput=append:/run/$1.out
StandardError=append:/run/$1.log
END
    systemctl daemon-reload
    check "start" systemctl start "$2"
    cp -R "/var/app/$1/.platform/nginx/conf.d" "/var/proxy/$1/"
    sed -i "s/127.0.0.1:5000/127.0.0.1:$4/" "/var/proxy/$1/conf.d/10_treasury_plane.conf"
    sed "s/@NAME@/$1/g; s/@PORT@/$3/" /test/nginx.conf >"/run/nginx-$1.conf"
    check "nginx -t" nginx -q -t -c "/run/nginx-$1.conf"
    check "nginx" systemd-run --quiet --unit="nginx-$1" nginx -c "/run/nginx-$1.conf" -g 'daemon off;'
    check "ready" until_true curl --silent --fail --output /dev/null "http://127.0.0.1:$3/readyz"
}
deploy a web 80 5000 5001
deploy b web-b 81 5100 5101
hooks a postdeploy
check "time to drain" is "$(systemctl show --value -p TimeoutStopUSec web)" "1min 15s"
check "runs as webapp" is "$(stat -c %U "/proc/$(systemctl show --value -p MainPID web)")" webapp

echo "== what CloudWatch reads"
line='{"level":"INFO","message":"one line"}'
kept_as_it_is() { logger -t web "$line" && grep -qxF "$line" /var/log/web.stdout.log; }
check "a line of the program is kept as it is" until_true kept_as_it_is

echo "== through nginx"
# Each start makes a new link, and the last one counts.
token=$(grep -o 'token=[^ ]*' /run/b.out | cut -d= -f2)
node /test/client.mjs "$token" "$cards/ca" || failures=$((failures + 1))
check "the log has the client's address" grep -q '203\.0\.113\.9' /run/a.log
refuse "and never one that a client has made up" grep -q '198\.51\.100\.66' /run/a.log

if [ "$failures" != 0 ]; then
    echo "$failures checks failed. The server's log ends:"
    tail -n 20 /run/a.log /run/b.log /run/nginx-?.log
    exit 1
fi
