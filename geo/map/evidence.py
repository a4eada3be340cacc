"""Articles and pieces of evidence of a page, each one once, with the sentence round each piece.

A record often rests on a few words ("gave 20 breeding cows"). Who is to judge it wants the whole
sentence, so the page gets what stands before and after these words as well.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from geo.map.escape import clean, safe_url
from geo.map.values import mapping, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Evidence"]

_ARTICLE = ("article", "title", "publisher", "published", "url", "sha256")
_AROUND = 400  # characters on either side at most: glued texts have no end


class Evidence:
    """Articles and sentences of a page, each one once.

    ``articles`` are rows of what was read; those with a ``text`` give the sentences round their
    pieces of evidence.
    """

    def __init__(self, articles: Iterable[Mapping[str, Any]] = ()) -> None:
        self.articles: list[list[Any]] = []
        self.sentences: list[list[Any]] = []
        self._article: dict[str, int] = {}
        self._sentence: dict[tuple[Any, ...], int] = {}
        self._text: dict[str, str] = {}
        for row in articles:
            self.article(row)
            if isinstance(row.get("text"), str):
                self._text[_key(row)] = row["text"]

    def article(self, row: Mapping[str, Any]) -> int:
        """Return the number of the article that a piece of evidence comes from."""
        key = _key(row)
        if key not in self._article:
            self._article[key] = len(self.articles)
            values = [plain(row.get(name)) for name in _ARTICLE]
            values[0] = clean(key)
            values[4] = safe_url(values[4])
            self.articles.append(values)
        return self._article[key]

    def add(self, rows: Any) -> list[int]:
        """Return the numbers of pieces of evidence."""
        numbers = []
        for row in rows if isinstance(rows, list | tuple) else []:
            piece = mapping(row)
            article = self.article(piece)
            values = (article, piece.get("start"), piece.get("end"), plain(piece.get("quote")))
            if values not in self._sentence:
                self._sentence[values] = len(self.sentences)
                around = self._around(_key(piece), piece.get("start"), piece.get("end"))
                self.sentences.append([*values, *(around if any(around) else ())])
            numbers.append(self._sentence[values])
        return numbers

    def _around(self, article: str, start: Any, end: Any) -> tuple[str, str]:
        """Return what stands before and after a piece in its sentence."""
        text = self._text.get(article)
        if text is None or not isinstance(start, int) or not isinstance(end, int):
            return "", ""
        spans = _sentences(text)
        first = max((span[0] for span in spans if span[0] <= start), default=start)
        last = min((span[1] for span in spans if span[1] >= end), default=end)
        before, after = text[first:start], text[end:last]
        if len(before) > _AROUND:
            before = "… " + before[-_AROUND:].partition(" ")[2]
        if len(after) > _AROUND:
            after = after[:_AROUND].rpartition(" ")[0] + " …"
        return clean(before), clean(after)


def _key(row: Mapping[str, Any]) -> str:
    return str(row.get("article", row.get("id", "")))


@cache
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the sentences of a text begin and end."""
    from geo.facts.sentences import split

    return tuple((sentence.start, sentence.end) for sentence in split(text))
