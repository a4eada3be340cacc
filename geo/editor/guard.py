"""Who may talk to the editor: this machine, this page, with the token; nobody else.

A page of another site can make a browser send requests here. It cannot read the token, cannot
set our headers without being asked (no answer allows it), and says its own name in ``Origin``;
a name that is made to resolve to 127.0.0.1 (DNS rebinding) stands in ``Host``. Each is checked.
"""

from __future__ import annotations

from hmac import compare_digest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Request

__all__ = ["HEADERS", "MOST_BYTES", "TOKEN_HEADER", "refusal"]

MOST_BYTES = 64 * 1024
"""A draft of a checkpoint has some hundred bytes; nothing larger is read."""
TOKEN_HEADER = "X-Borderatlas-Token"  # noqa: S105 - its name, not its value
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def refusal(request: Request, token: str, port: int) -> tuple[int, str] | None:
    """Return the status and the reason for which a request is refused, or None."""
    hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
    if request.headers.get("Host") not in hosts:
        return 421, "This page answers on 127.0.0.1 only."
    origin = request.headers.get("Origin")
    if origin is not None and origin not in {f"http://{host}" for host in hosts}:
        return 403, "The request comes from another site."
    if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
        return 403, "The request comes from another site."
    if not request.path.startswith("/api/"):
        return None if request.method in ("GET", "HEAD") else (405, "Nothing is sent here.")
    if not compare_digest(request.headers.get(TOKEN_HEADER, "").encode(), token.encode()):
        return 403, "The token is missing or wrong; open the address that the command printed."
    if request.method == "POST" and (origin is None or request.mimetype != "application/json"):
        return 403, "Expected JSON from this page."
    return None
