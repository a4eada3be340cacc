"""Names that stand for no place by themselves: in the names of organisations, offices, persons."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.index import NameIndex
    from geo.geoparse.lexicon import Lexicon
    from geo.geoparse.name import Name
    from geo.geoparse.tokens import Tokens

__all__ = ["mark_embedded", "mark_persons"]

_TITLE = frozenset(("titles", "offices"))
_REACH = 6
_LARGE = frozenset(("country", "province"))
_WRITER = r"[^\W\d_a-z][\w'’.]*"
_BY = (
    r"(?:(?:Reported|Reporting|Written|Translated|Compiled|Story|Photos?|Text)\s+)?"
    r"[Bb]y:?"
)
_BYLINE = re.compile(
    rf"\n[^\S\n]*{_BY}\s+({_WRITER}(?:(?:\s*[/,&]\s*|\s+-\s+|\s+and\s+|\s+){_WRITER}){{1,8}})"
    r"[^\S\n.]*$",
    re.MULTILINE,
)


def mark_persons(tokens: Tokens, names: Sequence[Name], index: NameIndex, lexicon: Lexicon) -> None:
    """Mark the names of persons: behind a title, or of persons whose names are places' too."""
    families = lexicon.families
    for name in names:
        before = tokens.word[name.first - 1] if name.first else None
        titled = (
            before is not None
            and bool(before.kinds & _TITLE)
            and tokens.gap(name.first).strip() in ("", ".")
            and not (name.known and index.kinds(name) & {"country"})
        )
        words = name.last - name.first
        if lexicon.has(tokens.text[name.start : name.end], "persons"):
            name.person = titled or not _is_there(tokens, name)
        elif titled and name.class_word is None:
            name.person = True
        elif name.class_word is None and not name.known and words >= 2:
            name.person = tokens.lows[name.first] in families and not index.kinds(name)
        if name.person and name.class_word is not None and not titled:
            name.person = False
    _mark_bylines(tokens, names)
    _mark_given_names(tokens, names, index)


def _mark_bylines(tokens: Tokens, names: Sequence[Name]) -> None:
    """Mark who wrote a text: "By Nguyen Hue/Thanh Thuy" on a line of its own."""
    starts = [name.start for name in names]
    for line in _BYLINE.finditer(tokens.text):
        for name in names[bisect_left(starts, line.start(1)) : bisect_left(starts, line.end(1))]:
            if name.end <= line.end(1) and name.said is None:
                name.person = True


def _mark_given_names(tokens: Tokens, names: Sequence[Name], index: NameIndex) -> None:
    """Mark what is called by the last words of a person's name: "Nguyen Thanh Binh"."""
    given = {
        tuple(tokens.lows[k : name.last])
        for name in names
        if name.person
        for k in range(name.first + 1, name.last)
    }
    for name in names:
        if (
            name.class_word is None
            and tuple(tokens.lows[name.first : name.last]) in given
            and not index.kinds(name) & _LARGE
            and not _is_there(tokens, name)
        ):
            name.person = True


def _is_there(tokens: Tokens, name: Name) -> bool:
    """Say whether a word of place stands before the name, or a dash joins it to another place."""
    if name.class_word is not None or name.route or name.partner is not None:
        return True
    word = tokens.word[name.first - 1] if name.first else None
    if word is None or "locative" not in word.kinds or not tokens.joined[name.first]:
        return False
    behind = tokens.word[name.last] if name.last < tokens.count else None
    return not (
        (behind is not None and "person belongings" in behind.kinds)
        or tokens.text[name.end : name.end + 2] in ("'s", "’s")
        or (tokens.lows[name.first - 1] == "of" and not _is_unit(tokens, name.first - 2))
    )


def _is_unit(tokens: Tokens, i: int) -> bool:
    """Say whether a class word stands at a token: "Mae Sot district of Tak"."""
    word = tokens.word[i] if i >= 0 else None
    return word is not None and word.after is not None


def mark_embedded(tokens: Tokens, names: Sequence[Name]) -> None:
    """Mark the names that are parts of the names of organisations, offices and events."""
    for position, name in enumerate(names):
        following = names[position + 1] if position + 1 < len(names) else None
        if _behind(tokens, name) or _in_front(tokens, name) or _directly_behind(tokens, name):
            name.embedded = True
        if (
            following is not None
            and not name.embedded
            and tokens.text[name.end : following.start].strip() in ("-", "–", "")
            and _behind(tokens, following)
        ):
            name.embedded = True


def _behind(tokens: Tokens, name: Name) -> bool:
    """Say whether an organisation or event is named behind the name: "Tay Ninh Border Guard"."""
    k = name.reach
    for step in range(_REACH):
        if k >= tokens.count or not tokens.joined[k]:
            return False
        word = tokens.word[k]
        low = tokens.lows[k]
        if word is not None and "after" in word.kinds:
            return bool(tokens.capital[k] or low in {"provincial", "municipal"} or step == 0)
        if word is not None and "events" in word.kinds and tokens.capital[k]:
            return not tokens.shouts(k)  # where all is in capitals, they make no name of it
        if not tokens.capital[k]:
            return False
        k += word.length if word is not None else 1
    return False


def _in_front(tokens: Tokens, name: Name) -> bool:
    """Say whether an organisation or office of the place is named before it: "Embassy of"."""
    i = name.first
    if name.lead:
        while i > 0 and tokens.starts[i] > name.lead:
            i -= 1
    if i and tokens.lows[i - 1] == "the":
        i -= 1
    if i < 2 or tokens.lows[i - 1] != "of":
        return False
    for k in range(i - 2, max(-1, i - 5), -1):
        word = tokens.word[k]
        if word is not None and k + word.length == i - 1 and "before" in word.kinds:
            return True
    # "Ministry of Culture and Fine Arts of Cambodia": capitals back to the head of the name
    k = i - 2
    for _ in range(12):
        if k < 0 or tokens.sentence[k] != tokens.sentence[name.first]:
            return False
        word = tokens.word[k]
        if word is not None and "before" in word.kinds and tokens.capital[k]:
            return True
        if not (tokens.capital[k] or tokens.lows[k] in {"of", "and", "for", "the", "on"}):
            return False
        k -= 1
    return False


def _directly_behind(tokens: Tokens, name: Name) -> bool:
    """Say whether a Vietnamese organisation stands before the name: "Bộ Quốc phòng Việt Nam"."""
    i = name.first
    if name.said == "facility":
        return False  # "Đồn Công an Bavet": a station, not the force
    for k in range(max(0, i - _REACH), i):
        word = tokens.word[k]
        if word is not None and "directly before" in word.kinds:
            lead = k + word.length
            if lead == i or (lead < i and name.lead == tokens.starts[lead]):
                return True
    return False
