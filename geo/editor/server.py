"""Serving the editor on this machine, until it is stopped."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.editor.app import make_app
from geo.editor.backdrop import backdrop
from geo.errors import UsageError
from geo.register import Register

if TYPE_CHECKING:
    from pathlib import Path

    from werkzeug.serving import BaseWSGIServer

__all__ = ["Serving", "serve"]


@dataclass(frozen=True)
class Serving:
    """A server that is ready; ``forever`` runs it, ``address`` is what to open."""

    address: str
    server: BaseWSGIServer

    def forever(self) -> None:
        """Answer requests until ``stop`` is called or the program is interrupted."""
        self.server.serve_forever()

    def stop(self) -> None:
        """Stop answering."""
        self.server.shutdown()


def serve(data: Path | str | None = None, port: int = 0) -> Serving:
    """Return a server of the editor on 127.0.0.1, with a token of its own.

    The token stands behind the ``#`` of the address, which browsers do not send.

    Parameters
    ----------
    data
        The data folder.
    port
        The port; 0 for any free one.

    Raises
    ------
    UsageError
        The port is taken.
    DataError
        The data folder lacks what the page draws.
    """
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Quiet(WSGIRequestHandler):
        """Says nothing about requests that went well."""

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Leave the terminal to the address and to faults."""

    register = Register(data)
    backdrop(register.folder)  # read now: the page is quick, and broken data are told at once
    token = secrets.token_urlsafe(24)
    port = port or _free_port()
    app = make_app(register, token, port)
    try:
        server = make_server("127.0.0.1", port, app, threaded=True, request_handler=Quiet)
    except (OSError, SystemExit) as error:
        msg = f"Port {port} cannot be used: {error}. Give another one with --port."
        raise UsageError(msg) from None
    return Serving(f"http://127.0.0.1:{port}/#{token}", server)


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
