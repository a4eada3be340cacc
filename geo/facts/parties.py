"""Who gives and who receives, as a sentence names them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.lexicon import any_of, phrases, search_for

if TYPE_CHECKING:
    from geo.facts.giving import Giving

__all__ = ["donor_of", "recipient_of"]

_LONGEST = 110


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    ends, giver_ends = any_of("giving", "recipient ends"), any_of("giving", "giver ends")
    return {
        "opening": re.compile(rf"(?:(?:{any_of('giving', 'opening')})[^,]{{0,90}},\s*)+"),
        "unmarked": re.compile(rf"\s*(?:{any_of('giving', 'opening')}\b).{{2,50}}?\s(?=the\s)"),
        "tail": re.compile(rf"(?:\s+(?:{any_of('giving', 'before the verb')}|\w+ly))+\s*$"),
        "by": re.compile(rf"\s{any_of('giving', 'giver after')}\s+(?:the\s+)?"),
        "to": re.compile(
            rf"\s{any_of('giving', 'to whom')}\s+(?:the\s+)?"
            rf"(?!\d{{4}}\b|{any_of('giving', 'purpose', 'give', 'build')})"
        ),
        "recipient ends": re.compile(rf"\s{ends}|[.;:(]|,\s|\sand\s(?:an?\s|\d)"),
        "giver ends": re.compile(rf"\s{giver_ends}|[.;:(,]"),
    }


def donor_of(text: str, original: str, giving: Giving, start: int, end: int) -> str | None:
    """Return who gives, as written: the subject of an active verb, or the words after "by".

    ``text`` is the plain form of ``original``; ``start`` and ``end`` bound the sentence.
    """
    if giving.kind in {"give", "build", "treat"} and not giving.passive:
        return _subject(text, original, start, giving.start)
    after = _patterns()["by"].search(text, giving.end, end)
    if after is None:
        return None
    stop = _patterns()["giver ends"].search(text, after.end(), end)
    return _words(original, after.end(), stop.start() if stop else end)


def _subject(text: str, original: str, start: int, end: int) -> str | None:
    lead = _patterns()["opening"].match(text, start, end)
    begin = lead.end() if lead else start
    tail = _patterns()["tail"].search(text, begin, end)
    stop = tail.start() if tail else end
    cut = max(text.rfind(mark, begin, stop) for mark in (", ", "; ", ": ", " that ", " - "))
    if cut >= begin and stop - cut > 12:
        begin = cut + 1
    inner = _patterns()["unmarked"].match(text, begin, stop)
    begin = inner.end() if inner else begin
    words = text[begin:stop].strip(" ,-")
    if words in phrases("giving", "pronouns", "before the verb") or any(map(str.isdigit, words)):
        return None
    if search_for("giving", "give", "build").search(words):
        return None
    return _words(original, begin, stop)


def recipient_of(text: str, original: str, at: int, end: int) -> tuple[str, int, int] | None:
    """Return who receives, as written after "to" or "for", with the offsets of the words."""
    match = _patterns()["to"].search(text, at, end)
    if match is None:
        return None
    stop = _patterns()["recipient ends"].search(text, match.end(), end)
    last = stop.start() if stop else end
    words = _words(original, match.end(), last)
    return (words, match.end(), last) if words else None


def _words(original: str, start: int, end: int) -> str | None:
    words = " ".join(original[start:end].split()).strip(' ,;:-–—"“”')
    words = re.sub(r"^(?:the|that|and|then)\s+", "", words, flags=re.IGNORECASE)
    return words if 3 <= len(words) <= _LONGEST else None
