"""What a format gives of an article, and how an article is made of it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from geo.articles.language import language_of
from geo.articles.published import published
from geo.errors import ArticleError
from geo.model import Article
from geo.tables import data_folder, read_words

__all__ = ["Draft", "article_of", "binary", "check_text"]

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.01
_LONGEST = 2_000_000  # characters; a long novel has fewer
_TITLE_LENGTH = 150
_TITLE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Draft:
    """The body of an article and what its format says of it.

    ``fields`` are those of a header or of the format's own metadata, by their small names:
    ``id``, ``title``, ``publisher``, ``published``, ``url``, ``language``. ``fallback_day`` is
    the day that the file itself carries (a PDF's date of creation).
    """

    text: str
    fields: dict[str, str] = field(default_factory=dict)
    fallback_day: str | None = None


def binary(path: Path | str, where: str = "") -> ArticleError:
    """Return the error of a file that holds no text."""
    hint = "Give text, Markdown, HTML, PDF, Word or JSON Lines."
    return ArticleError(path, f"{where}is binary, not text.", hint)


def check_text(text: str, path: Path | str, where: str = "") -> None:
    """Raise ArticleError where a text is empty, binary, far too long, or holds half characters."""
    if not text.strip():
        raise ArticleError(
            path, f"{where}holds no text.", "Give the article's text, or leave it out."
        )
    if len(text) > _LONGEST:
        what = f"{where}has {len(text):,} characters; at most {_LONGEST:,} are one article."
        raise ArticleError(path, what, "Split it into its articles.")
    controls = len(_CONTROL.findall(text))
    if "\x00" in text or controls > _MAX_CONTROL_SHARE * len(text):
        raise binary(path, where)
    broken = _SURROGATE.search(text)
    if broken:
        raise ArticleError(
            path,
            f"{where}holds half a character (a lone surrogate) at offset {broken.start()}.",
            "Write the text again as UTF-8.",
        )


def article_of(
    draft: Draft, path: Path | str, content: bytes, *, number: int | None = None
) -> Article:
    """Return the article of a draft.

    Parameters
    ----------
    draft
        What the format gave.
    path
        The file, as the user named it.
    content
        The bytes of the file, for the digest.
    number
        Which record of the file it is, counted from 1; None where the file is one article.
    """
    where = f"record {number} " if number is not None else ""
    check_text(draft.text, path, where)
    fields = {name: _whole(value) for name, value in draft.fields.items()}
    url = _http(fields.get("url")) or _source_address(draft.text)
    day, stated, basis = published(
        fields.get("published"), draft.text, url, Path(path).stem, draft.fallback_day
    )
    stem = _whole(Path(path).stem)
    return Article(
        id=fields.get("id") or (stem if number is None else f"{stem}-{number}"),
        path=_whole(str(path)),
        text=draft.text,
        title=fields.get("title") or _headline(draft.text),
        publisher=fields.get("publisher") or _host(url),
        published=day,
        published_basis=basis,
        published_text=stated,
        url=url,
        language=_language(fields.get("language")) or language_of(draft.text),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _whole(value: str) -> str:
    """Return a field or a file's name without halves of characters, which nothing can write."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)


def _language(stated: str | None) -> str | None:
    """Return the ISO 639-1 code of "EN" or "en-US"; None for what is no code, such as "English"."""
    code = re.match(r"([a-z]{2})(?![^\W_])", (stated or "").lower())
    return code[1] if code else None


def _http(url: str | None) -> str | None:
    """Return an address that a reader may follow; any other scheme is none."""
    if url and re.match(r"https?://[^\s<>\"']+$", url, re.IGNORECASE):
        return url
    return None


@cache
def _source_line() -> re.Pattern[str]:
    words = read_words(data_folder() / "vocabulary" / "datelines.txt")["source"]
    forms = sorted({w.strip() for line in words for w in line.split(",")})
    return re.compile(
        rf"^[ \t(]*(?:{'|'.join(map(re.escape, forms))})[ \t]*:[ \t]*(https?://[^\s<>\"')]+)",
        re.IGNORECASE | re.MULTILINE,
    )


def _source_address(text: str) -> str | None:
    """Return the address on a line such as "Source: https://…", the last one of the text."""
    found = _source_line().findall(text)
    return found[-1] if found else None


def _host(url: str | None) -> str | None:
    """Return the site that an address belongs to, as the publisher where none is named."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _headline(text: str) -> str | None:
    """Return the first line where it reads like a headline: several words and no full stop."""
    line, more = next(
        (
            (row.strip(), bool(text[text.index(row) + len(row) :].strip()))
            for row in text.splitlines()
            if row.strip()
        ),
        ("", False),
    )
    line = line.lstrip("#").strip(" *_")
    fits = len(line) <= _TITLE_LENGTH and len(line.split()) >= _TITLE_WORDS
    return line if more and fits and line[-1] not in ".!:;,…" else None
