"""Plain text and Markdown, with or without a header."""

from __future__ import annotations

import codecs
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.articles.draft import Draft
from geo.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["FIELDS", "decode", "draft_of_text", "fields_of"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LONGEST_HEADER = 65_536
_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?P<head>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_RULE = re.compile(r"^-{5,}[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_PAIR = re.compile(r"(?P<key>[^\W\d_][\w -]{0,30}):(?:[ \t]+(?P<value>.*))?")
_PLAIN = (str, int, float, date)

FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "title": ("title", "headline"),
    "publisher": ("publisher", "sitename", "site_name", "source", "source_domain"),
    "published": ("published", "date", "date_publish", "published_at", "datepublished"),
    "url": ("url", "link", "canonical", "source-url", "source_url"),
    "language": ("language", "lang"),
}
"""The fields of an article, and the names under which headers and records hold them."""


def decode(content: bytes, path: Path | str) -> str:
    """Return the text of a file in UTF-8, or in UTF-16 with a byte order mark.

    Line ends stay as they are. Raises ArticleError for any other encoding.
    """
    bom, encoding = next(
        ((bom, name) for bom, name in _BOMS if content.startswith(bom)), (b"", "utf-8")
    )
    content = content[len(bom) :]
    if encoding == "utf-8" and b"\x00" in content[:4096]:
        raise ArticleError(
            path, "is binary, not text.", "Give text, Markdown, HTML, PDF or JSON Lines."
        )
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(
            path,
            f"byte {error.start} is no {encoding.upper()}.",
            "Save the file as UTF-8; Vietnamese texts are often in Windows-1258 before.",
        ) from None


def fields_of(record: Mapping[str, Any]) -> dict[str, str]:
    """Return the known fields of a header or a record; those without a plain value are left out."""
    lower = {str(key).strip().lower(): value for key, value in record.items()}
    found = {}
    for name, keys in FIELDS.items():
        for key in keys:
            value = lower.get(key)
            if isinstance(value, _PLAIN) and not isinstance(value, bool) and str(value).strip():
                found[name] = " ".join(str(value).split())
                break
    if found.get("publisher", "").startswith(("http://", "https://")):
        found.setdefault("url", found.pop("publisher"))
    return found


def draft_of_text(content: bytes, path: Path | str) -> Draft:
    """Return the draft of a text: YAML front matter, or ``key: value`` lines, or neither.

    The body is what follows the header's last line, as it stands.
    """
    text = decode(content, path)
    front = _FRONT_MATTER.match(text[:_LONGEST_HEADER])
    if front:
        return Draft(text[front.end() :], _front_matter(front["head"], path))
    rule = _RULE.search(text[:_LONGEST_HEADER])
    if rule:
        pairs = _pairs(text[: rule.start()])
        if pairs is not None:
            return Draft(text[rule.end() :], fields_of(pairs))
    return Draft(text)


def _front_matter(head: str, path: Path | str) -> dict[str, str]:
    import yaml

    try:
        record = yaml.safe_load(head)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" (line {mark.line + 2})" if mark else ""
        raise ArticleError(
            path,
            f"its front matter is no YAML{line}.",
            "Put values that hold a colon in double quotes.",
        ) from None
    except ValueError as error:  # such as the 31st of April
        raise ArticleError(path, f"its front matter holds a bad value: {error}.") from None
    if record is None:
        return {}
    if not isinstance(record, dict):
        raise ArticleError(
            path, "its front matter holds no 'key: value' lines.", "Write 'title: …' and so on."
        )
    return fields_of(record)


def _pairs(head: str) -> dict[str, str] | None:
    """Return the pairs of a header; None where its lines are not all 'key: value'."""
    pairs: dict[str, str] = {}
    for line in head.splitlines():
        match = _PAIR.fullmatch(line.strip())
        if match:
            pairs[match["key"]] = match["value"] or ""
        elif line.strip():
            return None
    return pairs or None
