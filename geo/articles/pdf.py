"""PDF: the text of its pages (pypdf)."""

from __future__ import annotations

import io
import logging
import re
from typing import TYPE_CHECKING

from geo.articles.draft import Draft
from geo.errors import ArticleError

if TYPE_CHECKING:
    from pathlib import Path

    from pypdf import PdfReader

__all__ = ["draft_of_pdf"]

_OFFICE_TITLE = re.compile(
    r"^(microsoft|untitled|layout|document\d*|.*\.(docx?|indd|odt|pdf)$)", re.IGNORECASE
)
# Printed from a browser, a page was made on the day of the printing.
_BROWSER = re.compile(r"chrom|skia|mozilla|firefox|webkit|wkhtml|safari|quartz", re.IGNORECASE)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})


def draft_of_pdf(content: bytes, path: Path | str) -> Draft:
    """Return the draft of a PDF: its pages' text, one blank line between two pages.

    Letters that the font joins (ﬁ) are parted again.

    Raises
    ------
    ArticleError
        The file is broken, protected by a password, or holds only pictures of text.
    """
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # faults are raised, not logged
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        locked = reader.is_encrypted and not reader.decrypt("")
        text = "" if locked else "\n\n".join(page.extract_text() for page in reader.pages)
        fields, day = ({}, None) if locked else _metadata(reader)
    except Exception as error:  # noqa: BLE001 - a broken PDF raises anything at all
        raise ArticleError(
            path, f"is a broken PDF ({type(error).__name__}).", "Open and save it again."
        ) from None
    if locked:
        raise ArticleError(path, "is protected by a password.", "Save a copy without one.")
    if not text.strip():
        raise ArticleError(
            path,
            "is a PDF without text, perhaps a scan.",
            "Run optical character recognition over it first (such as ocrmypdf).",
        )
    text = text.encode("utf-8", "replace").decode("utf-8").translate(_LIGATURES)
    return Draft(text, fields, day)


def _metadata(reader: PdfReader) -> tuple[dict[str, str], str | None]:
    """Return what the document says of itself, and the day on which it was made."""
    info = reader.metadata
    if info is None:
        return {}, None
    fields = {}
    title = " ".join(str(info.title or "").split())
    if title and not _OFFICE_TITLE.match(title):
        fields["title"] = title
    if _BROWSER.search(f"{info.creator or ''} {info.producer or ''}"):
        return fields, None
    made = re.match(r"D:(\d{4})(\d\d)(\d\d)", str(info.get("/CreationDate") or ""))
    return fields, "-".join(made.groups()) if made else None
