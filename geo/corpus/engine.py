"""What a process that reads articles holds: gazetteer, border and geoparser, loaded once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import ArticleError, DataError, Fault
from geo.model import Article, Reading
from geo.tables import take_data_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts import FactReader
    from geo.geoparse import Geoparser

__all__ = ["CHUNK", "Answer", "Item", "error_of", "read_chunk", "read_chunk_afar", "read_whole"]

CHUNK = 16
"""How many articles travel to a worker at a time."""

Item = Article | str
"""An article, or the path of a file that holds one."""

Answer = dict[str, Any] | tuple[str, str]
"""What was read, or the path and the reason of an article that could not be."""


@lru_cache(maxsize=2)
def _geoparser(data: str | None) -> Geoparser:
    from geo.border import Border
    from geo.gazetteer import Gazetteer
    from geo.geoparse import Geoparser

    return Geoparser(Gazetteer.load(data), Border.load(data))


def read_chunk(
    items: Sequence[Item], data: str | None, max_bytes: int, reader: FactReader | None = None
) -> list[Answer]:
    """Return what each article of a chunk says, as plain values that travel between processes.

    The first call of a process loads the data; a DataError of theirs is raised.
    """
    from geo.articles import read_articles
    from geo.atlas import read_or_fail, reading_to_dict

    geoparser = _geoparser(data)
    answers: list[Answer] = []
    for item in items:
        found = [item] if isinstance(item, Article) else read_articles([item], max_bytes=max_bytes)
        for article in found:
            result = (
                article
                if isinstance(article, ArticleError)
                else read_or_fail(article, geoparser, reader)
            )
            answers.append(
                _told(result) if isinstance(result, ArticleError) else reading_to_dict(result)
            )
    return answers


def read_whole(
    articles: Sequence[Article], data: str, reader: FactReader | None = None
) -> list[Reading | tuple[str, str]]:
    """Do as ``read_chunk``, and return the readings themselves."""
    from geo.atlas import read_or_fail

    geoparser = _geoparser(data)
    found = (read_or_fail(article, geoparser, reader) for article in articles)
    return [_told(result) if isinstance(result, ArticleError) else result for result in found]


def read_chunk_afar(
    items: Sequence[Item], data: str | None, max_bytes: int, reader: FactReader | None = None
) -> list[Answer]:
    """Do as ``read_chunk`` in a process that was not told of the data folder when it began."""
    if data is not None and not Path(data).is_dir():
        hint = "Put it there, under the same path."
        raise DataError(Fault(data, "is no folder on a machine of the cluster.", hint=hint))
    take_data_folder(data)
    return read_chunk(items, data, max_bytes, reader)


def _told(error: ArticleError) -> tuple[str, str]:
    return error.path, str(error).removeprefix(f"{error.path}: ")


def error_of(answer: tuple[str, str]) -> ArticleError:
    """Return the error that an answer of a worker stands for."""
    path, what = answer
    return ArticleError(Path(path), what)
