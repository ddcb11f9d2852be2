#!/bin/sh
# Runs a script on a release of Debian, in a minimal system that debootstrap makes.
#
#     sh tests/checks/debian.sh RELEASE [SCRIPT.sh] [argument]...
#
# RELEASE is bookworm, trixie or sid. The script is tests/run.sh if none is named. Needs root. The
# system is kept, in ${XDG_CACHE_HOME:-~/.cache}/flameup-debian-RELEASE; remove it there for a fresh
# one. Ends as the script does, or with "… 1 skipped" where no such system can be made.
set -eu
cd "$(dirname "$0")/../.."
. .ci/setup.sh

release=$1 script=tests/run.sh
shift
case ${1:-} in
*.sh)
    script=$1
    shift
    ;;
esac
root=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/flameup-debian-$release

skip() {
    say "$*"
    echo "0 passed, 0 failed, 1 skipped"
    exit 0
}

# What the machine's own apt gets Debian from; nothing if it does not, which is for debootstrap.
mirror() {
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' \
        'Label: Debian' 2>/dev/null | head -n 1
}

settings() {
    for setting in Acquire::http Acquire::https Acquire::Check-Valid-Until Acquire::Check-Date; do
        apt-config dump "$setting" || :
    done
}

# Makes the system; apt knows of no packages there, as the tests have to get along with.
make_system() {
    rm -rf "$root.new" &&
        mkdir -p "$root.new" &&
        debootstrap --variant=minbase --include=ca-certificates,ccache "$release" "$root.new" \
            $(mirror) &&
        settings >"$root.new/etc/apt/apt.conf.d/90machine" &&
        chroot "$root.new" apt-get update &&
        chroot "$root.new" apt-get clean &&
        find "$root.new/var/lib/apt/lists" -type f -delete &&
        mv "$root.new" "$root"
}

[ "$(id -u)" -eq 0 ] || skip "a system of its own needs root"
want debootstrap
has debootstrap || skip "there is no debootstrap"
unshare --mount true 2>/dev/null || skip "nothing can be mounted here"
if ! [ -d "$root" ]; then
    say "making a minimal system of Debian $release in $root"
    quietly make_system || skip "a system of Debian $release cannot be made"
fi

cp /etc/resolv.conf "$root/etc/resolv.conf"
mkdir -p "$root/flameup"
unshare --mount sh -eu -c '
    root=$1 script=$2
    shift 2
    mount -t proc proc "$root/proc"
    mount -t devpts devpts "$root/dev/pts" || : # without it, some checks are skipped
    mount --bind . "$root/flameup"
    mount -o remount,bind,ro "$root/flameup"
    exec chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
        ${CI:+CI="$CI"} FLAMEUP_BUILD=/build sh "/flameup/$script" "$@"
' sh "$root" "$script" "$@"
