"""Folding of names and the way back from folded to original offsets.

A name is written with and without diacritics, in capitals, with any dash or apostrophe.
Folding maps all of these to one key; the index map leads every folded character back to
the original text. (Unicode Normalization Form D: UAX #15; đ has no decomposition there and
is mapped by hand.)
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["Folded", "fold", "fold_text", "has_word_boundary", "key"]

_LETTERS = {
    "đ": "d",
    "Đ": "d",
    "ð": "d",
    "Ð": "d",
    "ł": "l",
    "ø": "o",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
}
_DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
_QUOTES = dict.fromkeys("‘’ʼ＇`´", "'") | dict.fromkeys("“”„«»", '"')
_INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
)


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    """Return what one character of a text becomes: none, one or several characters."""
    if character in _INVISIBLE:
        return ""
    single = _LETTERS.get(character) or _DASHES.get(character) or _QUOTES.get(character)
    if single:
        return single
    if character.isspace():
        return " "
    decomposed = unicodedata.normalize("NFKD", character)
    if _is_khmer(character):
        return character  # Khmer vowel signs are marks, and they carry the name
    return "".join(_LETTERS.get(c, c) for c in decomposed.lower() if not unicodedata.combining(c))


def _is_khmer(character: str) -> bool:
    return "\u1780" <= character <= "\u17ff"


def fold(text: str) -> str:
    """Return the text without case, diacritics and invisible characters, dashes and quotes plain.

    Runs of white space, line breaks too, become one space; nothing else is dropped, so words
    stay words. Folding is idempotent.
    """
    return fold_text(text).text


class Folded:
    """A folded text and the way back.

    ``text`` is the folded text; ``starts[i]`` is the offset of the original character that
    folded character ``i`` came from, and ``starts[len(text)]`` the length of the original.
    """

    __slots__ = ("original", "starts", "text")

    def __init__(self, original: str, text: str, starts: list[int]) -> None:
        self.original = original
        self.text = text
        self.starts = starts

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original (start, end) of the folded stretch ``start`` to ``end``.

        Marks that belong to the last letter (decomposed diacritics) are inside the span.
        """
        if start >= end:
            return self.starts[start], self.starts[start]
        last = self.starts[end - 1] + 1
        limit = self.starts[end] if end < len(self.starts) else len(self.original)
        while last < limit and unicodedata.combining(self.original[last]):
            last += 1
        return self.starts[start], last


def fold_text(text: str) -> Folded:
    """Fold a text and keep the index map from the folded to the original offsets."""
    if text.isascii():
        lowered = text.lower()
        if not any(c in lowered for c in "\t\n\r\x0b\x0c`") and "  " not in lowered:
            return Folded(text, lowered, list(range(len(text) + 1)))
    pieces: list[str] = []
    starts: list[int] = []
    in_space = False
    for index, character in enumerate(text):
        folded = _fold_character(character)
        if folded == " ":
            if in_space:
                continue
            in_space = True
        elif folded:
            in_space = False
        else:
            continue
        pieces.append(folded)
        starts.extend([index] * len(folded))
    starts.append(len(text))
    return Folded(text, "".join(pieces), starts)


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """Return the lookup key of a name: folded, only letters and digits, no spaces.

    "Ou Ya Dav", "O'Yadav" have keys of their own; "Tân Nam", "TAN NAM" and "Tan-Nam" one.
    """
    return "".join(c for c in fold(name) if c.isalnum() or _is_khmer(c))


def has_word_boundary(folded: str, start: int, end: int) -> bool:
    """Say whether the stretch of a folded text neither starts nor ends inside a word.

    Khmer script sets no spaces between words, so between Khmer letters every place is allowed.
    """
    return _boundary(folded, start) and _boundary(folded, end)


def _boundary(folded: str, at: int) -> bool:
    if at <= 0 or at >= len(folded):
        return True
    before, after = folded[at - 1], folded[at]
    if _is_khmer(before) or _is_khmer(after):
        return True
    return not (before.isalnum() and after.isalnum())
