"""The files that the page is made of: Leaflet from its package, our own from ``static/``.

Everything is read at run time and set into the page; nothing is fetched. Our JavaScript is
written as modules; the page gets them as one script in the order of :data:`MODULES`, each in a
function of its own that returns what the module exports.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from geo.errors import DataError, Fault

__all__ = ["MODULES", "STATIC", "digest", "leaflet_css", "leaflet_js", "script", "strings", "style"]

STATIC = Path(__file__).resolve().parent / "static"

MODULES = (
    "text.js",
    "idle.js",
    "i18n.js",
    "dom.js",
    "geometry.js",
    "data.js",
    "state.js",
    "filter.js",
    "symbols.js",
    "draw.js",
    "areas.js",
    "labels.js",
    "boxes.js",
    "hit.js",
    "renderer.js",
    "download.js",
    "legend.js",
    "facets.js",
    "facts.js",
    "loose.js",
    "search.js",
    "header.js",
    "dossier.js",
    "time.js",
    "table.js",
    "lists.js",
    "add.js",
    "print.js",
    "sheet.js",
    "app.js",
)
"""The modules of the page, each after those that it uses."""

_IMPORT = re.compile(r"^import\s*(\{[^}]*\})\s*from\s*\"\./([a-z0-9]+)\.js\";$", re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function|const|class) (\w+))", re.MULTILINE)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(
            Fault(path, f"cannot be read: {error.strerror}.", hint="Install the package anew.")
        ) from None


@cache
def script() -> str:
    """Return our JavaScript as the body of one function, each module in a scope of its own."""
    parts = ["const modules = {};"]
    for name in MODULES:
        text = _read(STATIC / name).strip()
        names = ", ".join(match[2] for match in _EXPORT.finditer(text))
        body = _IMPORT.sub(r"const \1 = modules.\2;", _EXPORT.sub(r"\1", text))
        module = name.removesuffix(".js")
        parts.append(f"modules.{module} = (() => {{\n{body}\nreturn {{ {names} }};\n}})();")
    return "\n".join(parts)


@cache
def style() -> str:
    """Return our style sheet."""
    return "\n".join(_read(path).strip() for path in sorted(STATIC.glob("*.css"))) + "\n"


@cache
def strings() -> dict[str, dict[str, str]]:
    """Return the words of the page: key → language → text."""
    texts: dict[str, dict[str, str]] = json.loads(_read(STATIC / "strings.json"))
    return texts


@cache
def settings() -> dict[str, Any]:
    """Return the figures that the drawing rests on (sizes of symbols, limits)."""
    values: dict[str, Any] = json.loads(_read(STATIC / "settings.json"))
    return values


def _leaflet() -> Path:
    from xstatic.pkg import leaflet

    return Path(leaflet.BASE_DIR)


@cache
def leaflet_js() -> str:
    """Return Leaflet's script, without the pointer to its source map (that would be a request)."""
    return re.sub(r"\n?//# sourceMappingURL=\S*\s*$", "\n", _read(_leaflet() / "leaflet.js"))


@cache
def leaflet_css() -> str:
    """Return Leaflet's style sheet with its images as data URIs."""
    folder = _leaflet()

    def inlined(match: re.Match[str]) -> str:
        image = (folder / match[1]).read_bytes()
        return f"url(data:image/png;base64,{base64.b64encode(image).decode('ascii')})"

    return re.sub(
        r"url\([\"']?(images/[\w.-]+\.png)[\"']?\)", inlined, _read(folder / "leaflet.css")
    )


def digest(text: str) -> str:
    """Return the hash of an inline script or style as a Content Security Policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode(
        "ascii"
    )
