#!/bin/sh
# Compiles all headers, and builds and runs a program, with each g++ and clang++ that Debian offers.
#
#     sh tests/checks/compilers.sh
#
# Installs the compilers that are missing. `debian.sh RELEASE tests/checks/compilers.sh` does so in a
# system of its own. Ends with "N passed, N failed".
set -eu
cd "$(dirname "$0")/../.."
. .ci/setup.sh

need g++ libboost1.81-dev python3
if has apt-get; then
    names=$(apt-cache pkgnames | grep -E '^(g\+\+|clang)-[0-9]+$' | sort -V)
    for name in $names; do
        # Those before g++ 11 and clang 14 are not supported.
        case $name in g++-[0-9] | g++-10 | clang-[0-9] | clang-1[0-3]) continue ;; esac
        quietly install "$name" || say "$name cannot be installed"
    done
    want clang libc++-dev libc++abi-dev
fi
exec python3 -B tests/checks/compilers.py
