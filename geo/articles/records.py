"""Many articles a file: JSON Lines, JSON, CSV and Parquet, one record an article."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from geo.articles.draft import Draft, article_of
from geo.articles.encoding import decode
from geo.articles.fields import fields_of, has_text, known, text_names, text_of
from geo.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from geo.model import Article

__all__ = ["articles_of_csv", "articles_of_json", "articles_of_json_lines", "articles_of_parquet"]

_BATCH = 256
_SEPARATORS = ",;\t|"
_SHOWN = 12


def articles_of_json_lines(path: Path, max_bytes: int) -> Iterator[Article | ArticleError]:
    """Yield the article of every line of a JSON Lines file, or why the line is none.

    Lines are read one by one; one longer than ``max_bytes`` is refused without being held.
    """
    number = 0
    with path.open("rb") as stream:
        while line := stream.readline(max_bytes + 1):
            number += 1
            if len(line) > max_bytes:
                while len(line) > max_bytes and not line.endswith(b"\n"):
                    line = stream.readline(max_bytes + 1)
                yield ArticleError(
                    path, f"line {number} is longer than {max_bytes:,} bytes.", "Split the text."
                )
            elif line.strip():
                yield _of_line(line.strip(), path, number)


def _of_line(line: bytes, path: Path, number: int) -> Article | ArticleError:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return ArticleError(
            path, f"line {number} is no JSON.", "Write one object a line, in UTF-8."
        )
    if not isinstance(record, dict):
        return ArticleError(path, f"line {number} is no JSON object.", "Write {…} on every line.")
    return _of_record(record, path, number, line)


def _of_record(
    record: Mapping[str, Any], path: Path, number: int | None, content: bytes | None = None
) -> Article | ArticleError:
    """Return the article of a record; without ``content`` its digest is that of the text."""
    text = text_of(record)
    if text is None:
        which = "its record" if number is None else f"record {number}"
        hint = f"Name its field one of: {text_names()}."
        return ArticleError(path, f"{which} holds no text.", hint)
    content = text.encode("utf-8", "surrogatepass") if content is None else content
    draft = Draft(text, fields_of(record))
    try:
        return article_of(draft, path, content, number=number)
    except ArticleError as error:
        return error


def articles_of_json(content: bytes, path: Path) -> Iterator[Article | ArticleError]:
    """Yield the articles of a JSON file: one record, a list of them, or an object around a list."""
    try:
        found = json.loads(decode(content, path))
    except (ValueError, RecursionError):
        yield ArticleError(path, "is no JSON.", "Write one record, or a list of them.")
        return
    if isinstance(found, dict) and text_of(found) is None:
        found = next((value for value in found.values() if isinstance(value, list)), found)
    if isinstance(found, dict):
        yield _of_record(found, path, None)
        return
    for number, record in enumerate(found if isinstance(found, list) else [found], 1):
        if isinstance(record, dict):
            yield _of_record(record, path, number)
        else:
            yield ArticleError(path, f"record {number} is no JSON object.", "Write {…} for each.")


def articles_of_csv(content: bytes, path: Path) -> Iterator[Article | ArticleError]:
    """Yield the article of every row of a CSV table, which may be parted by , ; | or tabs."""
    text = decode(content, path)
    head = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    names = [name for name in reader.fieldnames or [] if name]
    if not has_text(names):
        yield _no_column(path, names)
        return
    for number, row in enumerate(reader, 1):
        yield _of_record({k: v for k, v in row.items() if k is not None}, path, number)


def _no_column(path: Path, names: Sequence[str]) -> ArticleError:
    shown = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
    hint = f"Name the column of the text one of: {text_names()}."
    return ArticleError(path, f"has no column of texts (only {shown}).", hint)


def articles_of_parquet(path: Path) -> Iterator[Article | ArticleError]:
    """Yield the article of every row of a Parquet file; rows are read in batches.

    The digest of a row is that of its text in UTF-8.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowException, OSError):
        yield ArticleError(path, "is no Parquet file, or a broken one.", "Write it again.")
        return
    with file:
        names = file.schema_arrow.names
        if not has_text(names):
            yield _no_column(path, names)
            return
        number = 0
        try:
            for batch in file.iter_batches(batch_size=_BATCH, columns=known(names)):
                for row in batch.to_pylist():
                    number += 1
                    yield _of_record(row, path, number)
        except (pa.ArrowException, OSError, ValueError) as error:
            what = f"breaks off after record {number} ({type(error).__name__})."
            yield ArticleError(path, what, "Write the file again.")
