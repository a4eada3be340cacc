"""A text as words, the gaps between them, and what the vocabulary knows of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.geoparse.lexicon import lower

if TYPE_CHECKING:
    from geo.geoparse.lexicon import Lexicon, Word

__all__ = ["WORD", "Tokens"]

WORD = re.compile(r"[^\W_](?:[\w\u0300-\u036f]|['’ʼ`](?![sS]\b)(?=[^\W_]))*")
"""A word. The apostrophe belongs to it ("O'Smach"), a possessive 's does not; decomposed
diacritics do (they are no word characters for ``re``)."""

_END = re.compile(r"\s*[)\]”\"’']*\s*(?:[.!?…;:]|/\.)|[\n\r]\s*[\n\r]|[•|]")
_ABBREVIATED = frozenset(
    ("no", "nos", "lt", "gen", "col", "sen", "mr", "mrs", "ms", "dr", "sr", "st", "maj", "capt")
)
_SIMPLE = re.compile(r"[^\S\n\r]+|[^\S\n\r]*\r?\n[^\S\n\r]*")


class Tokens:
    """The words of a text.

    Token ``i`` is ``text[starts[i]:ends[i]]``; ``lows[i]`` the same in small letters and
    ``capital[i]`` whether it begins with a capital. ``word[i]`` is what the vocabulary knows of
    the longest phrase that begins at ``i``.
    """

    __slots__ = (
        "capital",
        "ends",
        "lows",
        "sentence",
        "starts",
        "text",
        "upper",
        "word",
        "words",
    )

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        spans = [match.span() for match in WORD.finditer(text)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.words = [text[start:end] for start, end in spans]
        self.lows = [lower(word) for word in self.words]
        self.capital = [word[0].isupper() for word in self.words]
        self.upper = [len(word) > 1 and word.isupper() for word in self.words]
        self.word = self._look_up(lexicon)
        self.sentence = self._sentences()

    def __len__(self) -> int:
        return len(self.words)

    def gap(self, i: int) -> str:
        """Return the text before token ``i``, back to the token before it."""
        return self.text[self.ends[i - 1] if i else 0 : self.starts[i]]

    def joined(self, i: int) -> bool:
        """Say whether token ``i`` follows the one before it after white space alone.

        One line break counts as white space; an empty line does not.
        """
        if not i:
            return False
        start, end = self.ends[i - 1], self.starts[i]
        if end - start == 1:
            return self.text[start].isspace()
        return _SIMPLE.fullmatch(self.text, start, end) is not None

    def _look_up(self, lexicon: Lexicon) -> list[Word | None]:
        by_first, lows = lexicon.by_first, self.lows
        found: list[Word | None] = []
        for i, low in enumerate(lows):
            hit = None
            for parts, word in by_first.get(low, ()):
                length = word.length
                if length == 1 or (
                    tuple(lows[i : i + length]) == parts and self._phrase(i, length)
                ):
                    hit = word
                    break
            found.append(hit)
        return found

    def _phrase(self, i: int, length: int) -> bool:
        """Say whether the words of a phrase stand together: spaces, hyphens or a dot between."""
        for k in range(i + 1, i + length):
            gap = self.gap(k)
            if len(gap) > 3 or any(not (c.isspace() or c in "-.'’") for c in gap):
                return False
        return True

    def _sentences(self) -> list[int]:
        numbers: list[int] = []
        number = 0
        previous = 0
        text, lows = self.text, self.lows
        for i, start in enumerate(self.starts):
            if start - previous > 1 or (i and text[previous] in ".!?…;:|•"):
                end = _END.search(text, previous, start)
                if end and not (i and lows[i - 1] in _ABBREVIATED and "\n" not in end.group()):
                    number += 1
            numbers.append(number)
            previous = self.ends[i]
        return numbers

    def opens_sentence(self, i: int) -> bool:
        """Say whether token ``i`` is the first of a sentence, a line, a quotation or a bracket."""
        if i == 0 or self.sentence[i] != self.sentence[i - 1]:
            return True
        return any(c in '\n"“(–—[‘' for c in self.gap(i))
