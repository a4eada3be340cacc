"""Reading one article, and what was read as JSON (the form of ``borderatlas extract``)."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from geo.errors import ArticleError, DataError, ReaderError, UnreachableError
from geo.model import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.gazetteer import Gazetteer
    from geo.geoparse import Geoparser
    from geo.model import Article, DateSpan, Evidence, Mention

    FactReader = Callable[[Article, Sequence[Mention], Gazetteer], Any]

__all__ = ["read", "read_or_fail", "reading_to_dict"]

_FIELDS: dict[type[Any], tuple[str, ...]] = {}


def read(article: Article, geoparser: Geoparser, reader: FactReader | None = None) -> Reading:
    """Return everything that an article names and reports.

    Parameters
    ----------
    article
        The text.
    geoparser
        Finds the names and places them.
    reader
        Finds the facts, called with the article, its mentions and the gazetteer; that of
        ``geo.facts`` if none is given.
    """
    if reader is None:
        from geo.facts import read_facts

        reader = read_facts
    parsed = geoparser.parse(article)
    facts = reader(article, parsed.mentions, geoparser.gazetteer)
    return Reading(
        article=article,
        mentions=tuple(parsed.mentions),
        events=tuple(facts.events),
        aid=tuple(facts.aid),
        twinnings=tuple(facts.twinnings),
        projects=tuple(facts.projects),
        indicators=tuple(facts.indicators),
        unlisted=tuple(parsed.unlisted),
        contradictions=tuple(parsed.contradictions),
        left_out=tuple(facts.left_out),
    )


def read_or_fail(
    article: Article, geoparser: Geoparser, reader: FactReader | None = None
) -> Reading | ArticleError:
    """Return what an article says, or the error where reading it broke: the others go on.

    Raises DataError where the data folder is wrong and UnreachableError where whom the reader asks
    was never reached, for then no article can be read.
    """
    try:
        return read(article, geoparser, reader)
    except (DataError, UnreachableError):
        raise
    except ReaderError as error:
        return ArticleError(article.path, f"its facts were not read: {error}")
    except Exception as error:  # noqa: BLE001 - one article must not stop a million others
        what = f"reading it broke ({type(error).__name__}: {error})."
        return ArticleError(article.path, what, "Please report it together with the article.")


def reading_to_dict(reading: Reading) -> dict[str, Any]:
    """Return what was read as plain JSON values, in the published form of extraction.

    A public interface: fields may be added, none changes its meaning. Offsets are those of the
    article's body.
    """
    article = reading.article
    published = article.published.isoformat() if article.published else article.published_text
    return {
        "article": {
            "path": article.path,
            "id": article.id,
            "title": article.title,
            "published": published,
            "published_basis": article.published_basis,
            "publisher": article.publisher,
            "url": article.url,
            "language": article.language,
            "sha256": article.sha256,
        },
        "mentions": [_plain(m) for m in reading.mentions],
        "events": [_plain(e) for e in reading.events],
        "aid": [_plain(a) for a in reading.aid],
        "twinnings": [_plain(t) for t in reading.twinnings],
        "projects": [_plain(p) for p in reading.projects],
        "indicators": [_plain(i) for i in reading.indicators],
        "unlisted": [_plain(u) for u in reading.unlisted],
        "contradictions": list(reading.contradictions),
        "left_out": dict(reading.left_out),
    }


def _plain(record: Any) -> dict[str, Any]:
    """Return a record as JSON values; ``class_`` is written ``class``."""
    return {name.rstrip("_"): _value(name, getattr(record, name)) for name in _names(type(record))}


def _names(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of a record's fields, looked up once for each kind of record."""
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple(field.name for field in fields(kind))
    return _FIELDS[kind]


def _value(name: str, value: Any) -> Any:
    if name == "evidence":
        return [_span(piece) for piece in value]
    if name == "date":
        return _date(value)
    return list(value) if isinstance(value, tuple) else value


def _span(piece: Evidence) -> dict[str, int]:
    return {"start": piece.start, "end": piece.end}


def _date(date: DateSpan | None) -> dict[str, str] | None:
    return {"start": date.start, "end": date.end, "basis": date.basis} if date else None
