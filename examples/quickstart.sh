#!/bin/sh
# Sets up what is missing, builds the quickstart example and runs it.
set -eu
cd "$(dirname "$0")/.."
. .ci/setup.sh

need g++ meson ninja-build libboost1.81-dev
say "building examples/quickstart.cpp"
directory=${FLAMEUP_BUILD:-build-run/default}
build "$directory" "" examples/quickstart
exec "$directory/examples/quickstart"
