#!/bin/sh
# Install Debian packages, as root or through sudo where it asks no password. Silent when all went well.
set -eu

command -v apt-get >/dev/null || { echo "This machine has no apt-get: install $* in its own way." >&2; exit 1; }
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "Installing $* needs root: sudo apt-get install $*" >&2
    exit 1
fi

said=$(mktemp)
trap 'rm -f "$said"' EXIT
apt() {
    # shellcheck disable=SC2086  # as_root is empty or two words
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" </dev/null >"$said" 2>&1
}
echo "Installing from Debian: $*"
if ! { apt update && apt install -y --no-install-recommends "$@"; }; then
    cat "$said" >&2
    exit 1
fi
