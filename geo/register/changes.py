"""What a change does to the cells of one row; nothing here reads or writes a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer.checkpoints import parse_list
from geo.register.findings import Finding, error
from geo.register.wording import characters, is_source, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.register.log import By

__all__ = [
    "LISTS",
    "closed",
    "merged",
    "opened",
    "reclassified",
    "renamed",
    "signed",
    "sourced",
    "told",
]

LISTS = ("aliases_vi", "aliases_kh", "sources", "history")
_CODES = ("commune_vn", "commune_vn_before", "commune_kh")
_HALVES = {"vi": "aliases_vi", "kh": "aliases_kh"}


def merged(cells: Mapping[str, str], draft: Mapping[str, str]) -> dict[str, str]:
    """Return a row with the cells of a draft put in.

    In a list, a value that begins with ``+`` is added to what is there. A commune that is
    changed without its code loses the old code, so that the checks find the new one.
    """
    result = dict(cells)
    for name, text in draft.items():
        if name in LISTS and text.startswith("+"):
            result[name] = _joined(name, cells.get(name, ""), text[1:])
        elif not _same(name, cells.get(name, ""), text):
            result[name] = text
    for name in _CODES:
        code = f"{name}_code"
        if name in draft and code not in draft and result[name] != cells.get(name):
            result[code] = ""
    return result


def _same(column: str, old: str, new: str) -> bool:
    """Say whether two texts of a cell mean the same: then the cell stays as it was written."""
    if column in LISTS:
        return parse_list(old) == parse_list(new)
    if column in ("lat", "lon", "radius_m"):
        try:
            return float(old) == float(new)
        except ValueError:
            return old == new
    return old == new


def sourced(cells: Mapping[str, str], by: By) -> tuple[dict[str, str], list[Finding]]:
    """Return a row with the change's source among its own, and what is wrong with the source."""
    findings = list(_source(by))
    result = dict(cells)
    if not findings and is_source(by.source):
        result["sources"] = _joined("sources", result.get("sources", ""), by.source)
    return result, findings


def reclassified(cells: Mapping[str, str], class_: str, since: str, by: By) -> dict[str, str]:
    """Return a row of another class since a date; the history gains an entry."""
    return _noted(
        {**cells, "class": class_, "class_from": since, "class_source": by.source},
        (since, "class", class_, by.source),
    )


def closed(cells: Mapping[str, str], on: str, by: By) -> dict[str, str]:
    """Return a row that is closed since a date; the history gains an entry."""
    return _noted({**cells, "status": "closed"}, (on, "status", "closed", by.source))


def opened(cells: Mapping[str, str], on: str, by: By) -> dict[str, str]:
    """Return a row that is open, for the first time or again, since a date."""
    return _noted({**cells, "status": "open"}, (on, "status", "open", by.source))


def told(before: Mapping[str, str], after: Mapping[str, str], on: str, by: By) -> dict[str, str]:
    """Return a changed row whose history tells of its new class and status.

    ``on`` is since when they hold, as far as that is known; a class has a date of its own. What
    rests on no source that a reader can follow is the correction of a mistake, and no history.
    """
    result = dict(after)
    if not is_source(by.source):
        return result
    if after["class"] != before["class"]:
        if after["class_from"] == before["class_from"]:
            result["class_from"] = on
        if after["class_source"] == before["class_source"]:
            result["class_source"] = by.source
    if after["history"] != before["history"]:  # told by who makes the change
        return result
    for column, since in (("class", result["class_from"]), ("status", on)):
        if after[column] != before[column]:
            result = _noted(result, (since, column, after[column], by.source))
    return result


def renamed(cells: Mapping[str, str], half: str, name: str, on: str, by: By) -> dict[str, str]:
    """Return a row with a new name of one half (``vi``, ``kh`` or ``km``).

    The old name stays as an alias, so that older texts still find it; the id never changes.
    """
    column = f"name_{half}"
    result = {**cells, column: name}
    if half == "vi":
        result["name_en"] = plain(name)
    old = cells[column]
    if old and half in _HALVES:
        aliases = _HALVES[half]
        kept = [a for a in parse_list(cells[aliases]) if a != name]
        result[aliases] = "; ".join(dict.fromkeys([old, *kept]))
    return _noted(result, (on, column, name, by.source))


def _noted(cells: dict[str, str], entry: tuple[str, str, str, str]) -> dict[str, str]:
    """Return a row with one more entry of its history, and confirmed on that date if later."""
    cells["history"] = _joined("history", cells["history"], " | ".join(entry))
    if entry[0] > cells["last_confirmed"]:
        cells["last_confirmed"] = entry[0]
    return cells


def _joined(column: str, old: str, new: str) -> str:
    separator = "; " if column.startswith("aliases") else " ; "
    return separator.join(dict.fromkeys([*parse_list(old), *parse_list(new)]))


def signed(who: str) -> Iterator[Finding]:
    """Find what is wrong with the name of who makes a change: the log is a table, too."""
    if not who.strip():
        why = "The log says who changed what."
        yield error("no-author", "", "nobody is named as the author.", why, "Give a name.")
    yield from characters({"author": who})


def _source(by: By) -> Iterator[Finding]:
    yield from signed(by.who)
    yield from characters({"source": by.source})
    if not by.source.strip():
        why = "The log says on what source each change rests."
        yield error("no-source", "source", "is empty.", why, "Give a URL, a citation or a reason.")
    elif ";" in by.source or "|" in by.source:
        why = "These characters part the items of a list."
        do = "Write %3B and %7C in a URL."
        yield error("separator", "source", "holds ; or |.", why, do)
