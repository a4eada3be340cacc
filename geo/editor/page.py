"""The editor's page: one HTML text with everything inlined, and the policy that it runs under."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import geo.map.assets
from geo.map.assets import digest, leaflet_css, leaflet_js

__all__ = ["page"]

_STATIC = Path(__file__).resolve().parent / "static"
_COLOURS = Path(geo.map.assets.__file__).resolve().parent / "static" / "colours.css"
"""The colours of the map page, light and dark: both pages look alike."""


@cache
def page() -> tuple[str, str]:
    """Return the page and its Content Security Policy, which names the hash of each script."""
    scripts = [leaflet_js(), (_STATIC / "editor.js").read_text(encoding="utf-8")]
    own = (_COLOURS, _STATIC / "editor.css")
    styles = [leaflet_css(), *(path.read_text(encoding="utf-8") for path in own)]
    body = (_STATIC / "editor.html").read_text(encoding="utf-8")
    html = body.replace(
        "<!-- styles -->", "".join(f"<style>{text}</style>" for text in styles)
    ).replace("<!-- scripts -->", "".join(f"<script>{text}</script>" for text in scripts))
    policy = "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(f"'{digest(text)}'" for text in scripts),
            "style-src " + " ".join(f"'{digest(text)}'" for text in styles),
            "img-src data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )
    return html, policy
