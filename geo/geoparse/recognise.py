"""Where in a text are stretches of words that may be names.

A name is written with capitals. The text is cut into runs of capitalised words; the words that
the vocabulary knows ("Province", "Border Guard", "General") and the names that the gazetteer
knows are cut out of the runs, and what is left may be the name of a person, of an organisation,
or of a place that no list has. Keys have no spaces ("Kam Pot" is "Kampot"), so looking up the
stretches of a run by key finds what an automaton over spelled names would not.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import compress
from typing import TYPE_CHECKING

from geo.geoparse.index import PLAIN, WEAK
from geo.geoparse.name import Name
from geo.names import key

if TYPE_CHECKING:
    from geo.geoparse.index import NameIndex
    from geo.geoparse.lexicon import Word
    from geo.geoparse.tokens import Tokens

__all__ = ["find_names", "headlines"]

_PLAIN_KINDS = frozenset(
    ("function words", "calendar", "titles", "offices", "headline words", "peoples")
)
_FUNCTION = frozenset(("function words",))
_HEADLINE = 4
_MOSTLY = 0.7
_INSIDE = 3
_SYLLABLE = 3
_IN_NAMES = frozenset(("-", "–", "'", "’"))
_LEADING = frozenset(("the", "at", "in", "from", "near"))
_DASHES = frozenset(("-", "–", " - ", " – "))
_OF_BROOKS = frozenset(("o", "ou", "au"))
_PARTED = frozenset(("' ", "’ ", "` ", " '", " ’"))
_INNER = frozenset(("of", "the", "and", "s"))


def find_names(tokens: Tokens, index: NameIndex) -> list[Name]:
    """Return every stretch that may be a name, in the order of the text, none overlapping."""
    names: list[Name] = []
    shouted = headlines(tokens)
    done = 0
    for i in compress(range(tokens.count), tokens.capital):
        if i < done or _is_plain(tokens, i):
            continue
        end = _run_end(tokens, i)
        names += _cut(tokens, i, end, index, shouted)
        done = max(end, names[-1].last if names else 0)
    return names


def _is_plain(tokens: Tokens, i: int) -> bool:
    """Say whether a function word stands alone: the first word of most sentences."""
    word = tokens.word[i]
    return (
        word is not None
        and word.kinds == _FUNCTION
        and word.length == 1
        and not word.is_class
        and i + 1 < tokens.count
        and not tokens.capital[i + 1]
        and tokens.joined[i + 1]
    )


def _run_end(tokens: Tokens, i: int) -> int:
    """Return the token after the run of capitalised words that begins at ``i``."""
    j = i + 1
    count = tokens.count
    while j < count and (tokens.capital[j] or _figure(tokens, j)) and tokens.joined[j]:
        j += 1
    return j


def _figure(tokens: Tokens, j: int) -> bool:
    """Say whether a token is a figure that may end a name ("Hamlet 5", "Ap 3")."""
    return tokens.words[j].isdigit() and len(tokens.words[j]) <= 2


def headlines(tokens: Tokens) -> frozenset[int]:
    """Return the sentences in which capitals say nothing: all in capitals, or headlines.

    A headline stands on lines of its own, ends without a full stop, and has all its longer words
    in capitals.
    """
    found: set[int] = set()
    i, count = 0, tokens.count
    while i < count:
        number = tokens.sentence[i]
        j = bisect_right(tokens.sentence, number, i)
        if j - i >= _HEADLINE and 3 * sum(tokens.capital[i:j]) > j - i:
            long = [k for k in range(i, j) if len(tokens.words[k]) > 3]
            capital = sum([tokens.capital[k] for k in long])
            if capital <= _MOSTLY * len(long):
                i = j
                continue
            upper = sum(tokens.shouts(k) for k in long)
            after = tokens.text[tokens.ends[j - 1] : tokens.ends[j - 1] + 2]
            alone = "\n" in after or not after
            alone = alone and (i == 0 or "\n" in tokens.gap(i))
            if upper > _MOSTLY * len(long) or (alone and capital > 0.85 * len(long)):
                found.add(number)
        i = j
    return frozenset(found)


def _cut(
    tokens: Tokens, start: int, end: int, index: NameIndex, shouted: frozenset[int]
) -> list[Name]:
    """Cut a run into names: known ones, and stretches that no list explains."""
    pieces: list[tuple[int, int, bool]] = []
    headline = tokens.sentence[start] in shouted
    i = start
    while i < end:
        word = tokens.word[i]
        known = _longest(tokens, i, end, index)
        if known and not _is_ordinary(known - i, word):
            pieces.append((i, known, True))
            i = known
        elif word is not None and not (
            _part_of_name(tokens, i, start, end, word, index, headline=headline)
            or _is_called_so(tokens, i, start, end, index)
        ):
            i += word.length
        else:
            if (pieces and pieces[-1][1] == i) or not tokens.words[i].isdigit():
                pieces.append((i, i + 1, False))
            i += 1
    if headline:
        pieces = _listed(tokens, pieces, index)
    return _merge(tokens, pieces, shouted)


def _longest(tokens: Tokens, i: int, end: int, index: NameIndex) -> int:
    """Return the token after the longest known name that begins at ``i``; 0 for none."""
    joined = tokens.key(i)
    found = 0
    prefixes = index.prefixes
    if joined not in prefixes:
        return 0
    tier = index.tier
    count = tokens.count
    j = i + 1
    while joined in prefixes:
        rank = tier.get(joined, 0)
        if rank >= PLAIN or (rank >= WEAK and j - i > 1):
            found = j
        if j >= count or (j >= end and not _continues(tokens, j)):
            break
        joined += tokens.key(j)
        j += 1
    return found


def _continues(tokens: Tokens, j: int) -> bool:
    """Say whether a known name may go on with token ``j`` though a run ends there."""
    if tokens.capital[j]:
        gap = tokens.gap(j)
        if tokens.lows[j - 1] in _OF_BROOKS and gap in _PARTED:
            return True  # "O’ Smach"
        return tokens.joined[j] or gap in _IN_NAMES or (gap == "." and tokens.shouts(j))
    if tokens.gap(j) == "-":
        return True  # "Chong Sa-ngam"
    if (
        tokens.word[j] is None
        and tokens.joined[j]
        and (tokens.lows[j - 1] + tokens.lows[j]).isascii()
    ):
        return True  # "Stung treng"; with diacritics it may be any word of a Vietnamese sentence
    return tokens.lows[j] in _INNER and (tokens.joined[j] or tokens.gap(j) in {"'", "’"})


def _is_ordinary(length: int, word: Word | None) -> bool:
    """Say whether a single word that is a name too is an ordinary word here."""
    if word is None or length > word.length:
        return False
    return bool(word.kinds & _PLAIN_KINDS) or (word.is_class and length == 1)


def _part_of_name(
    tokens: Tokens,
    i: int,
    start: int,
    end: int,
    word: Word,
    index: NameIndex,
    *,
    headline: bool = False,
) -> bool:
    """Say whether a word of the vocabulary is a part of the name that it stands in.

    Short function words are syllables of names too ("An", "To", "Do"): in the middle of a
    sentence a capital makes them one, in a headline where all words have one only if short.
    """
    if headline and word.kinds == _FUNCTION and len(word.phrase) > _SYLLABLE:
        return False
    if word.before is not None and word.before.inside and word.length == 1:
        return _opens_name(tokens, i, start, end, word, index)
    if word.is_class or word.length > 1:
        return False
    if "calendar" in word.kinds and "function words" in word.kinds:
        return _is_syllable(tokens, i, start)
    if word.kinds == {"peoples"}:
        return i > start and tokens.word[i - 1] is None and i + 1 == end
    if tokens.lows[i] == "an" and i + 1 < end and tokens.lows[i + 1][0] not in "aeiouh":
        return True  # no article stands before a consonant: "An Nong"
    before = tokens.word[i - 1] if i and tokens.joined[i] else None
    if before is not None and before.before is not None and not before.before.inside:
        return True  # "Khan Sen Sok", though "Sen" is a rank too
    if word.kinds <= {"function words", "locative"}:
        if i + 1 < end and index.has(tokens.key(i) + tokens.key(i + 1)):
            return True
        if i + 1 < end and tokens.lows[i] in _LEADING and _longest(tokens, i + 1, end, index):
            return False  # "VNA) - The Tan Bien district"
        return not tokens.opens_sentence(i) and not tokens.shouts(i) and end - start > 1
    if word.kinds <= {"family names", "persons", "headline words", "modifiers", "directions"}:
        return bool(word.kinds & {"family names", "persons"})
    return False


def _opens_name(tokens: Tokens, i: int, start: int, end: int, word: Word, index: NameIndex) -> bool:
    """Say whether a class word that stands before names is the first word of one here.

    "Hotel X", but not "X Hotel Annex". At the end of a run it may be a syllable: "Đông Hồ".
    """
    if word.after is not None:
        return i == start and i + 1 < end
    return i + 1 < end or (i > start and index.has(tokens.key(i - 1) + tokens.key(i)))


def _is_dashed(tokens: Tokens, i: int) -> bool:
    """Say whether a dash joins a capitalised word to the one before it."""
    return i < tokens.count and tokens.capital[i] and tokens.gap(i) in _DASHES


def _is_syllable(tokens: Tokens, i: int, start: int) -> bool:
    """Say whether "May" is no month: "Dooc May commune", "the May village cluster"."""
    if i > start and tokens.word[i - 1] is None and _is_dashed(tokens, i + 1):
        return True  # "Dooc May–Lang Kham"
    word = tokens.word[i + 1] if i + 1 < tokens.count and tokens.joined[i + 1] else None
    if word is None or word.after is None or word.after.inside:
        return False
    if i > start:
        return tokens.word[i - 1] is None
    return i > 0 and tokens.joined[i] and tokens.lows[i - 1] == "the"


def _is_called_so(tokens: Tokens, i: int, start: int, end: int, index: NameIndex) -> bool:
    """Say whether a word stands in a name that the lists have and a class word follows.

    "Ruessei Srok commune", though "srok" is a class word; "Oknha Soeng village", though "oknha" is
    a title.
    """
    word = tokens.word[i]
    if word is not None and "function words" in word.kinds and not tokens.shouts(i):
        return False
    for last in range(i + 1, min(end, i + _INSIDE) + 1):
        said = tokens.word[last] if last < tokens.count and tokens.joined[last] else None
        if said is None or said.after is None or said.after.plural or said.after.inside:
            continue
        for first in range(max(start, i - _INSIDE), i + 1):
            if last - first > 1 and index.has("".join(map(tokens.key, range(first, last)))):
                return True
    return False


def _listed(
    tokens: Tokens, pieces: list[tuple[int, int, bool]], index: NameIndex
) -> list[tuple[int, int, bool]]:
    """Join the words of a headline that are one name of the lists: "Vinh Nguon Station"."""
    found: list[tuple[int, int, bool]] = []
    at = 0
    while at < len(pieces):
        first, last, known = pieces[at]
        taken = at + 1
        sure = known
        for k in range(at + 1, min(len(pieces), at + _INSIDE)):
            start, end, sure_too = pieces[k]
            if start != pieces[k - 1][1]:
                break
            sure = sure or sure_too
            joined = "".join(map(tokens.key, range(first, end)))
            if index.has(joined) and not (sure and not _is_classed(tokens, end)):
                taken, last, known = k + 1, end, False
        found.append((first, last, known))
        at = taken
    return found


def _is_classed(tokens: Tokens, i: int) -> bool:
    """Say whether a class word stands at a token: a known name in another one needs it behind."""
    word = tokens.word[i] if i < tokens.count and tokens.joined[i] else None
    return word is not None and word.after is not None and not word.after.plural


def _merge(
    tokens: Tokens, pieces: list[tuple[int, int, bool]], shouted: frozenset[int]
) -> list[Name]:
    """Join neighbouring pieces: a known name with unknown words beside it is another name."""
    groups: list[list[tuple[int, int, bool]]] = []
    for piece in pieces:
        if (
            groups
            and groups[-1][-1][1] == piece[0]
            and tokens.sentence[piece[0]] not in shouted
            and not _breaks_line(tokens, groups[-1], piece)
            and not (groups[-1][-1][2] and _begins_person(tokens, piece[0]))
        ):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    names = []
    for group in groups:
        name = _name(tokens, group[0][0], group[-1][1], known=len(group) == 1 and group[0][2])
        if len(group) > 1:
            name.parts = [_name(tokens, i, j, known=True) for i, j, known in group if known]
        names.append(name)
    return names


def _begins_person(tokens: Tokens, i: int) -> bool:
    """Say whether a family name with a given name stands at a token: "An Giang Nguyễn Văn A"."""
    word = tokens.word[i]
    return (
        word is not None
        and "family names" in word.kinds
        and i + 2 < tokens.count
        and tokens.capital[i + 1]
        and tokens.capital[i + 2]
    )


def _breaks_line(
    tokens: Tokens, group: list[tuple[int, int, bool]], piece: tuple[int, int, bool]
) -> bool:
    """Say whether a line break parts two pieces, one of which is a name by itself."""
    return "\n" in tokens.gap(piece[0]) and (piece[2] or group[-1][2])


def _name(tokens: Tokens, i: int, j: int, *, known: bool) -> Name:
    start, end = tokens.starts[i], tokens.ends[j - 1]
    return Name(i, j, start, end, key(tokens.text[start:end]), known=known, reach=j)
