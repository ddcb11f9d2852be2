#!/bin/sh
# Sets up what is missing, builds the tests and runs them; ends with "N passed, N failed".
#
#     sh tests/run.sh [suite: units, checks; all by default] [option of meson setup]...
#
# FLAMEUP_BUILD names the build directory.
set -eu
cd "$(dirname "$0")/.."
. .ci/setup.sh

suite=
case ${1:-} in units | checks) suite="--suite=$1" && shift ;; esac
directory=${FLAMEUP_BUILD:-build-run/default}
need g++ meson ninja-build pkg-config libboost1.81-dev

say "building in $directory"
if ! build "$directory" "$*"; then
    echo "0 passed, 1 failed"
    exit 1
fi
status=0
meson test -C "$directory" --no-rebuild --print-errorlogs $suite </dev/null || status=$?
python3 -B tests/checks/count.py "$directory/meson-logs/testlog.json" || status=1
exit "$status"
