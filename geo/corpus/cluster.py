"""The workers of a Dask cluster (the extra ``borderatlas[cluster]``)."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geo.corpus.workers import Workers
from geo.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["cluster"]

_SECONDS = 20
_PLAIN = ("tcp", "tls")


@contextmanager
def cluster(scheduler: str) -> Iterator[Workers]:
    """Give the workers of the cluster whose scheduler is at an address (``tcp://…:8786``).

    Raises
    ------
    UsageError
        Dask is not installed, or no scheduler answers.
    """
    try:
        import distributed
    except ImportError:
        msg = "Reading on a cluster needs Dask; install it with: pip install 'borderatlas[cluster]'"
        raise UsageError(msg) from None
    client_class: Any = distributed.Client
    try:
        _knock(scheduler)
        client = client_class(scheduler, timeout=f"{_SECONDS}s", set_as_default=False)
    except (OSError, ValueError) as error:
        msg = f"No Dask scheduler answers at {scheduler} ({error}); give tcp://host:port."
        raise UsageError(msg) from None
    with client:
        count = max(1, sum(client.nthreads().values()))
        yield Workers(client.get_executor(pure=False), count, lambda: client.status == "running")


def _knock(scheduler: str) -> None:
    """Raise OSError or ValueError at once where nobody listens; Dask's client would be late."""
    address = urlsplit(scheduler if "://" in scheduler else f"tcp://{scheduler}")
    if not address.hostname or not address.port:
        msg = "host or port is missing"
        raise ValueError(msg)
    if address.scheme in _PLAIN:
        socket.create_connection((address.hostname, address.port), _SECONDS).close()
