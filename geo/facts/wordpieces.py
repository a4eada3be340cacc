"""Word pieces: a text cut into known words, and what is no known word into known parts of words.

The cut is that of BERT (Devlin et al. 2019, https://doi.org/10.18653/v1/N19-1423): the longest
known beginning of a word first, then the longest known piece of what is left ("inaugurations" is
"inauguration" and "##s").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.names import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["BEGIN", "END", "UNKNOWN", "WordPieces"]

BEGIN, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
"""What opens a text, what parts its stretches and closes it, and what no piece fits."""
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_INSIDE = "##"
_LONGEST = 100  # letters; nothing longer is a word


class WordPieces:
    """The pieces that a model knows; the number of a piece is its place in the list."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self._cut: dict[str, tuple[int, ...]] = {}
        self.begin, self.end = self._numbers[BEGIN], self._numbers[END]
        self._unknown = (self._numbers[UNKNOWN],)

    def __len__(self) -> int:
        return len(self._numbers)

    def cut(self, text: str) -> list[int]:
        """Return the numbers of the pieces of a text, case and diacritics left aside."""
        found: list[int] = []
        for word in _WORD.findall(fold(text)):
            known = self._cut.get(word)
            if known is None:
                known = self._cut[word] = self._cut_word(word)
                if len(self._cut) > len(self._numbers):  # a million articles have a million names
                    self._cut.clear()
            found += known
        return found

    def _cut_word(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST:
            return self._unknown
        found, start = [], 0
        while start < len(word):
            lead = _INSIDE if start else ""
            for end in range(len(word), start, -1):
                number = self._numbers.get(lead + word[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return self._unknown
        return tuple(found)
