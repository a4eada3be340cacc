#!/bin/sh
# The browser tests drive a real Chromium. Install Debian's where that is possible; say so where not.
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing Chromium for the browser tests …"
    (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium fonts-khmeros-core) >/dev/null 2>&1 && exit 0
fi
echo "NOTE: no Chromium here and none could be installed: the browser tests will be skipped." >&2
echo "      Install the package chromium (or Google Chrome) to run them." >&2
exit 0
