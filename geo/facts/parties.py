"""Who gives and who receives, as a sentence names them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.lexicon import any_of, phrases, search_for

if TYPE_CHECKING:
    from geo.facts.giving import Giving
    from geo.facts.passage import Passage

__all__ = ["Parties", "parties_of"]

_LONGEST = 110


@dataclass(frozen=True, slots=True)
class Parties:
    """Giver and receiver as written; ``span`` is where the receiver stands, if one is named."""

    donor: str | None = None
    recipient: str | None = None
    span: tuple[int, int] | None = None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    ends, giver_ends = any_of("giving", "recipient ends"), any_of("giving", "giver ends")
    opening, gift = any_of("giving", "opening"), any_of("giving", "gift of")
    return {
        "opening": re.compile(rf"(?:(?:{opening})[^,]{{0,90}},\s*)+"),
        "unmarked": re.compile(rf"\s*{opening}\s.{{0,50}}?(?:\d\s+(?:the\s+)?|\s(?=the\s))"),
        "tail": re.compile(rf"(?:\s+(?:{any_of('giving', 'before the verb')}|\w+ly))+\s*$"),
        "by": re.compile(
            rf"\s{any_of('giving', 'giver after')}\s+(?:the\s+)?"
            rf"(?:(?:an?\s+)?{gift}\s+(?:from|by|of)\s+(?:the\s+)?)?"
        ),
        "to": re.compile(
            rf"(?<!\sup)\s{any_of('giving', 'to whom')}\s+(?:the\s+)?"
            rf"(?!\d{{4}}\b|{any_of('giving', 'purpose', 'give', 'build', 'treat')})"
        ),
        "object": re.compile(
            rf"\s+(?:over\s+|out\s+)?(?:the\s+)?(?!(?:over|out)\s)([^\W\d_][^,.;:()\d]*?)"
            rf"(?:\s+(?:with|{any_of('numbers', 'approximate')}|{any_of('currencies')}"
            r"|a|an|the|another|up|over|out))*\s*"
        ),
        "recipient ends": re.compile(rf"\s{ends}|[.;:(]|,\s|\sand\s(?:an?\s|\d)"),
        "giver ends": re.compile(rf"\s{giver_ends}|[.;:(,]"),
    }


def parties_of(
    passage: Passage, giving: Giving, thing: tuple[int, int], segment: tuple[int, int]
) -> Parties:
    """Return who gives and who receives.

    ``thing`` is where what is given stands, and ``segment`` the part of the sentence that tells
    of it.
    """
    text, original = passage.plain, passage.article.text
    start, end = segment
    donor = _donor(passage, giving, segment)
    received = _object(text, original, giving, thing[0])
    received = received or _recipient(text, original, max(giving.end, thing[1]), end)
    received = received or _recipient(text, original, min(giving.end, thing[1]), thing[0])
    if received is None and giving.kind == "receive":
        received = _subject(text, original, start, giving.start)
    if received is None:
        return Parties(donor)
    return Parties(donor, _words(original, *received), received)


def _donor(passage: Passage, giving: Giving, segment: tuple[int, int]) -> str | None:
    """Return the subject of an active verb, else what stands after "by" or "from"."""
    text, original = passage.plain, passage.article.text
    start, end = segment
    if giving.kind != "receive" and not giving.passive:
        for verb in (giving, *passage.givings_in(start, giving.start)):
            if verb.kind in {"give", "build", "treat", "serve"} and not verb.passive:
                subject = _subject(text, original, start, verb.start)
                treated = verb.kind == "treat" and subject is not None and _counts(text, *subject)
                if subject is not None and not treated:
                    return _words(original, *subject)
        if giving.kind in {"give", "build", "treat"}:
            return None
    after = _patterns()["by"].search(text, giving.end, end)
    if after is None:
        return None
    stop = _patterns()["giver ends"].search(text, after.end(), end)
    return _words(original, after.end(), stop.start() if stop else end)


def _counts(text: str, start: int, end: int) -> bool:
    """Say whether words count people: "about 500 people had their eyes checked"."""
    counted = re.match(r"\D{0,20}\d", text[start:end])
    return counted is not None and bool(search_for("giving", "people").search(text, start, end))


def _subject(text: str, original: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the subject of a verb at ``end`` stands."""
    lead = _patterns()["opening"].match(text, start, end)
    begin = lead.end() if lead else start
    tail = _patterns()["tail"].search(text, begin, end)
    stop = tail.start() if tail else end
    cut = max(text.rfind(mark, begin, stop) for mark in (", ", "; ", ": ", " that ", " - "))
    if cut >= begin and stop - cut > 12:
        begin = cut + 1
    inner = _patterns()["unmarked"].match(text, begin, stop)
    begin = inner.end() if inner else begin
    other = search_for("giving", "subject ends").search(text, begin + 3, stop)
    stop = other.start() if other else stop
    words = text[begin:stop].strip(" ,-")
    nobody = phrases("giving", "pronouns", "before the verb")
    if not words or words in nobody or words.split()[0] in nobody:
        return None
    if search_for("giving", "give", "build").search(words) or search_for("items").search(words):
        return None
    return (begin, stop) if _words(original, begin, stop) else None


def _recipient(text: str, original: str, at: int, end: int) -> tuple[int, int] | None:
    """Return where the receiver stands after "to" or "for"."""
    match = _patterns()["to"].search(text, at, end)
    if match is None:
        return None
    stop = _patterns()["recipient ends"].search(text, match.end(), end)
    span = (match.end(), stop.start() if stop else end)
    return span if _words(original, *span) else None


def _object(text: str, original: str, giving: Giving, thing: int) -> tuple[int, int] | None:
    """Return where the receiver stands without a preposition: "gave the troops 500 masks"."""
    if giving.passive or giving.kind != "give" or not 0 < thing - giving.end < 90:
        return None
    match = _patterns()["object"].fullmatch(text, giving.end, thing)
    if match is None or search_for("items").search(match[1]):
        return None
    return match.span(1) if _words(original, *match.span(1)) else None


def _words(original: str, start: int, end: int) -> str | None:
    words = " ".join(original[start:end].split()).strip(' ,;:-–—"“”')
    words = re.sub(
        r"^(?:(?:the|that|and|then|where|while|when)\s+)+", "", words, flags=re.IGNORECASE
    )
    nobody = phrases("giving", "definite", "indefinite") + phrases("numbers", "approximate")
    named = words.lower() not in nobody
    return words if named and 3 <= len(words) <= _LONGEST else None
