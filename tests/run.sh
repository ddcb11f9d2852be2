#!/bin/sh
# Sets up what is missing, builds the tests and runs them; ends with "N passed, N failed[, N skipped]".
#
#     sh tests/run.sh [option of meson setup]...
#
# FLAMEUP_BUILD names the build directory.
set -eu
cd "$(dirname "$0")/.."
. .ci/setup.sh

directory=${FLAMEUP_BUILD:-build-run/default}
need g++ meson ninja-build pkg-config libboost1.81-dev
want libcurl4-openssl-dev libcpp-httplib-dev libmbedtls-dev libssl-dev openssl

# Units that are compiled together share what they instantiate: less than half the work.
say "building in $directory"
if ! build "$directory" "-Dunity=on -Dunity_size=30 $*"; then
    echo "0 passed, 1 failed"
    exit 1
fi
status=0
meson test -C "$directory" --no-rebuild --print-errorlogs </dev/null || status=$?
python3 -B tests/checks/count.py "$directory/meson-logs/testlog.json" || status=1
exit "$status"
