#!/bin/sh
# The platform puts time, host and program before each line that it keeps of ours. CloudWatch makes
# fields and metrics of lines that are JSON as a whole, and they say time and host themselves. So the
# lines go into the file that is sent to CloudWatch as they are.
set -eu
settings=/etc/rsyslog.d/web.conf
if [ ! -f "$settings" ]; then
    echo "This platform has no $settings, so lines keep what it puts before them: CloudWatch makes no metrics of them." >&2
    exit 0
fi
cat >"$settings" <<'END'
template(name="treasury_plane_line" type="list") {
    property(name="msg" regex.type="ERE" regex.expression="^ ?(.*)$" regex.submatch="1")
    constant(value="\n")
}
if $programname == "web" then action(type="omfile" file="/var/log/web.stdout.log" template="treasury_plane_line")
END
systemctl restart rsyslog.service
