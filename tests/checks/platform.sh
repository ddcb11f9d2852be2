#!/bin/sh
# Builds the unit tests for another platform with Debian's cross compilers, and runs them there.
#
#     sh tests/checks/platform.sh NAME [option of meson setup]...
#
# NAME is aarch64, armhf, i686, riscv64, s390x (run by qemu-user; an x86-64 machine runs i686 itself),
# windows, windows-win32 (run by wine; the second one has no std::mutex), wasm (run by node) or
# cortex-m4, for which device.py builds small programs that QEMU runs. Ends with "N passed, N failed",
# or with a skipped one where packages are missing.
set -eu
cd "$(dirname "$0")/../.."
. .ci/setup.sh

name=${1:-}
[ "$#" -eq 0 ] || shift
system=linux endian=little flags= link_flags= threads= unit_files=30 suffix=
# An emulator runs code a tenth as fast as the machine, or slower: a tenth of the random input.
options='-Doptimization=1' divisor=10
case $name in
aarch64) cpu=aarch64 triplet=aarch64-linux-gnu qemu=qemu-aarch64 ;;
armhf) cpu=arm triplet=arm-linux-gnueabihf qemu=qemu-arm flags=-Wno-psabi ;;
i686) # an x86-64 machine runs it itself; qemu-i386 loses threads
    cpu=x86 triplet=i686-linux-gnu qemu=qemu-i386 link_flags=-static ;;
riscv64) cpu=riscv64 triplet=riscv64-linux-gnu qemu=qemu-riscv64 ;;
s390x) cpu=s390x triplet=s390x-linux-gnu qemu=qemu-s390x endian=big ;;
windows) cpu=x86_64 system=windows threads=posix unit_files=12 suffix=.exe ;;
windows-win32) cpu=x86_64 system=windows threads=win32 unit_files=12 suffix=.exe ;;
wasm) cpu=wasm32 system=emscripten suffix=.js ;;
cortex-m4)
    want gcc-arm-none-eabi libstdc++-arm-none-eabi-newlib qemu-system-arm
    exec python3 -B tests/checks/device.py
    ;;
*)
    say "usage: sh tests/checks/platform.sh" \
        "aarch64|armhf|i686|riscv64|s390x|windows|windows-win32|wasm|cortex-m4"
    exit 2
    ;;
esac
place=${FLAMEUP_BUILD:-build-run/$name}
mkdir -p "$place"
place=$(cd "$place" && pwd)

# A list as Meson's files have it.
list() {
    for each; do printf "'%s', " "$each"; done
}

case $system in
linux)
    packages="g++-$triplet qemu-user"
    cxx=$triplet-g++ ar=$triplet-ar strip=$triplet-strip
    run="$qemu -L /usr/$triplet"
    [ "$name-$(uname -m)" != i686-x86_64 ] || packages="g++-$triplet" run=env divisor=1
    ;;
windows)
    options='-Doptimization=0' divisor=1 # wine does not emulate
    packages="g++-mingw-w64-x86-64-$threads wine64 lld"
    cxx=x86_64-w64-mingw32-g++-$threads ar=x86_64-w64-mingw32-ar strip=x86_64-w64-mingw32-strip
    run="env WINEDEBUG=-all WINEPREFIX=$place/wine wine"
    # Units have more sections than the usual object file may, and names than even a big one may.
    # The GNU linker takes minutes for what lld links in seconds.
    flags="-Wa,-mbig-obj" link_flags="-static -fuse-ld=lld"
    [ "$threads" = posix ] || flags="$flags -DBOOST_SYSTEM_DISABLE_THREADS"
    ;;
emscripten)
    packages="emscripten nodejs"
    cxx=em++ ar=emar strip=true
    run="node" divisor=1
    # NODERAWFS lets the tests read their data; newer node has a fetch that emscripten 3.1.6
    # would load the module by, were it not for WASM_ASYNC_COMPILATION=0.
    flags=-fexceptions
    link_flags="-fexceptions -sNODERAWFS=1 -sWASM_ASYNC_COMPILATION=0 -sALLOW_MEMORY_GROWTH=1
        -sEXIT_RUNTIME=1 -sTOTAL_STACK=1MB"
    ;;
esac

need meson ninja-build pkg-config libboost1.81-dev
want $packages
if [ -n "$lacking" ]; then
    echo "0 passed, 0 failed, 1 skipped"
    exit 0
fi

# The headers of Boost by themselves, so that the others of this machine stay out of sight.
mkdir -p "$place/boost/include"
ln -sfn "${BOOST_ROOT:-/usr/include}/boost" "$place/boost/include/boost"

ccache=$(has ccache && echo ccache) || :
cat >"$place/cross.ini" <<END
[binaries]
cpp = [$(list $ccache $cxx)]
ar = '$ar'
strip = '$strip'
exe_wrapper = [$(list $run)]
[built-in options]
cpp_args = [$(list $flags -DFLAMEUP_TEST_DIVISOR=$divisor)]
cpp_link_args = [$(list $link_flags)]
[properties]
boost_root = '$place/boost'
needs_exe_wrapper = true
[host_machine]
system = '$system'
cpu_family = '$cpu'
cpu = '$cpu'
endian = '$endian'
END

say "building in $place"
if ! build "$place/build" "--cross-file=$place/cross.ini -Dunity=on -Dunity_size=$unit_files \
    -Dexamples=disabled -Dwerror=true $options $*" "tests/flameup_tests$suffix"; then
    echo "0 passed, 1 failed"
    exit 1
fi
status=0
meson test -C "$place/build" --no-rebuild --print-errorlogs --timeout-multiplier=10 \
    units </dev/null || status=$?
python3 -B tests/checks/count.py "$place/build/meson-logs/testlog.json" || status=1
exit "$status"
