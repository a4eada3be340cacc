"""From bytes to characters: UTF-8, UTF-16, and older encodings where there is no doubt."""

from __future__ import annotations

import codecs
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.articles.draft import binary
from geo.errors import ArticleError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["decode"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
_ZERO_SHARE = 0.4
# Curly quotes, dashes, bullet, euro, dots, trademark, no-break space: in all Windows encodings of
# Latin letters the same byte, and no letter in any that Vietnamese was ever written in.
_PUNCTUATION = frozenset([0x80, 0x82, 0x84, 0x85, *range(0x91, 0x98), 0x99, 0xA0])
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = frozenset("aăâeêioôơuưy")
_FEWEST_TONES = 3


def decode(content: bytes, path: Path | str) -> str:
    """Return the text of a file; line ends stay as they are.

    UTF-8; UTF-16 and UTF-32 with a byte order mark, UTF-16 of Latin letters without one too;
    Windows-1252 where all that is not ASCII is punctuation; Windows-1258 where its tone marks
    stand on vowels only, composed (NFC). Nothing else is guessed.

    Raises
    ------
    ArticleError
        The encoding is another one, or the file is binary.
    """
    bom, encoding = next(
        ((bom, name) for bom, name in _BOMS if content.startswith(bom)), (b"", "utf-8")
    )
    body = content[len(bom) :]
    if not bom and b"\x00" in content[:_SAMPLE]:
        encoding = _wide(content[:_SAMPLE]) or ""
        if not encoding:
            raise binary(path)
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        text = None if bom else _windows(body)
        if text is not None:
            return text
        raise ArticleError(
            path,
            f"byte {error.start} is no {encoding.upper()}.",
            "Save the file as UTF-8. Older Vietnamese texts are in TCVN3 (iconv -f TCVN -t UTF-8) "
            "or VNI, Western ones in Windows-1252 (iconv -f CP1252 -t UTF-8).",
        ) from None


def _wide(sample: bytes) -> str | None:
    """Return which UTF-16 a text without a mark is in: half the bytes of Latin letters are zero."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if even == 0 and odd > _ZERO_SHARE * len(sample) / 2:
        return "utf-16-le"
    if odd == 0 and even > _ZERO_SHARE * len(sample) / 2:
        return "utf-16-be"
    return None


def _windows(content: bytes) -> str | None:
    """Return a text in an encoding of Windows, where there is no doubt that it is in that one."""
    high = {byte for byte in content if byte >= 0x80}
    if high <= _PUNCTUATION:
        return content.decode("cp1252")
    try:
        text = content.decode("cp1258")
    except UnicodeDecodeError:
        return None
    bases = [before for before, mark in pairwise(text) if mark in _TONES]
    if len(bases) >= _FEWEST_TONES and {base.lower() for base in bases} <= _VOWELS:
        return unicodedata.normalize("NFC", text)
    return None
