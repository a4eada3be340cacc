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

from geo import __version__
from geo.corpus.reading import read_corpus
from geo.errors import ArticleError, DataError, Fault
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
    by: str = "rules",
    **options: Any,
) -> Summary:
    """Write one line of JSON an article, in order, each as soon as it is read.

    The file takes its name when all is written; where there is no article at all, or none could be
    read, it stays as it was. With ``resume`` what is written until then stays in ``<output>.part``
    if the reading is broken off, and the next call goes on from there: articles that are the same,
    under the same path, are not read again. ``by`` names who reads, for one file has one reader.
    Other options are those of ``read_corpus``.

    Raises
    ------
    DataError
        The unfinished file is none, or was begun by another reader or version of the program.
    """
    path, summary = Path(output), Summary()
    done = _done(_part(path)) if resume else Counter()
    if done:
        _check_reader(_part(path), by)
    summary.before = done.total()
    found = read_corpus(paths, done=done, output=path, **options)
    readings = _readings(found, summary)
    first = list(islice(readings, 1))
    if not (first or done):
        return summary
    with _growing(path, by) if resume else atomic_write(path) as stream:
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


def _reader_file(part: Path) -> Path:
    """Return the file that says who reads an unfinished file, which has no room for that."""
    return part.with_name(part.name + ".reader")


def _reader(by: str) -> str:
    return f"{by}, version {__version__}"


def _check_reader(part: Path, by: str) -> None:
    file = _reader_file(part)
    before = "an unknown reader"
    if file.is_file():
        before = file.read_text(encoding="utf-8", errors="replace").strip()
    if before != _reader(by):
        what = f"was begun by {before}, and would go on by {_reader(by)}."
        raise DataError(Fault(part, what, hint="Read as before, or remove it to begin anew."))


def _done(part: Path) -> Counter[tuple[str, str]]:
    """Return the articles that an unfinished file holds; cut a last line that broke off."""
    done: Counter[tuple[str, str]] = Counter()
    if not part.is_file():
        return done
    with part.open("r+b") as stream:
        whole = 0
        for number, line in enumerate(stream, 1):
            if not line.endswith(b"\n"):
                break
            try:
                article = json.loads(line)["article"]
                done[article["path"], article["sha256"]] += 1
            except (ValueError, TypeError, KeyError, RecursionError):
                what = "is no article that was read."
                hint = "Mend the line, or remove the file to begin anew."
                raise DataError(Fault(part, what, row=number, hint=hint)) from None
            whole += len(line)
        stream.truncate(whole)
    return done


@contextmanager
def _growing(path: Path, by: str) -> Iterator[IO[str]]:
    """Open the unfinished file to add to; it becomes the file when all is written."""
    part = _part(path)
    with atomic_write(_reader_file(part)) as stream:
        stream.write(_reader(by) + "\n")
    with part.open("a", encoding="utf-8", newline="", buffering=1) as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)
    _reader_file(part).unlink()
