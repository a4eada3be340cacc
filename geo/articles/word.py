"""Word documents (``.docx``): the text of their paragraphs, tables included."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from geo.articles.draft import Draft
from geo.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["draft_of_word"]

_BODY = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_MOST_BYTES = 50_000_000
# RuntimeError: a password, or elements nested beyond all sense.
# LookupError, ValueError: an encoding of XML that nobody knows, or of several bytes a sign.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, ET.ParseError, OSError, RuntimeError, EOFError,
    LookupError, ValueError,
)  # fmt: skip
_OTHERS = "Save it as .docx, PDF, HTML or text."


def draft_of_word(content: bytes, path: Path | str) -> Draft:
    """Return the draft of a Word document: a paragraph each, one blank line between two.

    Headers, footers, notes and comments are left out, and so are what was deleted under review
    and the older copies of text boxes. Its day of creation is often that of a template, and not
    asked.

    Raises
    ------
    ArticleError
        The file is another kind of archive, broken, protected, without text, or far too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if _BODY not in names:
                raise ArticleError(path, "is an archive, and no Word document.", _OTHERS)
            text = "".join(_pieces(_parsed(archive, _BODY, path))).strip()
            known = _parsed(archive, _PROPERTIES, path) if _PROPERTIES in names else None
            title = "" if known is None else known.findtext(_TITLE)
    except _BROKEN as error:
        what = f"is a broken or protected Word document ({type(error).__name__})."
        raise ArticleError(path, what, "Open and save it again.") from None
    if not text:
        raise ArticleError(path, "is a Word document without text.", "Give the article's text.")
    return Draft(text + "\n", {"title": " ".join(title.split())} if title else {})


def _parsed(archive: zipfile.ZipFile, name: str, path: Path | str) -> ET.Element:
    """Return a part of the document; neither swollen archives nor entities are unfolded."""
    if archive.getinfo(name).file_size > _MOST_BYTES:
        what = f"unfolds to more than {_MOST_BYTES / 1e6:g} MB of text."
        raise ArticleError(path, what, "Split it into its articles.")
    raw = archive.read(name)
    raw.decode("utf-8")  # as Word writes it; in UTF-16 the search below would be blind
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise ArticleError(path, "holds a document type, which Word never writes.", _OTHERS)
    return ET.fromstring(raw)  # noqa: S314 - without a document type there are no entities


def _pieces(element: ET.Element) -> Iterator[str]:
    if element.tag == _FALLBACK:
        return
    if element.tag == f"{_W}t":
        yield element.text or ""
    yield _SIGNS.get(element.tag, "")
    for inner in element:
        yield from _pieces(inner)
    if element.tag == f"{_W}p":
        yield "\n\n"
