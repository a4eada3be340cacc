"""Checks of what is written: characters, names, choices, dates, sources."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from geo.gazetteer.checkpoints import CLASSES, parse_date, parse_history, parse_list
from geo.names import fold
from geo.register.findings import error, warning
from geo.tables import read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from geo.register.findings import Finding

__all__ = [
    "CHOICES",
    "VOCABULARY",
    "characters",
    "choices",
    "dates",
    "is_source",
    "meanings",
    "names",
    "plain",
    "sources",
    "tidy",
]

VOCABULARY = "vocabulary/checkpoints.txt"
CHOICES = ("class", "status", "mode", "confidence")
_LONGEST_NAME = 80
_LONGEST_CELL = 4000
_URL = re.compile(r"https?://[^\s/?#@]+\.[^\s/?#@]+([/?#]\S*)?")
_BARE_URL = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_NUMBER = re.compile(r"\d{2,}")
_KHMER = re.compile("[\u1780-\u17ff]")
_FORMULA = ("=", "+", "-", "@")
_SPACES = re.compile("[ \u00a0]+")
_SIGNED = re.compile(r"[+-]?[\d.,]+.*")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def tidy(cells: Mapping[str, str]) -> dict[str, str]:
    """Return the cells composed (NFC: one code point a letter), without outer white space.

    Words of a name have one space between them.
    """
    composed = {name: unicodedata.normalize("NFC", text).strip() for name, text in cells.items()}
    return {
        name: _SPACES.sub(" ", text) if name.startswith("name_") else text
        for name, text in composed.items()
    }


def plain(name: str) -> str:
    """Return a Vietnamese name without diacritics, in its own capitals (Mộc Bài: Moc Bai)."""
    text = name.replace("Đ", "D").replace("đ", "d")
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def characters(cells: Mapping[str, str]) -> Iterator[Finding]:
    """Find characters that nobody sees or that break the table, and overlong cells."""
    for column, text in cells.items():
        bad = sorted({c for c in text if _is_hidden(c)})
        if bad:
            listed = ", ".join(f"U+{ord(c):04X} {unicodedata.name(c, '')}".strip() for c in bad)
            yield error(
                "hidden-character",
                column,
                f"holds a character that is not printed: {listed}.",
                "It would turn or hide text on the map, or keep the name from being found.",
                "Type the text anew instead of pasting it.",
            )
        if text.startswith(_FORMULA) and not _SIGNED.fullmatch(text):
            yield error(
                "formula",
                column,
                f"begins with {text[0]!r}.",
                "A spreadsheet that opens the file would take it for a formula.",
                "Begin with a letter or a digit.",
            )
        longest = _LONGEST_NAME if column.startswith("name_") else _LONGEST_CELL
        if len(text) > longest:
            yield error(
                "too-long",
                column,
                f"has {len(text)} characters; at most {longest} fit.",
                "Such a text is no value of this column.",
                "Shorten it; longer remarks belong into notes.",
            )


def _is_hidden(character: str) -> bool:
    # Cc: controls, line ends too. Cf: bidirectional and zero-width marks. Khmer writes the
    # zero-width space between words, but no name of the register needs one.
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def names(cells: Mapping[str, str]) -> Iterator[Finding]:
    """Check the names of both halves and their aliases."""
    if not cells["name_vi"]:
        why = "The pair is known by it, and its id is made of it."
        yield error("no-name", "name_vi", "is empty.", why, "Give the name of the Vietnamese half.")
    if not cells["name_kh"]:
        yield warning(
            "no-counterpart",
            "name_kh",
            "is empty.",
            "A pair has two halves, and texts may name either.",
            "Give the name of the Cambodian half in Latin letters if you know it.",
        )
    for column in ("name_vi", "name_kh", "name_en"):
        if _KHMER.search(cells[column]):
            why = "It would not be found in texts in Latin letters."
            yield error(
                "script", column, "holds Khmer letters.", why, "Put them into name_km instead."
            )
        elif cells[column] and not _LATIN.search(cells[column]):
            yield error(
                "script", column, "holds no letter.", "A name has some.", "Write the name out."
            )
    if cells["name_km"] and not _KHMER.search(cells["name_km"]):
        why = "The column is for the name in Khmer script."
        yield error("script", "name_km", "holds no Khmer letter.", why, "Leave it empty if unsure.")
    for column in ("name_vi", "name_kh", "name_km", "name_en"):
        if ";" in cells[column] or "|" in cells[column]:
            why = "These characters part the items of a list."
            yield error(
                "separator", column, "holds ; or |.", why, "Put other spellings into the aliases."
            )


def meanings(column: str, data: Path) -> dict[str, str]:
    """Return folded word → what the register writes for it: of class, status, mode, confidence."""
    return {
        fold(word): section.removeprefix(f"{column} ")
        for section, group in read_words(data / VOCABULARY).items()
        if section.startswith(f"{column} ")
        for word in group
    }


def choices(cells: dict[str, str], data: Path) -> Iterator[Finding]:
    """Check class, status, mode and confidence; put the register's word for what people say."""
    words = read_words(data / VOCABULARY)
    for column in CHOICES:
        meant = meanings(column, data)
        given = cells[column]
        if fold(given) in meant:
            cells[column] = meant[fold(given)]
        elif column == "class" and fold(given) in {fold(word) for word in words["class_kh"]}:
            yield _cambodian(given)
        elif given or column in ("class", "status", "confidence"):
            allowed = ", ".join(dict.fromkeys(meant.values()))
            yield error(
                f"no-{column}" if not given else f"bad-{column}",
                column,
                f"{given!r} is no {column}." if given else "is empty.",
                _why_choice(column),
                f"Give one of: {allowed}.",
            )


def _cambodian(given: str) -> Finding:
    return error(
        "cambodian-class",
        "class",
        f"{given!r} is a class of Cambodia's.",
        f"The register sorts pairs by the class of the Vietnamese half: {', '.join(CLASSES)}.",
        f"Give that, and the Cambodian one in the history: date | class_kh | {given} | source.",
    )


def _why_choice(column: str) -> str:
    if column == "class":
        return (
            f"Vietnam knows {len(CLASSES)} classes of land border gates (Decree 112/2014/ND-CP); "
            "a local opening or path (lối mở) is none."
        )
    return "The map's legend and filters know no other."


def dates(cells: Mapping[str, str], today: date) -> Iterator[Finding]:
    """Check the dates: that they are dates, and that they make sense on the given day."""
    now = today.isoformat()
    for column in ("class_from", "last_confirmed"):
        text = cells[column]
        if not text:
            continue
        try:
            parse_date(text)
        except ValueError as fault:
            why = "Dates are ISO 8601, as exact as they are known."
            yield error("bad-date", column, str(fault), why, "Write 2025, 2025-12 or 2025-12-08.")
            continue
        if text[: len(now)] > now[: len(text)] and cells["status"] != "planned":
            why = "What has not happened yet cannot hold or be confirmed."
            yield error(
                "future", column, f"{text} lies after today, {now}.", why, "Check the year."
            )
        if text[:4] < "1954":
            why = "Neither of the two states had border gates of today's kind before 1954."
            yield warning("early", column, f"{text} is very early.", why, "Check the year.")
    yield from _history(cells, now)


def _history(cells: Mapping[str, str], now: str) -> Iterator[Finding]:
    try:
        entries = parse_history(cells["history"])
    except ValueError as fault:
        yield error(
            "bad-history",
            "history",
            str(fault),
            "Each entry says when, what, which value and on what source.",
            "Write date | what | value | source, entries separated by ;",
        )
        return
    for when, what, value, source in entries:
        if what != "plan" and when[: len(now)] > now[: len(when)]:
            why = "What has not happened yet is no history, unless it is a plan."
            do = "Check the year, or call it a plan."
            yield error("future", "history", f"{when}, {what}: {value} is to come.", why, do)
        if not is_source(source):
            yield _bad_source("history", source)
    yield from _order(cells, entries)


def _order(
    cells: Mapping[str, str], entries: Iterable[tuple[str, str, str, str]]
) -> Iterator[Finding]:
    """Find dates that contradict each other: closed before opened, confirmed before it was so."""
    happened = [(when, what, value) for when, what, value, _ in entries if what != "plan" and when]
    told = [(when, value) for when, what, value in happened if what == "status"]
    closings = [when for when, value in told if value == "closed"]
    openings = [when for when, value in told if value != "closed"]
    if closings and openings and max(closings) < min(openings):
        yield error(
            "closed-before-opened",
            "history",
            f"is closed on {max(closings)} and opened on {min(openings)}.",
            "What was not open yet cannot close.",
            "Check both dates; for a gate that opened again, use checkpoint open.",
        )
    last = max([*(when for when, _, _ in happened), cells["class_from"]])
    confirmed = cells["last_confirmed"]
    if confirmed and last[: len(confirmed)] > confirmed[: len(last)]:
        yield warning(
            "confirmed-before",
            "last_confirmed",
            f"is {confirmed}, yet something is told of {last}.",
            "What was last confirmed then cannot hold what came after.",
            f"Give {last}, or a later day.",
        )


def is_source(text: str) -> bool:
    """Say whether a text is a URL, or a citation that leads a reader to the source.

    A citation has at least two words of letters and a number: a date, a number of a document.
    """
    if re.match(r"[a-z]+:", text, re.IGNORECASE) and "//" in text[:10]:
        return bool(_URL.fullmatch(text))
    words = [word for word in re.split(r"[\s,]+", text) if sum(c.isalpha() for c in word) >= 2]
    return len(words) >= 2 and bool(_NUMBER.search(text) or _URL.search(text) or "(" in text)


def sources(cells: Mapping[str, str]) -> Iterator[Finding]:
    """Check that there is a source, and that each one can be followed."""
    given = parse_list(cells["sources"])
    if not given:
        why = "Nobody could check or defend the entry."
        yield error("no-source", "sources", "is empty.", why, _GIVE_SOURCE)
    for column, items in (("sources", given), ("class_source", (cells["class_source"],))):
        for item in items:
            if item and not is_source(item):
                yield _bad_source(column, item)


_GIVE_SOURCE = (
    "Give a URL, or publisher, title and date: Tuổi Trẻ, Cửa khẩu Khánh Bình, 2019-03-13."
)


def _bad_source(column: str, item: str) -> Finding:
    do = _GIVE_SOURCE
    if _BARE_URL.fullmatch(item):
        do = f"Give it whole: https://{item}"
    what = f"{item!r} is neither a URL nor a citation."
    return error("bad-source", column, what, "A reader cannot follow it.", do)
