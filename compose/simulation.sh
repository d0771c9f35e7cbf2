#!/bin/sh
# The simulated province as real MQTT clients of a running server, whose data folder and network it shares.
# Everything the server says from then on says that it is simulated, for good: never point it at real data.
#
#   COMMAND  how the program is called; the jar beside this file if unset
#   SAMPLE           the registry folder (/opt/phusong/sample)
#   KEPT             where the devices' secrets and the truth are kept (/simulation)
#   MQTT_PORT        the server's own door, on this machine (1883)
set -eu
here=$(dirname -- "$0")
sample=${SAMPLE:-/opt/phusong/sample}
kept=${KEPT:-/simulation}
phusong=${COMMAND:-java -XX:MaxRAMPercentage=60 -XX:+UseSerialGC -Dfile.encoding=UTF-8 -jar $here/phusong.jar}

# Words, on purpose: a command with its flags.
# shellcheck disable=SC2086
$phusong import "$sample" --simulated
if [ ! -s "$kept/secrets.csv" ]; then
    rm -f "$kept/secrets.csv"
    # shellcheck disable=SC2086
    $phusong device secrets "$kept/secrets.csv"
fi
# shellcheck disable=SC2086
exec $phusong simulate --registry "$sample" --secrets "$kept/secrets.csv" --host 127.0.0.1 \
    --port "${MQTT_PORT:-1883}" --truth "$kept/truth.ndjson"
