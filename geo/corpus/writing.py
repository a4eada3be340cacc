"""Reading many articles into one JSON Lines file."""

from __future__ import annotations

import json
import os
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from geo.corpus.reading import read_corpus
from geo.errors import ArticleError
from geo.tables import atomic_write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.model import Article

__all__ = ["Summary", "write_corpus"]

_ENDING = ".part"


@dataclass
class Summary:
    """How many articles were read, how many had been before, and which were not.

    ``left_out`` counts what a reader of facts found and could not prove.
    """

    read: int = 0
    before: int = 0
    failures: list[ArticleError] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def write_corpus(
    paths: Iterable[Path | str | Article],
    output: Path | str,
    *,
    resume: bool = False,
    **options: Any,
) -> Summary:
    """Write one line of JSON an article, in order, each as soon as it is read.

    The file takes its name when all is written; where no article at all could be read, it stays
    as it was. With ``resume`` what is written until then stays in ``<output>.part`` if the reading
    is broken off, and the next call goes on from there: articles that are the same, under the same
    path, are not read again. Other options are those of ``read_corpus``.
    """
    path, summary = Path(output), Summary()
    done = _done(_part(path)) if resume else Counter()
    summary.before = done.total()
    found = read_corpus(paths, done=done, output=path, **options)
    readings = _readings(found, summary)
    first = list(islice(readings, 1))
    if summary.failures and not (first or done):
        return summary
    with _growing(path) if resume else atomic_write(path) as stream:
        for reading in chain(first, readings):
            summary.left_out.update(reading["left_out"])
            stream.write(json.dumps(reading, ensure_ascii=False) + "\n")
            summary.read += 1
    return summary


def _readings(
    found: Iterable[dict[str, Any] | ArticleError], summary: Summary
) -> Iterator[dict[str, Any]]:
    """Yield what was read; what was not goes into the summary."""
    for result in found:
        if isinstance(result, ArticleError):
            summary.failures.append(result)
        else:
            yield result


def _part(path: Path) -> Path:
    return path.with_name(path.name + _ENDING)


def _done(part: Path) -> Counter[tuple[str, str]]:
    """Return the articles that an unfinished file holds; cut a last line that broke off."""
    done: Counter[tuple[str, str]] = Counter()
    if not part.is_file():
        return done
    with part.open("r+b") as stream:
        whole = 0
        for line in stream:
            if not line.endswith(b"\n"):
                break
            article = json.loads(line)["article"]
            done[article["path"], article["sha256"]] += 1
            whole += len(line)
        stream.truncate(whole)
    return done


@contextmanager
def _growing(path: Path) -> Iterator[IO[str]]:
    """Open the unfinished file to add to; it becomes the file when all is written."""
    part = _part(path)
    part.parent.mkdir(parents=True, exist_ok=True)
    with part.open("a", encoding="utf-8", newline="", buffering=1) as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)
