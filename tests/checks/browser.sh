#!/bin/sh
# Tests the executor over `fetch` in node, and the page of examples/browser in Chromium.
#
#     sh tests/checks/browser.sh [PEOPLE_SERVER]
#
# PEOPLE_SERVER is the program, built before; else the one of tests/run.sh is used. FLAMEUP_BUILD
# names the directory for what is built here. Ends with "N passed, N failed", or with skipped ones
# where packages are missing.
set -eu
cd "$(dirname "$0")/../.."
. .ci/setup.sh

server=${1:-build-run/default/examples/people_server}
if ! [ -x "$server" ]; then
    say "there is no $server: run tests/run.sh first, or name the program"
    exit 2
fi
need libboost1.81-dev
want emscripten nodejs
if [ -n "$lacking" ]; then
    echo "0 passed, 0 failed, 1 skipped"
    exit 0
fi
skip=
want chromium chromium-driver python3-selenium
[ -z "$lacking" ] || skip=--no-browser

place=${FLAMEUP_BUILD:-build-run/browser}
mkdir -p "$place/page"
# The headers of Boost by themselves: the others of this machine are not emscripten's.
mkdir -p "$place/boost"
ln -sfn "${BOOST_ROOT:-/usr/include}/boost" "$place/boost/boost"
# Where emscripten's own scripts find Debian's acorn if node is not Debian's.
export NODE_PATH="${NODE_PATH:+$NODE_PATH:}/usr/share/nodejs"

build_by_emscripten() { # what emcc takes
    em++ -std=c++17 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -Iinclude -Iexamples \
        -Itests -isystem "$place/boost" "$@"
}
# Node has a fetch that emscripten 3.1.6 would load the module by, were it not for
# WASM_ASYNC_COMPILATION=0.
in_node="-O1 -sALLOW_MEMORY_GROWTH=1 -sWASM_ASYNC_COMPILATION=0"
say "building in $place"
if ! {
    build_by_emscripten -O1 -c tests/json_src.cpp -o "$place/json_src.o" &&
        build_by_emscripten $in_node examples/transports/fetch.cpp "$place/json_src.o" \
            -o "$place/fetch.js" &&
        build_by_emscripten $in_node -sASYNCIFY -sASYNCIFY_STACK_SIZE=65536 \
            tests/transports/fetch.cpp "$place/json_src.o" -o "$place/fetch_test.js" &&
        build_by_emscripten -O2 -fno-exceptions -fno-rtti -sEXPORTED_RUNTIME_METHODS=ccall \
            -sALLOW_MEMORY_GROWTH=1 examples/browser/page.cpp -o "$place/page/page.js" &&
        cp examples/browser/index.html "$place/page"
}; then
    echo "0 passed, 1 failed"
    exit 1
fi
# Debian's modules are those of its own Python.
/usr/bin/python3 -B tests/checks/browser.py --server "$server" --place "$place" $skip
