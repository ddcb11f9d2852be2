# Sourced by the scripts that build, from the project's directory: `need` and `build`.

say() { echo "flameup: $*" >&2; }

# Runs a command, and shows what it prints if it fails, and else its warnings alone.
quietly() {
    quiet_log=$(mktemp)
    quiet_status=0
    "$@" >"$quiet_log" 2>&1 </dev/null || quiet_status=$?
    if [ "$quiet_status" -eq 0 ]; then
        grep -i 'warning:' "$quiet_log" >&2 || :
    else
        cat "$quiet_log" >&2
    fi
    rm -f "$quiet_log"
    return "$quiet_status"
}

has() { command -v "$1" >/dev/null 2>&1; }

# A header that the compiler finds, unless the condition holds behind it.
has_header() {
    printf '#include <%s>\n#if %s\n#error\n#endif\n' "$1" "${2:-0}" |
        c++ ${BOOST_ROOT:+-I "$BOOST_ROOT" -I "$BOOST_ROOT/include"} -E -x c++ -
}

# Of the named Debian packages, those whose tool or header is not there.
missing() {
    for package; do
        case $package in
        g++) has c++ ;;
        chromium-driver) has chromedriver ;;
        clang) has clang++ ;;
        emscripten) has em++ ;;
        g++-mingw-w64-x86-64-*) has "x86_64-w64-mingw32-g++-${package##*-}" ;;
        g++-*) has "${package#g++-}-g++" ;;
        gcc-arm-none-eabi) has arm-none-eabi-gcc ;;
        golang-go) has go ;;
        ninja-build) has ninja ;;
        nodejs) has node ;;
        python3-selenium) /usr/bin/python3 -c 'import selenium' ;;
        python3-requests) python3 -c 'import requests' || /usr/bin/python3 -c 'import requests' ;;
        libbenchmark-dev) has_header benchmark/benchmark.h ;;
        libboost1.81-dev) has_header boost/version.hpp 'BOOST_VERSION < 108100' ;;
        libboost-url-dev) # Before 1.83, Boost.URL compiles from its headers.
            has_header boost/version.hpp 'BOOST_VERSION >= 108300' ||
                echo 'int main() {}' | c++ -x c++ - -o /dev/null -lboost_url ;;
        libc++-dev | libc++abi-dev)
            printf '#include <string>\nint main() {}' |
                clang++ -stdlib=libc++ -x c++ - -o /dev/null ;;
        libclang-rt-dev) echo 'int main() {}' | clang++ -fsanitize=address -x c++ - -o /dev/null ;;
        libcpp-httplib-dev) has_header httplib.h ;;
        libcurl4-openssl-dev) has_header curl/curl.h ;;
        libglaze-dev) has_header glaze/version.hpp ;;
        liblwip-dev) pkg-config --exists lwip ;;
        libmbedtls-dev) has_header mbedtls/ssl.h ;;
        libsimdjson-dev) has_header simdjson.h ;;
        libssl-dev) has_header openssl/ssl.h ;;
        libstdc++-arm-none-eabi-newlib)
            printf '#include <string>\n' | arm-none-eabi-g++ -E -x c++ - ;;
        libyyjson-dev) has_header yyjson.h ;;
        nlohmann-json3-dev) has_header nlohmann/json.hpp ;;
        qemu-user) has qemu-aarch64 ;;
        qt6-base-dev) pkg-config --exists Qt6Network ;;
        rapidjson-dev) has_header rapidjson/document.h ;;
        wine64) has wine ;;
        *) has "$package" ;;
        esac >/dev/null 2>&1 || echo "$package"
    done
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

# Whether apt knows of a package by this name. What it knows may be empty, or names without a
# package behind them.
in_release() {
    LC_ALL=C apt-cache policy "$1" 2>/dev/null | grep -q '^  Candidate: [0-9]'
}

# The named packages, by the names that the release at hand has for them.
offered() {
    for package; do
        # Debian 12 has a new enough Boost by this name only, later ones as their default.
        if [ "$package" = libboost1.81-dev ] && ! in_release "$package" &&
            ! grep -qs '^VERSION_CODENAME=bookworm' /etc/os-release; then
            package=libboost-dev
        fi
        printf '%s ' "$package"
    done
}

install() {
    keep=--no-remove # An older Boost that others may use is replaced on a throw-away machine only.
    [ -z "${CI:-}" ] || keep=
    as_root apt-get install -y --no-install-recommends $keep $(offered "$@")
}

# Installs those of the named Debian packages that are missing; leaves in $lacking what still is.
provide() {
    lacking=$(missing "$@" | tr '\n' ' ')
    [ -n "$lacking" ] || return 0
    has apt-get && { [ "$(id -u)" -eq 0 ] || has sudo; } || return 0
    say "installing $lacking"
    if ! install $lacking >/dev/null 2>&1 </dev/null || [ -n "$(missing "$@")" ]; then
        # What apt knows is missing or old, and so may be the names of the packages.
        quietly as_root apt-get update && quietly install $lacking || :
    fi
    lacking=$(missing "$@" | tr '\n' ' ')
}

# Installs packages that something can be done without, or says that it is.
want() {
    provide "$@"
    [ -z "$lacking" ] || say "what needs these is left out: $lacking"
}

# Installs packages that nothing can be done without, or says what to install.
need() {
    provide "$@"
    [ -n "$lacking" ] || return 0
    say "missing: $lacking"
    say "Debian, as root: apt-get update && apt-get install $(offered $lacking)"
    say "Elsewhere: a C++17 compiler, Meson 1.0, Ninja, pkg-config and the headers of Boost 1.81," \
        "or newer ones."
    return 1
}

# Configures a directory, anew if it was made by other tools, and builds targets in it.
build() { # directory, options of meson setup in one word, targets...
    directory=$1 options=$2
    case $options in
    *-Dbuildtype=*) ;; # says whether there is debug information
    *) options="-Ddebug=false $options" ;; # It would take a quarter of the time.
    esac
    shift 2
    export CCACHE_SLOPPINESS=pch_defines,time_macros # Lets it work with precompiled headers.
    if ! [ -e "$directory/build.ninja" ] ||
        ! quietly meson setup --reconfigure "$directory" $options; then
        rm -rf "$directory"
        quietly meson setup "$directory" $options || return
    fi
    quietly ninja -C "$directory" "$@"
}
