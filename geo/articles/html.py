"""HTML: the article's text without menus and advertisements (trafilatura), and its metadata."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from geo.articles.draft import Draft
from geo.articles.encoding import decode
from geo.errors import ArticleError
from geo.tables import data_folder, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["draft_of_html", "draft_of_page", "looks_like_html"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_HEAD = re.compile(  # possessive: a comment ends where it first can, so that nothing is tried twice
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?>.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body)", re.DOTALL
)


def looks_like_html(content: bytes) -> bool:
    """Say whether a file begins as an HTML document does."""
    return _HEAD.match(content[:4096].lower().removeprefix(b"\xef\xbb\xbf")) is not None


def draft_of_html(content: bytes, path: Path | str) -> Draft:
    """Return the draft of an HTML page.

    Raises
    ------
    ArticleError
        The page is in an encoding that it does not declare, or holds no article.
    """
    return draft_of_page(_decode(content, path), path)


def draft_of_page(text: str, path: Path | str) -> Draft:
    """Return the draft of an HTML page decoded already; ArticleError if it has no article."""
    import trafilatura

    tree = trafilatura.load_html(text)
    body = None
    if tree is not None:
        body = trafilatura.extract(
            text, output_format="txt", include_comments=False, favor_recall=True
        )
        if not (body or "").strip():
            body = trafilatura.html2txt(text)
    if not (body or "").strip():
        raise ArticleError(
            path,
            "no article was found in the page.",
            "A page that a script fills must be saved after it has loaded; or give it as text.",
        )
    return Draft(str(body), _metadata(text, tree))


def _decode(content: bytes, path: Path | str) -> str:
    declared = _CHARSET.search(content[:4096])
    if declared and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return content.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeError):
            pass  # what the page declares is wrong; it may be UTF-8 all the same
    return decode(content, path)


def _metadata(text: str, tree: Any) -> dict[str, str]:
    """Return title, publisher, address and day of publication as the page declares them."""
    from trafilatura.metadata import extract_metadata

    # The date is read below: the library also takes dates out of the running text.
    found = extract_metadata(
        text, date_config={"max_date": "2100-12-31", "extensive_search": False}
    )
    fields = {
        "title": found.title,
        "publisher": found.sitename,
        "url": found.url,
        "published": next(_declared_dates(tree), None),
        "language": (tree.get("lang") or "").split("-")[0].lower() or None,
    }
    return {name: " ".join(value.split()) for name, value in fields.items() if value}


def _declared_dates(tree: Any) -> Iterator[str]:
    metas = [
        ((meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower(), meta)
        for meta in tree.iter("meta")
    ]
    for wanted in read_words(data_folder() / "vocabulary" / "datelines.txt")["declared"]:
        for name, meta in metas:
            if name == wanted and meta.get("content"):
                yield str(meta.get("content"))
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            try:
                yield from _linked_dates(json.loads(script.text or ""))
            except (ValueError, RecursionError):
                continue
    for time in tree.iter("time"):
        if time.get("datetime"):
            yield str(time.get("datetime"))


def _linked_dates(value: Any) -> Iterator[str]:
    """Yield the ``datePublished`` of a JSON-LD block, at any depth."""
    if isinstance(value, dict):
        if isinstance(value.get("datePublished"), str):
            yield value["datePublished"]
        for inner in value.values():
            yield from _linked_dates(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _linked_dates(inner)
