"""How text from outside reaches the page: escaped for HTML, for JSON, and cleaned of tricks.

Folium puts strings into HTML, into JavaScript template literals and into Leaflet's
``innerHTML``. :func:`to_html` makes a string safe in all three at once: besides the characters
that ``html.escape`` replaces it replaces ``$``, the backtick, the backslash and braces. Without
that, ``${…}`` in a headline would run in the reader's browser with Folium 0.20, and ``{{ … }}``
on the machine that builds the page, for branca renders what a macro returned once more.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit

__all__ = ["clean", "safe_url", "to_html", "to_json"]

_IN_TEMPLATES = {"$": "&#36;", "`": "&#96;", "\\": "&#92;", "{": "&#123;", "}": "&#125;"}
_IN_SCRIPTS = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}
# Controls, marks that turn the direction of writing, invisible characters. Line breaks and tabs
# become spaces. The zero-width space, joiner and non-joiner stay beside Khmer letters, where
# they divide words and shape clusters.
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_ZERO_WIDTH = re.compile("(?<![\u1780-\u17ff])[\u200b-\u200d]|[\u200b-\u200d](?![\u1780-\u17ff])")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Return the text in NFC without control, bidirectional and hidden characters.

    A name that looks like another, or a sentence that reads backwards, is a way to deceive the
    reader of a map. Khmer keeps its zero-width spaces; lone surrogates become U+FFFD.
    """
    text = _SURROGATE.sub("\ufffd", text)
    return unicodedata.normalize("NFC", _ZERO_WIDTH.sub("", _HIDDEN.sub("", text)))


def to_html(text: str) -> str:
    """Return the text as HTML that is safe in elements, attributes and template literals."""
    escaped = html.escape(clean(text), quote=True)
    return "".join(_IN_TEMPLATES.get(character, character) for character in escaped)


def to_json(value: Any) -> str:
    """Return compact JSON that cannot end a ``<script>`` block, with keys in given order."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character, escaped in _IN_SCRIPTS.items():
        text = text.replace(character, escaped)
    return text


def safe_url(url: Any) -> str | None:
    """Return the address if it is an absolute http or https one with a host, else None."""
    if not isinstance(url, str):
        return None
    text = clean(url).strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or " " in text:
        return None
    return text
