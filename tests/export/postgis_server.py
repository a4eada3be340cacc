"""A PostgreSQL server with PostGIS of the tests' own: a private folder, a socket, no network."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

DEBIAN = Path("/usr/lib/postgresql")
ROOT = 0
USERS = ("postgres", "nobody")


def programs() -> Path | None:
    """Return the folder of a PostgreSQL that has PostGIS, the newest one; None if there is none."""
    versions = [path for path in DEBIAN.glob("*/bin") if path.parent.name.isdigit()]
    versions.sort(key=lambda path: int(path.parent.name), reverse=True)
    found = [(path, Path("/usr/share/postgresql") / path.parent.name) for path in versions]
    if shutil.which("pg_config"):
        found.append((_configured("--bindir"), _configured("--sharedir")))
    for folder, share in found:
        if (folder / "initdb").is_file() and (share / "extension/postgis.control").is_file():
            return folder
    return None


def _configured(what: str) -> Path:
    done = subprocess.run(["pg_config", what], capture_output=True, text=True, check=True)
    return Path(done.stdout.strip())


class Server:
    """A running server; ``psql`` talks to it."""

    def __init__(self, folder: Path, socket: Path) -> None:
        self.folder = folder
        self.socket = socket

    def psql(self, *args: str | Path, database: str = "atlas") -> str:
        """Run psql, stop at the first error, and return what it prints, unaligned."""
        command = [
            self.folder / "psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align",
            "--username=atlas", f"--host={self.socket}", f"--dbname={database}",
            "--set=ON_ERROR_STOP=1", *args,
        ]  # fmt: skip
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, encoding="utf-8"
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.rstrip("\n")

    def ask(self, query: str) -> str:
        """Return the answer to a query."""
        return self.psql("--command", query)


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """Start a server with the programs of a folder; it is gone afterwards, with all it held."""
    # Not below pytest's folder, into which only root may look; a socket's path must be short.
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as home:
        data = Path(home) / "data"
        who = _unprivileged(Path(home))
        options = f"-c listen_addresses= -c unix_socket_directories={home} -c fsync=off"
        control = [folder / "pg_ctl", f"--pgdata={data}", "--silent", "--wait"]
        _run([folder / "initdb", f"--pgdata={data}", "--username=atlas", "--auth=trust",
              "--encoding=UTF8", "--locale=C", "--no-sync"], who)  # fmt: skip
        log = Path(home) / "log"
        _run([*control, "start", f"--log={log}", f"--options={options}"], who, log)
        try:
            server = Server(folder, Path(home))
            server.psql("--command", "CREATE DATABASE atlas", database="postgres")
            yield server
        finally:
            _run([*control, "stop", "--mode=immediate"], who, log)


def _unprivileged(home: Path) -> str | None:
    """Return the user who runs the server and give the folder to them: root may not."""
    if os.getuid() != ROOT:
        return None
    for name in USERS:
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(home, user.pw_uid, user.pw_gid)
        home.chmod(0o755)
        return name
    return None


def _run(command: list[str | Path], user: str | None, log: Path | None = None) -> None:
    done = subprocess.run(
        command, user=user, cwd="/", capture_output=True, text=True, check=False,
        extra_groups=[] if user else None, env={"PATH": os.defpath, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    told = log.read_text(encoding="utf-8") if log and log.is_file() else ""
    assert done.returncode == 0, f"{command[0]}: {done.stderr}{told}"
