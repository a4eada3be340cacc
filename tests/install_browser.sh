#!/bin/sh
# What the browser tests need beside Python: a real Chromium, and ESLint and axe from npm. Installs
# what it may and says loudly what is missing; the tests that need it are then skipped.
cd "${0%/*}/map" || exit 1

browser() {
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        echo "Installing Chromium for the browser tests …"
        (
            export DEBIAN_FRONTEND=noninteractive
            apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium &&
                { apt-get install -qq -y --no-install-recommends fonts-khmeros || true; }
        ) >/dev/null 2>&1 && return 0
    fi
    echo "NOTE: no Chromium here and none could be installed: the browser tests will be skipped." >&2
    echo "      Install the package chromium (or Google Chrome) to run them." >&2
}

# The lock file has versions and hashes but no addresses: npm asks the registry it is set up for.
tools() {
    [ node_modules/.package-lock.json -nt package-lock.json ] && return 0
    if ! command -v npm >/dev/null 2>&1; then
        echo "NOTE: no npm here: the page's JavaScript is not linted and axe does not run." >&2
        return 0
    fi
    echo "Installing ESLint and axe for the tests of the page …"
    npm ci --silent --no-audit --no-fund && return 0
    echo "NOTE: npm ci failed in tests/map: the page is not linted and axe does not run." >&2
}

browser
tools
exit 0
