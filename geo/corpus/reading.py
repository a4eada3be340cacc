"""Reading many articles in order, with bounded memory."""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.articles import MAX_BYTES, article_files, read_articles
from geo.corpus.cluster import cluster
from geo.corpus.engine import CHUNK, Item, error_of, read_chunk, read_chunk_afar, read_whole
from geo.corpus.workers import Workers
from geo.errors import ArticleError, AtlasError, UsageError
from geo.model import Article
from geo.tables import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from geo.facts import FactReader
    from geo.model import Reading

    Work = Callable[[list[Any]], list[Any]]

__all__ = ["read_corpus", "readings_of"]

_MANY = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet")
_AHEAD = 3
"""Chunks that are under way for each worker: enough that none waits, few enough to hold."""


def read_corpus(
    paths: Iterable[Path | str | Article],
    *,
    data: Path | str | None = None,
    jobs: int = 1,
    scheduler: str | None = None,
    progress: Callable[[int], None] | None = None,
    max_bytes: int = MAX_BYTES,
    reader: FactReader | None = None,
    done: Mapping[tuple[str, str], int] | None = None,
    output: Path | str | None = None,
) -> Iterator[dict[str, Any] | ArticleError]:
    """Yield what each article names and reports, in order, as they are read.

    Parameters
    ----------
    paths
        Files, folders, or articles that were read already. JSON Lines and Parquet files give one
        article a record and are streamed.
    data
        The data folder; None for that of the program.
    jobs
        Processes on this machine; 1 reads in this one.
    scheduler
        Address of a Dask scheduler (``tcp://…:8786``), whose workers read instead. They need the
        package, and see files and ``data`` under the same paths; records of JSON Lines and
        Parquet files are sent to them. A cluster reads with one data folder at a time. Needs the
        extra ``borderatlas[cluster]``.
    progress
        Called with the number of articles done since the last call.
    max_bytes
        The largest article that is read.
    reader
        Finds the facts; None for the rules of ``geo.facts``. It travels to the processes.
    done
        Articles to pass over: (path, SHA-256) → how often. A file that has changed since is read.
    output
        The file that the readings are written to; it is left out of the folders that are read.

    Yields
    ------
    One mapping an article in the form of ``borderatlas extract``, or an ArticleError for one
    that cannot be read.

    Raises
    ------
    DataError
        The data folder is missing or wrong.
    UsageError
        Dask is asked for and not installed, the scheduler does not answer, or ``output`` is the
        only file of a path to be read.
    UnreachableError
        Whom the reader asks was never reached, or never let it in.
    AtlasError
        A process was killed, or the scheduler went away.
    """
    folder = None if data is None else str(data if scheduler is None else Path(data).absolute())
    data_folder(data)  # a wrong folder is told before any process starts
    items = _items(paths, max_bytes, None if output is None else Path(output))
    chunks = _chunks(_fresh(items, Counter(done)) if done else items)
    read = read_chunk if scheduler is None else read_chunk_afar
    work = partial(read, data=folder, max_bytes=max_bytes, reader=reader)
    for answer in _answers(chunks, work, jobs, scheduler):
        if progress is not None:
            progress(1)
        yield error_of(answer) if isinstance(answer, tuple) else answer


def readings_of(
    articles: Iterable[Article], data: Path, reader: FactReader | None = None, *, jobs: int = 1
) -> Iterator[Reading | ArticleError]:
    """Yield the readings themselves, in order, as ``geo.build_atlas`` asks for them.

    Parameters and errors are those of ``read_corpus``.
    """
    work = partial(read_whole, data=str(data), reader=reader)
    for answer in _answers(_chunks(iter(articles)), work, jobs, None):
        yield error_of(answer) if isinstance(answer, tuple) else answer


def _items(
    paths: Iterable[Path | str | Article], max_bytes: int, output: Path | None
) -> Iterator[Item | ArticleError]:
    """Yield what workers read: single files as paths, records of large files as articles."""
    for given in paths:
        if isinstance(given, Article):
            yield given
            continue
        for path in _files(given, output):
            if isinstance(path, Path) and path.suffix.lower() in _MANY:
                yield from read_articles([path], max_bytes=max_bytes)
            else:
                yield path if isinstance(path, ArticleError) else str(path)


def _files(given: Path | str, output: Path | None) -> Iterable[Path | ArticleError]:
    """Return the files of a path without the one that is written."""
    if output is None or not output.exists():
        return article_files([given])
    found = list(article_files([given]))
    others = [
        file
        for file in found
        if isinstance(file, ArticleError) or not file.exists() or not file.samefile(output)
    ]
    if not others:
        msg = f"{given}: holds only what is to be written, {output}. Write to another file."
        raise UsageError(msg)
    return others


def _fresh(
    items: Iterator[Item | ArticleError], done: Counter[tuple[str, str]]
) -> Iterator[Item | ArticleError]:
    """Yield the items that are not done yet."""
    for item in items:
        key = None if isinstance(item, ArticleError) else _key(item)
        if key is not None and done[key] > 0:
            done[key] -= 1
        else:
            yield item


def _key(item: Item) -> tuple[str, str] | None:
    """Return path and digest of an article; None for a file that cannot be read."""
    if isinstance(item, Article):
        return item.path, item.sha256
    try:
        with Path(item).open("rb") as stream:
            return item, hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def _chunks(items: Iterator[Item | ArticleError]) -> Iterator[list[Item] | ArticleError]:
    """Yield the items in chunks; an error stands alone, in its place."""
    chunk: list[Item] = []
    for item in items:
        if isinstance(item, ArticleError):
            if chunk:
                yield chunk
                chunk = []
            yield item
            continue
        chunk.append(item)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _answers(
    chunks: Iterator[list[Item] | ArticleError],
    work: Work,
    jobs: int,
    scheduler: str | None,
) -> Iterator[Any]:
    if jobs <= 1 and scheduler is None:
        for chunk in chunks:
            if isinstance(chunk, ArticleError):
                yield chunk.path, str(chunk).removeprefix(f"{chunk.path}: ")
                continue
            for item in chunk:  # one by one: the first result does not wait for the chunk
                yield from work([item])
        return
    with _pool(jobs) if scheduler is None else cluster(scheduler) as workers:
        yield from _windowed(workers, chunks, work)


def _windowed(
    workers: Workers, chunks: Iterator[list[Item] | ArticleError], work: Work
) -> Iterator[Any]:
    """Yield answers in order, with a bounded number of chunks under way."""

    def submit(chunk: list[Item] | ArticleError) -> Any:
        return chunk if isinstance(chunk, ArticleError) else workers.executor.submit(work, chunk)

    waiting = deque(submit(chunk) for chunk in islice(chunks, workers.count * _AHEAD))
    while waiting:
        first = waiting.popleft()
        if isinstance(first, ArticleError):
            yield first.path, str(first).removeprefix(f"{first.path}: ")
        else:
            yield from workers.answers(first)
        waiting.extend(submit(chunk) for chunk in islice(chunks, 1))


@contextmanager
def _pool(jobs: int) -> Iterator[Workers]:
    """Give processes of this machine."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # Spawned, not forked: a fork would copy the locks of other threads.
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(jobs, mp_context=context)
    try:
        yield Workers(executor, jobs)
    except BrokenProcessPool:
        msg = "A worker process was killed, perhaps for lack of memory; use fewer jobs."
        raise AtlasError(msg) from None
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
