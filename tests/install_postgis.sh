#!/bin/sh
# What the PostGIS tests need beside Python: a real server. Installs it where it may and says loudly
# what is missing; the tests that need it are then skipped. The server is started by the tests
# themselves, from a temporary folder, and stopped again.

postgis() {
    for folder in "$(pg_config --sharedir 2>/dev/null)" /usr/share/postgresql/*; do
        [ -f "$folder/extension/postgis.control" ] && return 0
    done
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        echo "Installing PostgreSQL with PostGIS for the tests of the export …"
        install_quietly && return 0
    fi
    echo "NOTE: no PostGIS here and none could be installed: the SQL is not loaded into a server." >&2
    echo "      Install the packages postgresql and postgis to run those tests." >&2
}

# Only the programs: no cluster of the system's own is made or started.
install_quietly() {
    (
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq &&
            apt-get install -qq -y --no-install-recommends postgresql-common &&
            sed -ri 's/^#?(create_main_cluster).*/\1 = false/' /etc/postgresql-common/createcluster.conf &&
            apt-get install -qq -y --no-install-recommends postgresql postgresql-postgis
    ) >/dev/null 2>&1
}

postgis
exit 0
