"""E-mail (``.eml``), and web pages that a browser saved as one file (MHTML)."""

from __future__ import annotations

import email
import email.policy
import re
from email.utils import parseaddr
from typing import TYPE_CHECKING

from geo.articles.draft import Draft
from geo.articles.html import draft_of_page
from geo.errors import ArticleError

if TYPE_CHECKING:
    from email.message import EmailMessage
    from pathlib import Path

__all__ = ["draft_of_mail", "draft_of_saved_page"]

_FORWARDED = re.compile(r"\A(?:(?:re|fwd?|tr)\s*:\s*)+", re.IGNORECASE)


def draft_of_mail(content: bytes, path: Path | str) -> Draft:
    """Return the draft of a message: its plain text, or that of its HTML; attachments are not read.

    Title, publisher and day are those of the lines Subject, From and Date.

    Raises
    ------
    ArticleError
        The message holds no text.
    """
    message, text, is_html = _body(content, path, ("plain", "html"))
    draft = draft_of_page(text, path) if is_html else Draft(text)
    name, address = parseaddr(_header(message, "From"))
    fields = {
        "title": _FORWARDED.sub("", _header(message, "Subject")),
        "publisher": name or address,
        "published": _header(message, "Date"),
    }
    return Draft(draft.text, {key: value for key, value in fields.items() if value})


def draft_of_saved_page(content: bytes, path: Path | str) -> Draft:
    """Return the draft of a page saved with all that belongs to it; as of an HTML file otherwise.

    The day on which it was saved says nothing of when it was published.
    """
    message, text, is_html = _body(content, path, ("html", "plain"))
    draft = draft_of_page(text, path) if is_html else Draft(text)
    address = _header(message, "Snapshot-Content-Location") or _header(message, "Content-Location")
    known = {"url": address, "title": _header(message, "Subject")}
    return Draft(draft.text, {k: v for k, v in known.items() if v} | draft.fields)


def _body(
    content: bytes, path: Path | str, wanted: tuple[str, ...]
) -> tuple[EmailMessage, str, bool]:
    """Return the message, its text, and whether that is HTML."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    try:
        part = message.get_body(preferencelist=wanted)
        text = "" if part is None else str(part.get_content())
    except (LookupError, ValueError, AttributeError) as error:
        what = f"its text cannot be made out ({type(error).__name__})."
        raise ArticleError(path, what, "Save the text as UTF-8.") from None
    if part is None or not text.strip():
        raise ArticleError(path, "is a message without text.", "Give its attachment alone.")
    return message, text, part.get_content_subtype() == "html"


def _header(message: EmailMessage, name: str) -> str:
    """Return a header line; an empty text where it is missing or beyond reading."""
    try:
        return " ".join(str(message.get(name) or "").split())
    except (LookupError, ValueError, AttributeError):
        return ""
