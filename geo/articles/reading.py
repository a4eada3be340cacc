"""The door of the room: from paths to articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo.articles.draft import Draft, article_of
from geo.articles.html import draft_of_html, looks_like_html
from geo.articles.mail import draft_of_mail, draft_of_saved_page
from geo.articles.pdf import draft_of_pdf
from geo.articles.records import (
    articles_of_csv,
    articles_of_json,
    articles_of_json_lines,
    articles_of_parquet,
)
from geo.articles.text import draft_of_text
from geo.articles.word import draft_of_word
from geo.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geo.model import Article

__all__ = ["MAX_BYTES", "SUFFIXES", "article_files", "read_article", "read_articles"]

MAX_BYTES = 20_000_000
"""The largest article that is read, in bytes; a longer file is rarely one article."""

_TEXT = (".txt", ".text", ".md", ".markdown")
_HTML = (".html", ".htm", ".xhtml")
_MAIL = (".eml",)
_SAVED = (".mhtml", ".mht")
_CSV = (".csv", ".tsv")
_LINES = (".jsonl", ".ndjson")
_PARQUET = (".parquet",)
SUFFIXES = (*_TEXT, *_HTML, *_SAVED, *_MAIL, ".pdf", ".docx", *_LINES, *_PARQUET)
"""The endings of files that are taken out of a folder; JSON and CSV are read where named."""

_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "is an old Word or Outlook file"),
    (b"{\\rtf", "is a Rich Text file"),
    (b"\x1f\x8b", "is packed (gzip)"),
    (b"\x89PNG", "is a picture"),
    (b"\xff\xd8\xff", "is a picture"),
)
"""How files begin that people take for text, and what they are."""


def article_files(paths: Iterable[Path | str]) -> Iterator[Path | ArticleError]:
    """Yield the files of some paths: of a folder those with a known ending, sorted by name.

    Folders inside are gone through too; hidden files and maps of this program are left out, so that
    a map beside its articles is not read the next time. A path that does not exist
    and a folder without articles are errors.
    """
    for given in paths:
        path = Path(given)
        if not path.is_dir():
            yield path
            continue
        files = sorted(
            file
            for file in path.rglob("*")
            if file.suffix.lower() in SUFFIXES
            and file.is_file()
            and not any(part.startswith(".") for part in file.relative_to(path).parts)
            and not _is_map(file)
        )
        yield from files
        if not files:
            endings = ", ".join(SUFFIXES)
            yield ArticleError(path, "holds no articles.", f"Their names end in {endings}.")


def _is_map(file: Path) -> bool:
    """Say whether a page is a map that ``borderatlas build`` wrote: it stands beside its layers."""
    return file.name == "index.html" and any((file.parent / "layers").glob("*.geojson"))


def read_articles(
    paths: Iterable[Path | str], *, max_bytes: int = MAX_BYTES
) -> Iterator[Article | ArticleError]:
    """Yield the articles of files and folders, in order; what cannot be read as an error.

    JSON Lines and Parquet files give one article a record. Nothing is raised, so one bad file
    does not keep the others from being read.
    """
    for path in article_files(paths):
        if isinstance(path, ArticleError):
            yield path
            continue
        try:
            yield from _read_file(path, max_bytes)
        except ArticleError as error:
            yield error
        except OSError as error:
            yield ArticleError(path, f"cannot be read: {error.strerror or error}.")


def read_article(path: Path | str, *, max_bytes: int = MAX_BYTES) -> Article:
    """Return the one article of a file.

    Raises
    ------
    ArticleError
        The file is missing, empty, binary, wrongly encoded, larger than ``max_bytes``, a PDF
        without text, or holds several articles.
    """
    found = read_articles([path], max_bytes=max_bytes)
    article = next(found, None)
    if article is None:
        raise ArticleError(path, "holds no text.", "Give the article's text, or leave it out.")
    if isinstance(article, ArticleError):
        raise article
    if next(found, None) is not None:
        raise ArticleError(path, "holds several articles.", "Read it with read_articles.")
    return article


def _read_file(path: Path, max_bytes: int) -> Iterator[Article | ArticleError]:
    if not path.exists():
        raise ArticleError(path, "does not exist.", "Look at the spelling of the path.")
    if not path.is_file():
        raise ArticleError(path, "is no file.", "Give a file or a folder of files.")
    with path.open("rb") as stream:
        head = stream.read(8)
    suffix = path.suffix.lower()
    if head.startswith(b"PAR1") or suffix in _PARQUET:
        yield from articles_of_parquet(path)
        return
    if suffix in _LINES:
        yield from articles_of_json_lines(path, max_bytes)
        return
    content = _content(path, max_bytes)
    if suffix == ".json":
        yield from articles_of_json(content, path)
    elif suffix in _CSV:
        yield from articles_of_csv(content, path)
    else:
        yield article_of(_draft_maker(content, suffix, path)(content, path), path, content)


def _content(path: Path, max_bytes: int) -> bytes:
    size = path.stat().st_size
    if size > max_bytes:
        raise ArticleError(
            path,
            f"is {size / 1e6:.1f} MB long; at most {max_bytes / 1e6:g} MB are read.",
            "Split it into its articles.",
        )
    with path.open("rb") as stream:
        content = stream.read(size or max_bytes)  # some that are no real files tell no size
    if not content.strip():
        raise ArticleError(path, "is empty.", "Give the article's text, or leave it out.")
    return content


def _draft_maker(content: bytes, suffix: str, path: Path) -> Callable[[bytes, Path], Draft]:
    """Return what makes the draft: by how the file begins, then by its ending."""
    foreign = next((what for head, what in _FOREIGN if content.startswith(head)), None)
    if foreign:
        raise ArticleError(path, f"{foreign}.", "Save it as .docx, PDF, HTML or text.")
    if suffix in _MAIL:
        return draft_of_mail
    if suffix in _SAVED:
        return draft_of_saved_page
    if content.startswith(b"PK\x03\x04"):
        return draft_of_word
    if content.startswith(b"%PDF-") or suffix == ".pdf":
        return draft_of_pdf
    if suffix in _HTML or looks_like_html(content):
        return draft_of_html
    return draft_of_text
