#!/bin/sh
# Builds the transports of Windows, `people` and `people_server` with mingw-w64, and runs them by wine:
# their tests, what the tool does every day, and an import that is killed and continued.
#
#     sh tests/checks/windows.sh
#
# FLAMEUP_BUILD names its directory, FLAMEUP_PEOPLE_SERVER a people_server of this machine with TLS
# for the tests of certificates. Ends with "N passed, N failed" and perhaps those that were skipped.
set -eu
cd "$(dirname "$0")/../.."
. .ci/setup.sh

place=${FLAMEUP_BUILD:-build-run/windows-transports}
mkdir -p "$place"
place=$(cd "$place" && pwd)
need libboost1.81-dev
want g++-mingw-w64-x86-64-posix g++-mingw-w64-x86-64-win32 wine64 lld openssl
if [ -n "$lacking" ]; then
    echo "0 passed, 0 failed, 1 skipped"
    exit 0
fi

server=${FLAMEUP_PEOPLE_SERVER:-$PWD/build-run/default/examples/people_server}
passed=0 failed=0 skipped=0
export WINEDEBUG=-all WINEPREFIX="$place/wine"
mkdir -p "$place/boost"
ln -sfn "${BOOST_ROOT:-/usr/include}/boost" "$place/boost/boost"

# Compiles the units of a program, those of each kind of threads once, and links it.
program() {
    name=$1 threads=$2 objects=
    shift 2
    flags="-std=c++17 -O0 -Wa,-mbig-obj -Wall -Wextra -Wconversion -Wshadow -Werror"
    [ "$threads" = posix ] || flags="$flags -DBOOST_SYSTEM_DISABLE_THREADS"
    mkdir -p "$place/$threads"
    for unit; do
        object=$place/$threads/$(echo "$unit" | tr / _).o
        objects="$objects $object"
        [ -z "$(find "$object" -newer "$place/begun" 2>/dev/null)" ] || continue
        $ccache x86_64-w64-mingw32-g++-"$threads" $flags -Iinclude -Itests -Iexamples \
            -isystem "$place/boost" -c "$unit" -o "$object" || return 1
    done
    x86_64-w64-mingw32-g++-"$threads" -static -fuse-ld=lld $objects -o "$place/$name.exe" \
        -lws2_32 -lmswsock -lwinhttp -lcrypt32 -lbcrypt
}

count() {
    if "$@" </dev/null; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        say "failed: $*"
    fi
}
run() {
    count timeout 300 wine "$place/$1.exe" --report_level=short --color_output=no
}

# An import that is killed, refused while it runs, and continued; then an export. All are stored, and
# each is there once.
import_and_export() {
    tool="wine $place/people.exe --api-key k --base-url $(cat "$place/url")"
    import="import $place/people.ndjson --state $place/state"
    rm -f "$place/state"
    seq -f '{"userId":"user_%.0f","traits":{"plan":"pro"}}' 20000 >"$place/people.ndjson"
    $tool $import --rate 60 >"$place/killed" 2>&1 &
    killed=$!
    until [ -s "$place/state" ]; do sleep 0.1; done
    sleep 1
    if $tool $import >"$place/refused" 2>&1; then return 1; fi
    grep -q in_use "$place/refused" || return 1
    kill -9 "$killed" || return 1 # where it had ended
    wait "$killed" || :
    $tool $import --rate 0 >"$place/continued" || return 1
    grep -q '"lines":20000,.*"rejected":0,"failed":0,"unsent":0' "$place/continued" || return 1
    $tool export --rate 0 >"$place/exported" || return 1
    [ "$(grep -c '"userId":"user_' "$place/exported")" -eq 20000 ]
}

# A profile, CSV with a mapped column that is imported and verified, tables, CSV, people by condition.
everyday() {
    tool="wine $place/people.exe" url=$(cat "$place/url")
    printf 'flm_secret_key_123\r\n' | $tool login --base-url "$url" >"$place/login" || return 1
    $tool whoami | grep -q '"profile":"default","api_key_begins":"flm_"' || return 1
    printf 'userId;E-Mail;traits.plan\r\nwin_1;ada@example.com;"pro; gold"\r\nwin_2;;free\r\n' \
        >"$place/people.csv"
    $tool import "$place/people.csv" --separator ';' --map E-Mail=email --verify >"$place/imported" ||
        return 1
    grep -q '"created":2,.*"verified":2,"differing":0' "$place/imported" || return 1
    printf 'userId,email,traits.plan\r\nwin_1,ada@example.com,pro; gold\r\n' >"$place/expected"
    $tool get ada@example.com --fields userId,email,traits.plan --output csv | cmp - "$place/expected" ||
        return 1
    $tool list --search ada@example.com --output table --fields userId,traits.plan >"$place/table"
    tr -d '\r' <"$place/table" | grep -qx 'win_1   pro; gold' || return 1
    $tool delete --where userId=win_2 --yes | grep -q '"people":1,"done":1' || return 1
    if grep -q flm_secret_key "$place"/login "$place"/imported "$place"/table; then return 1; fi
    $tool logout >"$place/logout" 2>&1 || return 1
    status=0
    $tool list >"$place/without" 2>&1 || status=$?
    [ "$status" -eq 2 ] && grep -q no_api_key "$place/without"
}

# Starts a server with a certificate that an authority made for some names, for some days.
tls_server() {
    key="-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
    printf 'subjectAltName=%s\n' "$3" >names
    openssl req $key -keyout "$1.key" -out "$1.csr" -subj "/CN=$1" &&
        openssl x509 -req -in "$1.csr" -CA "$2.pem" -CAkey "$2.key" -CAcreateserial \
            -out "$1.pem" -days "$4" -extfile names || return 1
    rm -f "$1.url"
    "$server" --certificate "$1.pem" --private-key "$1.key" >"$1.url" &
    servers="$servers $!"
    until [ -s "$1.url" ]; do sleep 0.1; done
    export "FLAMEUP_TLS_$(echo "$1" | tr '[:lower:]' '[:upper:]')=$(cat "$1.url")"
}
tls_servers() {
    mkdir -p "$place/tls"
    cd "$place/tls"
    for each in authority other; do
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$each.key" \
            -out "$each.pem" -days 10 -subj "/CN=Flameup test $each" || return 1
    done
    openssl x509 -in authority.pem -outform DER -out authority.der
    export FLAMEUP_TLS_AUTHORITY="Z:$place/tls/authority.der"
    tls_server right authority DNS:localhost 5
    tls_server wrong authority DNS:people.example.com 5
    tls_server expired authority DNS:localhost -1
    tls_server unknown other DNS:localhost 5
    cd - >/dev/null
}

ccache=
command -v ccache >/dev/null && ccache=ccache
servers=
trap '[ -z "$servers" ] || kill $servers' EXIT
touch "$place/begun"
say "building in $place"
test_units="tests/runner.cpp tests/json_src.cpp tests/transports/end_to_end.cpp"
count program people_server posix examples/people_server.cpp tests/json_src.cpp
count program sockets posix tests/transports/sockets.cpp tests/transports/slow_look_up.cpp \
    tests/transports/conformance.cpp $test_units
count program winhttp posix tests/transports/winhttp.cpp $test_units
count program people posix examples/people.cpp tests/json_src.cpp
for name in sockets winhttp; do
    count program "${name}_win32" win32 "examples/transports/$name.cpp" tests/json_src.cpp
done

export FLAMEUP_PEOPLE_SERVER="Z:$place/people_server.exe"
run sockets
if [ -x "$server" ]; then
    tls_servers >"$place/tls.log" 2>&1 || cat "$place/tls.log" >&2
    run winhttp
    # Without threads of the standard library, against a server outside wine.
    rm -f "$place/url"
    "$server" --rate-limit 0 >"$place/url" &
    servers="$servers $!"
    until [ -s "$place/url" ]; do sleep 0.1; done
    for name in sockets winhttp; do
        count timeout 60 wine "$place/${name}_win32.exe" "$(cat "$place/url")"
    done
    count everyday
    count import_and_export
else
    say "no $server: certificates and programs against it are not tested"
    skipped=5
    run winhttp
fi
[ "$skipped" -eq 0 ] || skipped_text=", $skipped skipped"
echo "$passed passed, $failed failed${skipped_text:-}"
[ "$failed" -eq 0 ]
