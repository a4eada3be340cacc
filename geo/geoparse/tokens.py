"""A text as words, the gaps between them, and what the vocabulary knows of them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from geo.geoparse.words import SMALL, WORD, lower
from geo.names import key
from geo.tables import data_folder, read_words

if TYPE_CHECKING:
    from geo.geoparse.lexicon import Lexicon, Word

__all__ = ["Tokens"]

_MARK = re.compile(r"[.!?…;:•|។\n]")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_NUMBER = re.compile(r"\.\s*\d")
_SIMPLE = re.compile(r"[^\S\n\r]+|[^\S\n\r]*\r?\n[^\S\n\r]*")
_WORDS = re.compile(f"({WORD.pattern})")


_GARBLED = re.compile(rf"(?<=[{SMALL}])[ÂĀ](?!\w)|(?<=[\s,.])[ÂĀ](?=[\s,.])")
"""What a no-break space became where a text was read in the wrong encoding: "andĀ Hat LekĀ in"."""


def _without_garbled_spaces(text: str) -> str:
    """Return a text of the same length with spaces where garbled ones stand."""
    return _GARBLED.sub(" ", text) if "Ā" in text or "Â" in text else text


@cache
def _abbreviated(section: str) -> frozenset[str]:
    """Return the words of sentences.txt to which a full stop behind them belongs, without it."""
    words = read_words(data_folder() / "vocabulary" / "sentences.txt")[section]
    return frozenset(lower(word).removesuffix(".") for word in words)


def _joins(gap: str) -> bool:
    """Say whether a gap is white space alone, with one line break at most."""
    return gap.isspace() if len(gap) == 1 else _SIMPLE.fullmatch(gap) is not None


class Tokens:
    """The words of a text.

    Token ``i`` is ``text[starts[i]:ends[i]]``; ``lows[i]`` is the same in small letters and
    ``capital[i]`` says whether it begins with a capital, ``joined[i]`` whether it follows the token
    before it after white space alone, of which one line break at most. ``word[i]`` is what the
    vocabulary knows of the longest phrase that begins at ``i``; ``sentence[i]`` is the number of
    its sentence.
    """

    __slots__ = (
        "_gaps",
        "capital",
        "count",
        "ends",
        "joined",
        "lows",
        "sentence",
        "starts",
        "text",
        "word",
        "words",
    )

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        text = _without_garbled_spaces(text)
        self.text = text
        parts = _WORDS.split(text)  # a gap, a word, a gap, … a gap
        bounds = list(accumulate(map(len, parts)))
        self.starts = bounds[:-1:2]
        self.ends = bounds[1::2]
        self.words = parts[1::2]
        self.count = len(self.words)
        self._gaps = parts[::2]
        self.lows = self._lows()
        self.capital = [word[0].isupper() for word in self.words]
        self.joined = [gap == " " or _joins(gap) for gap in self._gaps]
        self.joined[0] = False
        self.word = self._look_up(lexicon)
        self.sentence = self._sentences()

    def gap(self, i: int) -> str:
        """Return the text before token ``i``, back to the token before it."""
        return self._gaps[i]

    def key(self, i: int) -> str:
        """Return the lookup key of token ``i``."""
        low = self.lows[i]
        return low if low.isascii() and low.isalnum() else key(low)

    def shouts(self, i: int) -> bool:
        """Say whether a token of two letters or more is all in capitals."""
        word = self.words[i]
        return len(word) > 1 and word.isupper()

    def opens_sentence(self, i: int) -> bool:
        """Say whether token ``i`` is the first of a sentence, a line, a quotation or a bracket."""
        if i == 0 or self.sentence[i] != self.sentence[i - 1]:
            return True
        gap = self.gap(i)
        return any(c in '\n"“(–—[‘' for c in gap) or gap.startswith(") -")

    def _lows(self) -> list[str]:
        joined = "\0".join(self.words)
        low = joined.lower()
        if len(low) == len(joined) and unicodedata.is_normalized("NFC", joined):
            return low.replace("’", "'").split("\0") if joined else []
        return [lower(word) for word in self.words]

    def _look_up(self, lexicon: Lexicon) -> list[Word | None]:
        lows = self.lows
        found: list[Word | None] = list(map(lexicon.single.get, lows))
        several = lexicon.several
        for i in [i for i, low in enumerate(lows[:-1]) if low in several]:
            for parts, word in several[lows[i]].get(lows[i + 1], ()):
                length = word.length
                if tuple(lows[i : i + length]) == parts and self._is_phrase(i, length):
                    found[i] = word
                    break
        return found

    def _is_phrase(self, i: int, length: int) -> bool:
        """Say whether the words of a phrase stand together: spaces, hyphens or a dot between."""
        for k in range(i + 1, i + length):
            gap = self.gap(k)
            if len(gap) > 3 or any(not (c.isspace() or c in "-.'’") for c in gap):
                return False
        return True

    def _sentences(self) -> list[int]:
        numbers: list[int] = []
        number = 0
        starts = self.starts
        for mark in _MARK.finditer(self.text):
            at = mark.start()
            if not self._ends_sentence(at):
                continue
            i = bisect_left(starts, at)
            if i == len(numbers) or i >= len(starts) or self._is_abbreviation(i - 1, at):
                continue
            numbers += [number] * (i - len(numbers))
            number += 1
        numbers += [number] * (len(starts) - len(numbers))
        return numbers

    def _ends_sentence(self, at: int) -> bool:
        """Say whether a mark ends a sentence or its like. Figures keep their points: "13.5"."""
        mark, text = self.text[at], self.text
        if mark == "\n":
            return _EMPTY_LINE.match(text, at) is not None
        if mark in "•|។":
            return True
        before_figure = at + 1 < len(text) and text[at + 1].isdecimal()
        if not before_figure:
            return True
        return mark in ".:" and not (at and text[at - 1].isdecimal())

    def _is_abbreviation(self, i: int, at: int) -> bool:
        """Say whether the mark at an offset is the full stop of a short form, token ``i``."""
        if i < 0 or self.text[at] != ".":
            return False
        low = self.lows[i]
        initial = len(low) == 1 and low.isalpha() and self.capital[i]
        if initial or low in _abbreviated("never"):
            return True
        return low in _abbreviated("before a number") and bool(_NUMBER.match(self.text, at))
