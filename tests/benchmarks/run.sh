#!/bin/sh
# Sets up what is missing, builds the benchmarks and runs them: how fast, how large, how long to
# compile. Speed is one table.
#
#     sh tests/benchmarks/run.sh [option of Google Benchmark]...
#
# CXX names the compiler, g++ by default, and LEVEL the level of optimization: 3, 2 or s. With an
# option, as for one group of workloads, it is speed alone:
#
#     sh tests/benchmarks/run.sh --benchmark_filter=decode_page
#
# YYJSON and GLAZE name the folders of these peers where no package is installed, as README.md says.
set -eu
cd "$(dirname "$0")/../.."
. .ci/setup.sh

CXX=${CXX:-g++}
export CXX
LEVEL=${LEVEL:-3}
name=benchmarks-$(basename "$CXX")
[ "$LEVEL" = 3 ] || name=$name-O$LEVEL
directory=${FLAMEUP_BUILD:-build-run/$name}
need g++ meson ninja-build pkg-config libboost1.81-dev libbenchmark-dev libsimdjson-dev \
    nlohmann-json3-dev rapidjson-dev valgrind
need libboost-url-dev

# Peers that not every release has: it is for Meson to find what there is.
for peer in libyyjson-dev libglaze-dev; do
    if in_release "$peer"; then want "$peer"; fi
done

say "building in $directory"
build "$directory" "-Doptimization=$LEVEL -Ddebug=false -Db_ndebug=true -Dtests=disabled
    -Dexamples=disabled -Dbenchmarks=enabled -Dyyjson=${YYJSON:-} -Dglaze=${GLAZE:-}" \
    tests/benchmarks/speed

say "measuring speed"
quietly "$directory/tests/benchmarks/speed" --benchmark_repetitions=25 --benchmark_min_time=0.04 \
    --benchmark_enable_random_interleaving=true --benchmark_out="$directory/speed.json" \
    --benchmark_out_format=json "$@"
python3 -B tests/benchmarks/table.py "$directory/speed.json"

[ $# -eq 0 ] || exit 0
echo
"$directory/tests/benchmarks/speed" --scale
echo
python3 -B tests/benchmarks/instructions.py "$directory/tests/benchmarks/speed"
for name in compile_time code_size; do
    echo
    python3 -B "tests/benchmarks/$name.py"
done
