"""Reading many articles into one JSON Lines file."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.corpus.reading import read_corpus
from geo.errors import ArticleError
from geo.tables import atomic_write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Article

__all__ = ["Summary", "write_corpus"]


@dataclass
class Summary:
    """How many articles were read, and which were not."""

    read: int = 0
    failures: list[ArticleError] = field(default_factory=list)


def write_corpus(
    paths: Iterable[Path | str | Article], output: Path | str, **options: Any
) -> Summary:
    """Write one line of JSON an article, in order, each as soon as it is read.

    The file takes its name when all is written; options are those of ``read_corpus``.
    """
    summary = Summary()
    with atomic_write(Path(output)) as stream:
        for result in read_corpus(paths, **options):
            if isinstance(result, ArticleError):
                summary.failures.append(result)
                continue
            stream.write(json.dumps(result, ensure_ascii=False) + "\n")
            summary.read += 1
    return summary
