"""What headers and records call the fields of an article: ``vocabulary/article_fields.txt``."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.tables import data_folder, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["fields_of", "has_text", "known", "text_names", "text_of"]

_PLAIN = (str, int, float, date)
_COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?:T?\d{6}Z?)?")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?(?:\.\d+)?")
_SHOWN = 6
_SECONDS = 10  # digits of a time in seconds; more are milliseconds


@cache
def _names() -> dict[str, tuple[str, ...]]:
    words = read_words(data_folder() / "vocabulary" / "article_fields.txt")
    return {field: tuple(map(_bare, names)) for field, names in words.items()}


def _bare(name: Any) -> str:
    return re.sub(r"[\s_-]+", "", str(name)).lower()


def text_names() -> str:
    """Return the names that a field with the text may have, to tell them to people."""
    names = read_words(data_folder() / "vocabulary" / "article_fields.txt")["text"]
    return f"{', '.join(names[:_SHOWN])} (all: vocabulary/article_fields.txt)"


def text_of(record: Mapping[str, Any]) -> str | None:
    """Return the text of a record, "" where all are empty; None where no field of it is one."""
    bare = {_bare(key): value for key, value in record.items()}
    found = [v for name in _names()["text"] if isinstance(v := bare.get(name), str)]
    return next(filter(str.strip, found), found[0] if found else None)


def has_text(names: Iterable[str]) -> bool:
    """Say whether one of the columns of a table may hold the texts."""
    return not set(map(_bare, names)).isdisjoint(_names()["text"])


def known(names: Iterable[str]) -> list[str]:
    """Return the columns of a table that hold something of an article; the rest is not read."""
    ours = {name for names_of_field in _names().values() for name in names_of_field}
    return [name for name in names if _bare(name) in ours]


def fields_of(record: Mapping[str, Any]) -> dict[str, str]:
    """Return the known fields of a header or a record; those without a plain value are left out."""
    bare = {_bare(key): value for key, value in record.items()}
    found = {}
    for field, names in _names().items():
        for name in names if field != "text" else ():
            value = bare.get(name)
            if isinstance(value, _PLAIN) and not isinstance(value, bool) and str(value).strip():
                found[field] = " ".join(str(value).split())
                break
    if found.get("publisher", "").startswith(("http://", "https://")):
        found.setdefault("url", found.pop("publisher"))
    if "published" in found:
        found["published"] = _day(found["published"])
    return found


def _day(stated: str) -> str:
    """Return a day that machines write without signs, or as seconds since 1970, in ISO 8601."""
    compact = _COMPACT.fullmatch(stated)
    if compact:
        return "-".join(compact.groups())
    if _EPOCH.fullmatch(stated):
        seconds = float(stated) / (1 if len(stated.partition(".")[0]) == _SECONDS else 1000)
        return datetime.fromtimestamp(seconds, tz=UTC).date().isoformat()
    return stated
