"""Which class word belongs to which name: behind it, before it, or shared by a list of names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.geoparse.index import PLAIN
from geo.geoparse.link import Link, linked, mark_brackets
from geo.geoparse.lists import is_joined, joined_types, joins, list_before, list_behind
from geo.names import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.index import NameIndex
    from geo.geoparse.lexicon import ClassWord, Word
    from geo.geoparse.name import Name
    from geo.geoparse.tokens import Tokens
    from geo.model import PlaceType

__all__ = [
    "assign_class_words",
    "class_word_from",
    "fits",
    "is_person",
]

_MAX_BETWEEN = 7
_MAX_WORDS = 8
_SHORT = 4
_OF_THE = 2
"""Words between a class word and the name behind it: "of the"."""
_BETWEEN = frozenset(("modifiers", "peoples"))
_TOGETHER = re.compile(r"(?!\s*\n[^\S\n]*\n)\s*[,/&-]?\s*")
_OF_WHOLE = re.compile(r"\s+(?:of|in)\s+[^:,;.()]{1,40}?(?::|\s[-–—]\s)\s*", re.IGNORECASE)
_LISTED = re.compile(
    r"\s*+(?:of|:|,|[-–—]|\(|namely|including|includes|include|such as|like|are|were|comprising|"
    r"notably|with|which are|as)*+[\s,:(–—-]*+(?:the\s+)?(?:ones\s+of\s+)?",
    re.IGNORECASE,
)
_COMPATIBLE: dict[PlaceType, frozenset[PlaceType]] = {
    "province": frozenset(("province", "city")),
    "district": frozenset(("district", "city")),
    "city": frozenset(("city", "district", "commune", "province")),
    "commune": frozenset(("commune", "city", "district")),
    "village": frozenset(("village", "commune")),
    "border_gate": frozenset(("border_gate",)),
    "facility": frozenset(("facility", "landmark")),
    "landmark": frozenset(("landmark", "facility")),
    "water": frozenset(("water",)),
    "road": frozenset(("road",)),
    "region": frozenset(("region",)),
    "country": frozenset(("country",)),
}


def fits(said: PlaceType, kind: PlaceType) -> bool:
    """Say whether a place of the type ``kind`` may be called by a class word of type ``said``."""
    return kind in _COMPATIBLE[said]


def kinds_called(said: PlaceType) -> frozenset[PlaceType]:
    """Return the types of place that a class word of type ``said`` may be said of."""
    return _COMPATIBLE[said]


def assign_class_words(tokens: Tokens, names: Sequence[Name], index: NameIndex) -> None:
    """Give every name its class word, where the text has one."""
    taken: set[int] = set()
    for position, name in enumerate(names):
        following = names[position + 1] if position + 1 < len(names) else None
        _behind(tokens, name, following, index, taken)
    for name in names:
        if name.class_word is None:
            _in_front(tokens, name, index, taken)
    mark_brackets(tokens, names)
    _share_backwards(tokens, names, index)
    _share_forwards(tokens, names, index, taken)


def _behind(
    tokens: Tokens, name: Name, following: Name | None, index: NameIndex, taken: set[int]
) -> None:
    """Read the class word behind a name, modifiers between allowed."""
    if name.last >= tokens.count or not tokens.joined[name.last]:
        return
    k, word = class_word_from(tokens, name.last)
    if k > name.last and word is None:
        name.reach = k  # "pair" alone
    if word is None or word.after is None:
        return
    last = k + word.length
    if "people of villages" in word.kinds and not _is_small(index.kinds(name)):
        return
    if _allowed(tokens, name, word.after, last, following, index):
        name.class_word, name.class_from = word.after, "after"
        name.reach = last
        taken.update(range(k, last))


def _is_small(kinds: frozenset[PlaceType]) -> bool:
    """Say whether villagers may be those of a place that these types have: no district's."""
    return bool(kinds) and kinds <= {"village", "commune", "border_gate"}


def class_word_from(tokens: Tokens, first: int) -> tuple[int, Word | None]:
    """Return where the class word stands that begins at a token or behind modifiers, and it.

    Words that are both ("river", "road") are modifiers where a class word follows: "land and
    river border gate". Without a class word: the token behind "pair", or ``first``.
    """
    k = first
    stop = min(tokens.count, first + _MAX_BETWEEN)
    found: tuple[int, Word | None] = (first, None)
    joined = False  # "land and river" before what is left out here: no river has that name
    while k < stop and (k == first or _TOGETHER.fullmatch(tokens.gap(k))):
        word = tokens.word[k]
        joined = joined or (k > first and joins(tokens, k))
        if (
            word is not None
            and word.after is not None
            and not (joined and "modifiers" in word.kinds)
        ):
            found = _station_of(tokens, k, word)
            if "modifiers" not in word.kinds:
                break
        elif word is not None and "pair words" in word.kinds:
            if found[1] is None:
                found = (k + 1, None)
            k += 2 if k + 1 < stop and tokens.lows[k + 1] == "of" else 1
            continue
        elif word is None or not (word.kinds & _BETWEEN or (k > first and joins(tokens, k))):
            break
        k += word.length
    return found


def _station_of(tokens: Tokens, k: int, word: Word) -> tuple[int, Word]:
    """Return the station that is called after a gate or a unit: "Border Gate Customs Office"."""
    last = k + word.length
    behind = tokens.word[last] if last < tokens.count and tokens.joined[last] else None
    said = behind.after if behind is not None else None
    if behind is None or said is None or said.type != "facility" or said.inside:
        return k, word
    return last, behind


def _allowed(
    tokens: Tokens,
    name: Name,
    said: ClassWord,
    last: int,
    following: Name | None,
    index: NameIndex,
) -> bool:
    """Say whether a class word behind a name is said of it.

    "The Mekong Delta province of An Giang", "Cambodia border gates": it is not where the name is
    a country's or a region's, nor where all that is known by the name is of another class.
    """
    kinds = index.kinds(name)
    if not kinds:
        return said.type != "country"
    if said.inside:
        return (
            bool(tokens.capital[last - 1])
            or not kinds & {"country", "province", "region"}
            or index.has(name.key + key(said.words), PLAIN)
        )
    if any(fits(said.type, kind) for kind in kinds):
        return True
    if kinds & {"country", "region"}:
        return False
    of_next = (
        following is not None
        and following.first - last <= 1
        and tokens.lows[last : following.first] == ["of"]
        and _may_carry(said, index.kinds(following))
    )
    if "province" in kinds and (said.plural or of_next or said.type != "city"):
        return False
    return not (of_next and not name.known)


def _in_front(tokens: Tokens, name: Name, index: NameIndex, taken: set[int]) -> None:
    """Read the class word before a name: "province of Tay Ninh", "xã Long Thuận"."""
    i = name.first
    within = tokens.word[i]
    if (
        within is not None
        and within.before is not None
        and within.before.inside
        and (not name.parts or within.after is not None)
        and not index.kinds(name)
    ):
        name.class_word, name.class_from = within.before, "within"
        return
    if i == 0:
        return
    for k in range(max(0, i - _MAX_WORDS), i):
        word = tokens.word[k]
        if word is None or not 0 <= i - k - word.length <= _OF_THE or k in taken:
            continue
        gap = tokens.text[tokens.ends[k + word.length - 1] : name.start]
        if word.before is not None and (gap.isspace() or gap in _ABBREVIATED):
            if _take_in(tokens, name, k, index):
                return
            _set(tokens, name, word.before, "before", k, taken, k + word.length)
            return
        said = word.after
        how = _how_before(name, said, gap, index) if said is not None else ""
        if how == "of" and said is not None and _is_others(tokens, name, said, k, index):
            return
        if how == "before" and not index.kinds(name) and is_person(tokens, name):
            return
        if said is not None and how:
            _set(tokens, name, said, how, k, taken, k + word.length)
            return


def _take_in(tokens: Tokens, name: Name, k: int, index: NameIndex) -> bool:
    """Let a word that looks like a class word belong to the name, where that is a known one.

    "Krong Na" is a commune of Dak Lak, no town called Na.
    """
    whole = key(tokens.text[tokens.starts[k] : name.end])
    if not tokens.capital[k] or index.kinds(name) or not index.has(whole):
        return False
    name.first, name.start, name.key, name.known = k, tokens.starts[k], whole, True
    return True


def is_person(tokens: Tokens, name: Name) -> bool:
    """Say whether a name begins with a family name."""
    word = tokens.word[name.first]
    return word is not None and "family names" in word.kinds


def _how_before(name: Name, said: ClassWord, gap: str, index: NameIndex) -> str:
    """Return how an English class word stands before a name: "of", "before"; "" if not its own."""
    kinds = index.kinds(name)
    fitting = any(fits(said.type, kind) for kind in kinds)
    if said.type == "village" and said.plural and kinds == _GATE:
        fitting = True  # "villagers of X and Y": the hamlet beside the gate
    if said.inside:
        return ""
    station = said.type == "facility"
    if _OF.fullmatch(gap):
        return "of" if fitting or not kinds - (_STATIONED if station else frozenset()) else ""
    if station and not kinds and _AT.fullmatch(gap):
        return "of"
    alone = not kinds and said.type in _NAMED_AFTER and name.last - name.first > 1
    return "before" if gap == " " and not said.plural and (fitting or alone) else ""


def _is_others(tokens: Tokens, name: Name, said: ClassWord, k: int, index: NameIndex) -> bool:
    """Say whether a class word is said of what lies in the name, or not of this name alone.

    "A border town of An Giang", "the provinces and cities of An Giang and Can Tho".
    """
    if joined_types(tokens, k) & index.kinds(name):
        return True
    if said.type in _HOLDERS or not index.kinds(name) & _HOLDERS:
        return False
    if said.plural:
        return not _LIST_GOES_ON.match(tokens.text, name.end)
    return _is_indefinite(tokens, k)


def _is_indefinite(tokens: Tokens, k: int) -> bool:
    """Say whether "a" stands before a class word and its modifiers."""
    while k > 0 and tokens.joined[k]:
        k -= 1
        word = tokens.word[k]
        if tokens.lows[k] in _ONE_OF:
            return True
        if word is None or not word.kinds & {"modifiers", "peoples", "directions"}:
            return False
    return False


_HOLDERS = frozenset(("province", "country"))
_LIST_GOES_ON = re.compile(
    r"\s*(?:(?:and|or|&|và)\s|[-–—(](?!\s[^,;.\n]{1,40},)|,[^.;\n]{1,80}?\b(?:and|or|và)\s+(?:the\s+)?[^\W\d_a-z])"
)
_ONE_OF = frozenset(("a", "an", "another", "one"))
_NAMED_AFTER = frozenset(("border_gate", "facility", "commune", "village"))
"""Types whose class word may stand before a name that no list has."""
_STATIONED: frozenset[PlaceType] = frozenset(
    ("border_gate", "commune", "village", "district", "city", "landmark", "facility")
)
_GATE = frozenset(("border_gate",))
_CALLED_AFTER: frozenset[PlaceType] = frozenset(("border_gate", "commune", "village"))
"""Types of places after which a checkpoint is called."""
_AT = re.compile(r"\s+(?:in|at)\s+(?:the\s+)?", re.IGNORECASE)
_ABBREVIATED = (". ", ".")
_OF = re.compile(r"\s+of\s+(?:the\s+)?", re.IGNORECASE)


def _set(
    tokens: Tokens, name: Name, said: ClassWord, how: str, k: int, taken: set[int], end: int
) -> None:
    name.class_word, name.class_from = said, how
    taken.update(range(k, end))
    lead = k
    while lead > 0:
        word = tokens.word[lead - 1]
        if (
            word is None
            or word.length > 1
            or not (word.kinds & {"modifiers", "peoples", "directions"})
            or not tokens.joined[lead]
        ):
            break
        lead -= 1
    name.lead = tokens.starts[lead]


def _share_backwards(tokens: Tokens, names: Sequence[Name], index: NameIndex) -> None:
    """Give the plural class word behind a list to all of its names: "A, B and C districts"."""
    for position, name in enumerate(names):
        said = name.class_word
        if said is None or name.class_from != "after":
            continue
        pair = said.type in {"border_gate", "landmark", "facility"}
        if not said.plural and not pair:
            continue
        for previous, current in list_before(tokens, names, position):
            if previous.class_word is not None:
                break
            link = linked(tokens, previous, current)
            if (
                not said.plural
                and link is not Link.DASH
                and not (link is Link.AND and "border_gate" in index.kinds(previous))
            ):
                break
            if previous.known and not _may_carry(said, index.firm_kinds(previous)):
                break
            if said.type in {"village", "commune"} and "province" in index.kinds(previous):
                break  # "a district of Kon Tum, with A and B villages"
            previous.class_word, previous.class_from = said, "list"


def _may_carry(said: ClassWord, kinds: frozenset[PlaceType]) -> bool:
    """Say whether a known name may carry a class word.

    A station is called after its place, and a gate after its village.
    """
    if said.type == "facility" and not said.inside and kinds <= _STATIONED:
        return True
    if said.type in ("village", "commune") and kinds == _GATE:
        return True
    return not kinds or any(fits(said.type, kind) for kind in kinds)


def _share_forwards(
    tokens: Tokens, names: Sequence[Name], index: NameIndex, taken: set[int]
) -> None:
    """Give the plural class word before a list to all its names: "the provinces of A, B and C"."""
    for position, name in enumerate(names):
        if name.class_word is None:
            _from_announcement(tokens, names, position, index, taken)
        said = name.class_word
        if said is None or name.class_from not in ("of", "announced", "before"):
            continue
        if not said.plural and name.class_from != "before":
            continue
        for later in list_behind(tokens, names, position, index):
            kinds = index.kinds(later)
            if said.type == "province" and not kinds and len(later.key) <= _SHORT:
                break  # all provinces are known: "X and Y provinces, Tam said"
            if (
                later.known
                and not _may_carry(said, index.firm_kinds(later))
                and not (_is_pair_of_gates(said, kinds) and is_joined(tokens, names, position))
            ):
                break
            if later.known or said.plural or not kinds:
                later.class_word, later.class_from = said, "list"


def _is_pair_of_gates(said: ClassWord, kinds: frozenset[PlaceType]) -> bool:
    """Say whether names that a dash joins behind "gates" are gates, called after their places."""
    return said.type == "border_gate" and kinds <= _CALLED_AFTER


def _from_announcement(
    tokens: Tokens, names: Sequence[Name], position: int, index: NameIndex, taken: set[int]
) -> None:
    """Read a plural class word before a list: "five provinces, A and B", "two wards of C: A, B"."""
    name = names[position]
    for k in range(name.first - 1, max(-1, name.first - 9), -1):
        word = tokens.word[k]
        if word is None or k + word.length > name.first:
            continue
        if word.after is None or not word.after.plural or k in taken:
            continue
        between = tokens.text[tokens.ends[k + word.length - 1] : name.start]
        if _OF.fullmatch(between) and _is_others(tokens, name, word.after, k, index):
            return
        kinds = index.kinds(name)
        if joined_types(tokens, k) & kinds:
            return
        known = bool(kinds) and _may_carry(word.after, kinds)
        if not known and _is_pair_of_gates(word.after, kinds):
            known = is_joined(tokens, names, position)
        said = known or (not kinds and word.after.type in _NAMED_AFTER and "," not in between)
        if said and not name.person and any(p.fullmatch(between) for p in (_LISTED, _OF_WHOLE)):
            name.class_word, name.class_from = word.after, "announced"
        return
