"""Sentences and clauses of a text, with their offsets.

Press texts arrive glued ("…province.Under the agreement …"), with captions between the
paragraphs, datelines, page breaks inside a sentence and abbreviations in every rank. A wrong
boundary costs a fact its date or its place, so the splitter prefers too long to too short only
where a title or a figure follows the full stop.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from geo.tables import data_folder, read_words

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["UNTOLD", "Sentence", "SentenceKind", "clauses", "plain", "split"]

SentenceKind = Literal["body", "heading", "caption", "dateline", "credit", "stamp"]
"""What a stretch of text is.

``heading``: a short line without a full stop; ``caption``: a line that describes a photo;
``dateline``: "An Giang (VNA) –"; ``credit``: who wrote or translated; ``stamp``: the date that
a page carries before its text.
"""

UNTOLD: frozenset[SentenceKind] = frozenset(("credit", "stamp", "dateline"))
"""The kinds that tell of no events, twinnings or projects."""

_PLAIN = dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("‘’ʼ`´", "'")
_PLAIN |= dict.fromkeys("“”„«»", '"') | dict.fromkeys("\n\r\t\x0b\x0c\u00a0\u2009\u202f", " ")
_PLAIN |= {chr(0x17E0 + n): str(n) for n in range(10)}  # Khmer digits
_PLAIN_CHARACTERS = frozenset(_PLAIN)


class Sentence(NamedTuple):
    """A sentence: ``text[start:end]``, trimmed; ``paragraph`` counts paragraphs from 0."""

    start: int
    end: int
    kind: SentenceKind = "body"
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class _Rules:
    never: frozenset[str]
    before_number: frozenset[str]
    goes_on: frozenset[str]
    stop: re.Pattern[str]
    shown: re.Pattern[str]
    credit: re.Pattern[str]
    clause: re.Pattern[str]
    months: frozenset[str]
    stamp: frozenset[str]


@cache
def _rules() -> _Rules:
    words = read_words(data_folder() / "vocabulary" / "sentences.txt")

    def any_of(section: str) -> str:
        return "|".join(re.escape(w) for w in sorted(words[section], key=lambda w: (-len(w), w)))

    dates = read_words(data_folder() / "vocabulary" / "dates.txt")

    def of_dates(section: str) -> frozenset[str]:
        found = (words for name, words in dates.items() if name.startswith(section))
        return frozenset(word.lower() for words in found for word in words)

    photo = rf"\(\s*(?:{any_of('photo')})\b[^()\n]{{0,120}}\)"
    return _Rules(
        frozenset(w.lower() for w in words["never"]),
        frozenset(w.lower() for w in words["before a number"]),
        frozenset(w.lower() for w in words["goes on"]),
        re.compile(
            rf"\./\.?(?:\s*(?P<photo1>{photo}\.?))?"
            rf"|[.!?…។៕。]+[\"'”’»)\]]*(?:\s*(?P<photo2>{photo}\.?))?|(?P<photo3>{photo}\.?)",
            re.IGNORECASE,
        ),
        re.compile(rf"\((?:{any_of('where in the photo')})\)"),
        re.compile(rf"\W*(?:{any_of('credit')})(?:\b|(?<=:))|\s*(?:>>|»)", re.IGNORECASE),
        re.compile(rf"(?:[,;]|\s-)\s+(?=(?:{any_of('clause')})\b)|;\s+", re.IGNORECASE),
        of_dates("month "),
        of_dates("weekday ") | of_dates("day word") | frozenset(w.lower() for w in words["stamp"]),
    )


def plain(text: str) -> str:
    """Return the text in lower case with plain dashes, quotes, digits, spaces, at the same offsets.

    Diacritics stay. Unlike ``geo.names.fold`` it never changes the length, so offsets in it
    are offsets in the text.
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    for character in _PLAIN_CHARACTERS.intersection(lowered):
        lowered = lowered.replace(character, _PLAIN[character])
    return lowered


def split(text: str) -> list[Sentence]:
    """Return the sentences of a text in order; they do not overlap and none is empty."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(_paragraphs(text)):
        found.extend(_sentences(text, start, end, number))
    if found and found[-1].kind == "caption" and not found[-1].end < len(text.rstrip()):
        found[-1] = found[-1]._replace(kind=_last_kind(text, found[-1]))
    return found


def _last_kind(text: str, last: Sentence) -> SentenceKind:
    """Return what an unended last line is: a page that was cut off ends so, a caption rarely."""
    shown = text[last.end - 1] == ")" or _rules().shown.search(text, last.start, last.end)
    return "caption" if shown else "body"


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the clauses of ``text[start:end]`` as offsets, in order and without gaps but space.

    A clause ends at a semicolon, and at a comma that a word of the section [clause] follows;
    never inside brackets.
    """
    stretch = text[start:end]
    cuts = [0]
    for match in _rules().clause.finditer(stretch):
        before = stretch[: match.start()]
        if before.count("(") <= before.count(")"):
            cuts.append(match.end())
    cuts.append(len(stretch))
    parts = []
    for a, b in pairwise(cuts):
        piece = stretch[a:b].rstrip(" \t\n\r,;-–—")
        if piece.strip():
            parts.append((start + a, start + a + len(piece)))
    return parts


# --- paragraphs ---------------------------------------------------------------------------

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_ENDED = re.compile(r"(?:[.!?…។៕。]|\./)[\"'”’»)\]*_]*\Z")
_WRAPPED_AT = 110  # lines longer than this are paragraphs, not wrapped lines


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the stretches between line breaks that end a sentence or a heading."""
    lines = [m.span() for m in _LINE.finditer(text)]
    lines = [(a, b) for a, b in lines if not text[a:b].isspace()]
    wrapped = _wrapped(text, lines)
    found: list[tuple[int, int]] = []
    for index, (start, end) in enumerate(lines):
        if found and _goes_on(text, found[-1], start, end, wrapped=index in wrapped):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _goes_on(text: str, before: tuple[int, int], start: int, end: int, *, wrapped: bool) -> bool:
    """Say whether a line carries on the sentence of the line before."""
    head = text[max(before[0], before[1] - 200) : before[1]].rstrip(" \t*_")
    line = text[start:end].lstrip(" \t*_")
    if not line or not head or line[0] in "-–—•*·>#|":
        return False
    if _ENDED.search(head):
        return wrapped and text.count("\n", before[1], start) == 1
    last = head.rsplit(None, 1)[-1].lower().strip("*_")
    if head[-1] == "," or last in _rules().goes_on:
        return True
    return wrapped or line[0].islower()


def _wrapped(text: str, lines: list[tuple[int, int]]) -> set[int]:
    """Return the indices of lines that a fixed width broke off from the line before them."""
    found: set[int] = set()
    block: list[int] = []
    for index in range(len(lines) + 1):
        adjoins = (
            0 < index < len(lines)
            and text.count("\n", lines[index - 1][1], lines[index][0]) == 1
            and not text[lines[index - 1][1] : lines[index][0]].strip()
        )
        if not adjoins:
            found |= _wrapped_in(lines, block)
            block = []
        if index < len(lines):
            block.append(index)
    return found


def _wrapped_in(lines: list[tuple[int, int]], block: list[int]) -> set[int]:
    widths = [lines[i][1] - lines[i][0] for i in block]
    if len(block) < 3 or max(widths) > _WRAPPED_AT or min(widths[:-1]) < 0.7 * max(widths):
        return set()
    return set(block[1:])


# --- sentences ----------------------------------------------------------------------------

_STAMP = re.compile(
    r"\s*(?:(?:date|published|updated):?\s*\d{4}-\d{2}(?:-\d{2})?|:?\s*\d{4}-\d{2}-\d{2})"
    r"\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"\s*(?:[^\W\d_][\w'’.-]*,?\s){1,6}?(?:[A-Z]\w+\s\d{1,2},?\s)?\((?:[A-Z][A-Za-z.]{1,9})\)\s*[-–—]+\s*"
    r"|\s*(?:[^\W\d_a-z][^\W\d_a-z'’.-]*,?\s){1,4}(?:\([^)\n]{2,20}\)\s*|[A-Z]\w+\s\d{1,2}\s)?[-–—]+\s+"
)
_STAMP_LINE = 90  # characters
_BYLINE = 3  # words beside the date of a stamp, as of who wrote
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD_BEFORE = re.compile(r"[^\s()\[\]\"“”‘,;:/–—]*\Z")
_OPENERS = " \t\n\r\"'“‘«([*_–—-"
_SHORT_CREDIT = 140
_LONG_LINE = 24  # words; no heading and no caption without a full stop has as many
_LONG_NAMES = 8  # words; more, up to a full stop, are a sentence
_TOLD = re.compile(r"[.!?…][\"'”’)]*\s*(?:[—–-].*)?\Z")


def _is_credit(text: str, start: int, end: int) -> bool:
    """Say whether a line names who wrote, and does not begin "By the end of 2012, …"."""
    credit = _rules().credit.match(text, start, end)
    if credit is None or text[credit.end() - 1] in ":>»":
        return credit is not None
    names = text[credit.end() : end].split()
    if names and names[0][0].islower():
        return False
    return len(names) <= _LONG_NAMES or _TOLD.search(text, credit.end(), end) is None


def _sentences(text: str, start: int, end: int, paragraph: int) -> list[Sentence]:
    found: list[Sentence] = []

    def add(a: int, b: int, kind: SentenceKind) -> None:
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if kind == "body" and _rules().shown.search(text, a, b):
            kind = "caption"
        if any(c.isalnum() for c in text[a:b]):
            found.append(Sentence(a, b, kind, paragraph))

    if paragraph == 0 and (stamp := _STAMP.match(text, start, end)):
        add(start, stamp.end(), "stamp")
        start = stamp.end()
    if end - start <= _SHORT_CREDIT and _is_credit(text, start, end):
        add(start, end, "credit")
        return found
    at, begin = start, start
    for match in _rules().stop.finditer(text, start, end):
        photo = match.lastgroup is not None
        if match.start() < at or not (photo or _ends(text, match, end)):
            continue
        begin = _dateline(text, begin, match.end(), add)
        add(begin, match.end(), "caption" if photo else "body")
        at = begin = match.end()
    if text[begin:end].strip():
        begin = _dateline(text, begin, end, add)
        whole = begin == start
        add(begin, end, _line_kind(text, begin, end, paragraph) if whole else "body")
    return found


def _dateline(
    text: str, start: int, end: int, add: Callable[[int, int, SentenceKind], None]
) -> int:
    """Set a dateline at the head of a sentence apart; return where the sentence begins."""
    match = _DATELINE.match(text, start, min(end, start + 90))
    if match is None or match.end() >= end:
        return start
    add(start, match.end(), "dateline")
    return match.end()


def _line_kind(text: str, start: int, end: int, paragraph: int) -> SentenceKind:
    """Say what a paragraph is that has no full stop at all."""
    if _is_stamp(text[start:end]):
        return "stamp"
    if text[start:end].rstrip(" *_\"'”’)")[-1:] in ":;,":
        return "body"
    words = text.count(" ", start, end) + 1
    if words >= _LONG_LINE:
        return "body"
    return "heading" if words <= 9 or paragraph <= 1 else "caption"


def _is_stamp(line: str) -> bool:
    """Say whether a line has a whole date and little else: "Friday, 25 February 2011 15:03"."""
    if len(line) > _STAMP_LINE or not _YEAR.search(line):
        return False
    words = [word for word in _LETTERS.findall(plain(line)) if word not in _rules().stamp]
    others = [word for word in words if word not in _rules().months]
    numbers = _DAY.findall(line)
    return len(others) <= _BYLINE and len(numbers) >= (1 if len(others) < len(words) else 2)


def _ends(text: str, match: re.Match[str], end: int) -> bool:
    """Say whether a full stop (or its like) ends a sentence."""
    mark, after = match.group(), match.end()
    if after >= end or mark.startswith("./") or mark[0] in "។៕。":
        return True
    following = text[after]
    if not following.isspace():
        return _ends_glued(text, match, end)
    index = after
    while index < end and text[index] in _OPENERS:
        index += 1
    if index >= end:
        return True
    following = text[index]
    if following.islower() and not text[after:index].count("\n") > 1:
        return False
    return mark[0] != "." or not _abbreviated(text, match.start(), following)


def _ends_glued(text: str, match: re.Match[str], end: int) -> bool:
    """Say the same where no space follows: "Ratanakiri.Under the agreement"."""
    after = match.end()
    following = text[after]
    if following in '-–—“"([':
        return following in "-–—" or not _abbreviated(text, match.start(), following)
    if not following.isupper() or match.start() == 0:
        return False
    before = text[match.start() - 1]
    if not (before.islower() or before.isdigit() or before in ')]"”’'):
        return len(match.group()) > 1
    if after + 1 < end and text[after + 1].isupper():
        return False
    return not _abbreviated(text, match.start(), following)


def _abbreviated(text: str, at: int, following: str) -> bool:
    """Say whether the full stop at an offset belongs to the word before it."""
    match = _WORD_BEFORE.search(text, max(0, at - 24), at)
    word = match.group() if match else ""
    if not word:
        return False
    lowered = word.lower().replace("’", "'") + "."
    rules = _rules()
    if lowered in rules.never:
        return True
    if lowered in rules.before_number:
        return following.isdigit()
    # an initial ("Q. Thien") or letters with stops between them ("U.S.")
    return word[-1].isupper() and (len(word) == 1 or word[-2] == ".")
