"""A server on this machine that speaks the protocol of chat completions."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def completion(content: Any, reason: str = "stop") -> bytes:
    """Return the body of a chat completion that says this."""
    text = content if isinstance(content, str | None) else json.dumps(content)
    choice = {"index": 0, "message": {"role": "assistant", "content": text}}
    return json.dumps({"choices": [choice | {"finish_reason": reason}]}).encode()


@dataclass
class Oracle:
    """What the server says next, and what it was asked."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0
    """Seconds between two bytes."""
    knows_schemas: bool = True
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    url: str = ""


@contextmanager
def serving() -> Iterator[Oracle]:
    """Serve on a free port of this machine until the block ends."""
    oracle = Oracle()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            oracle.asked.append(request | {"path": self.path})
            oracle.keys.append(self.headers.get("Authorization"))
            status, body = oracle.status, oracle.body
            if "response_format" in request and not oracle.knows_schemas:
                status, body = 400, b'{"error": {"message": "response_format is unknown"}}'
            self.send_response(status)
            for name, value in oracle.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(OSError):  # the client may have had enough
                self._send(body)

        def _send(self, body: bytes) -> None:
            if not oracle.drip:
                self.wfile.write(body)
                return
            for byte in body:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(oracle.drip)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    oracle.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield oracle
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
