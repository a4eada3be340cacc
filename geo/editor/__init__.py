"""The local web page on which people add and change checkpoints: ``borderatlas edit``.

It is served on this machine only, to whoever has the address with its token; everything that it
saves goes through ``geo.register`` like any other change.
"""

from __future__ import annotations

from geo.editor.app import make_app
from geo.editor.server import serve

__all__ = ["make_app", "serve"]
