#!/bin/sh
# Print where a Chromium is that can be driven; install Debian's when there is none and this user may.
set -eu

find_it() {
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
        [ -n "$name" ] && command -v "$name" && return 0
    done
    return 1
}

find_it && exit 0
"$(dirname "$0")/debian.sh" chromium fonts-dejavu-core >&2 && find_it && exit 0
cat >&2 <<'TXT'
No Chromium or Chrome was found, and it could not be installed from here.
Install one (Debian, Ubuntu: sudo apt-get install chromium), or name one: make CHROMIUM=/path/to/chrome test
To leave the browser tests out: make BROWSER=none test
TXT
exit 1
