"""Many articles a file: JSON Lines and Parquet, one record an article."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geo.articles.draft import Draft, article_of
from geo.articles.text import fields_of
from geo.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from geo.model import Article

__all__ = ["articles_of_json_lines", "articles_of_parquet"]

_BODY = ("text", "body", "content", "maintext", "raw_text")
_BATCH = 256


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
    return _of_record(record, path, line, number)


def _of_record(
    record: Mapping[str, Any], path: Path, content: bytes, number: int
) -> Article | ArticleError:
    text = next((record[key] for key in _BODY if isinstance(record.get(key), str)), None)
    if text is None:
        return ArticleError(
            path, f"record {number} holds no text.", f"Name its field one of: {', '.join(_BODY)}."
        )
    draft = Draft(text, fields_of(record), content=content)
    try:
        return article_of(draft, path, content, number=number)
    except ArticleError as error:
        return error


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
        if not set(_BODY) & {name.lower() for name in names}:
            hint = f"Name the column of the text one of: {', '.join(_BODY)}."
            yield ArticleError(path, f"has no column of texts (only {', '.join(names)}).", hint)
            return
        number = 0
        try:
            for batch in file.iter_batches(batch_size=_BATCH):
                for row in batch.to_pylist():
                    number += 1
                    lower = {str(key).lower(): value for key, value in row.items()}
                    text = next((lower[k] for k in _BODY if isinstance(lower.get(k), str)), "")
                    content = text.encode("utf-8", "surrogatepass")
                    yield _of_record(lower, path, content, number)
        except (pa.ArrowException, OSError) as error:
            what = f"breaks off after record {number} ({type(error).__name__})."
            yield ArticleError(path, what, "Write the file again.")
