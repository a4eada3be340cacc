"""Words as the texts and the vocabulary have them, so that one is found in the other."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["SMALL", "WORD", "lower", "split"]

WORD = re.compile(r"[^\W_]\w*(?:[\u0300-\u036f]+\w*|['’ʼ`](?![sS]\b)(?=[^\W_])\w+)*")
"""A word. The apostrophe belongs to it ("O'Smach"), a possessive 's does not; decomposed
diacritics do (they are no word characters for ``re``)."""
SMALL = "".join(filter(str.islower, map(chr, range(ord("a"), ord("ỹ") + 1))))
"""The small letters, for sets in patterns: between à and ỹ stand capitals too."""


def lower(word: str) -> str:
    """Return a word as the table has it: small letters, composed, plain apostrophes."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word).lower().replace("’", "'")


def split(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase as the tokens of a text have them."""
    return tuple(lower(match) for match in WORD.findall(phrase))
