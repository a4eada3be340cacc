#!/bin/sh
# What the tests of the exported files need beside Python: the GDAL of the system, which QGIS reads
# with, too. Installs it where it may and says loudly where it cannot; its tests are then skipped.

gdal() {
    command -v ogrinfo >/dev/null 2>&1 && return 0
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        echo "Installing GDAL for the tests of the exported files …"
        (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends gdal-bin) >/dev/null 2>&1 && return 0
    fi
    echo "NOTE: no ogrinfo here and none could be installed: some exported files are not read by it." >&2
    echo "      Install the package gdal-bin to run those tests." >&2
}

gdal
exit 0
