"""All checks of one draft of a checkpoint, in one place: every way in goes through here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geo.gazetteer.checkpoints import COLUMNS, parse_id, parse_list
from geo.names import key
from geo.register import position, wording
from geo.register.findings import Finding, error
from geo.register.likeness import doubles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from geo.border import Border
    from geo.register.units import Units

__all__ = ["Examined", "Ground", "examine", "make_id"]

_KNOWN = tuple(column.name for column in COLUMNS)


@dataclass(frozen=True)
class Examined:
    """A draft after the checks: its cells, completed where they could be, and the findings.

    ``notes`` tell what the checks filled in or converted, and how sure that is.
    """

    cells: dict[str, str]
    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What blocks the draft."""
        return tuple(f for f in self.findings if f.level == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What somebody must take before the draft is written."""
        return tuple(f for f in self.findings if f.level == "warning")


class Ground:
    """What the checks know of the ground: the border and the units on both sides.

    Reading it takes half a second, so it is read when a check first asks for it.
    """

    def __init__(self, data: Path) -> None:
        self._data = data

    @cached_property
    def border(self) -> Border:
        """The border line."""
        from geo.border import Border

        return Border.load(self._data)

    @cached_property
    def units(self) -> Units:
        """The administrative units."""
        from geo.gazetteer import Gazetteer
        from geo.register.units import Units

        return Units(self.border, Gazetteer.load(self._data, imports=False))


def examine(
    draft: Mapping[str, str],
    others: Sequence[Mapping[str, str]],
    *,
    data: Path,
    today: date,
    ground: Ground | None = None,
    columns: Iterable[str] = _KNOWN,
    before: Mapping[str, str] | None = None,
) -> Examined:
    """Check a draft of a checkpoint and complete it.

    Parameters
    ----------
    draft
        Column → text as it was given; columns that are missing are empty. ``point_vn`` and
        ``point_kh`` (latitude, longitude) may stand for the crossing.
    others
        The rows of the register; the draft's own is skipped.
    data
        The data folder.
    today
        The day on which the draft is made.
    ground
        Border and units; None leaves the checks that need them out.
    columns
        The columns of the file, which may have more than the schema.
    before
        The row as it is, if the draft changes one. Units are then filled in only where the place
        changes, and warnings are told only where something that they rest on does.
    """
    cells = dict.fromkeys(_KNOWN, "") | wording.tidy(draft)
    findings = list(_unknown(draft, {*columns, *position.HALF_POINTS}))
    findings += wording.characters(cells)
    findings += _identity(cells["id"])
    findings += wording.names(cells)
    cells["name_en"] = cells["name_en"] or wording.plain(cells["name_vi"])
    cells["id"] = cells["id"] or make_id(cells["name_vi"], (row["id"] for row in others))
    cells["confidence"] = cells["confidence"] or "medium"
    cells["status"] = cells["status"] or "open"
    first = next(iter(parse_list(cells["sources"])), "")
    if not cells["class_source"] and wording.is_source(first):
        cells["class_source"] = first
    findings += wording.choices(cells, data)
    findings += wording.dates(cells, today)
    findings += wording.sources(cells)
    if ground is not None and any(cells.get(name) for name in position.HALF_POINTS):
        findings += position.halves(cells, ground.border)
    for name in position.HALF_POINTS:
        cells.pop(name, None)
    findings += position.written(cells)
    if ground is not None:
        findings += _on_the_ground(cells, findings, ground)
    findings += doubles(cells, others)
    if before is not None:
        changed = {name for name, text in cells.items() if text != before.get(name, "")}
        given = {name for name, text in wording.tidy(draft).items() if text != before.get(name, "")}
        if not given & _PLACE:
            cells.update((name, before.get(name, "")) for name in changed & _UNITS)
        findings = [f for f in findings if f.level == "error" or _concerns(f, given)]
    return Examined(
        cells,
        tuple(f for f in findings if f.level != "note"),
        tuple(f for f in findings if f.level == "note"),
    )


_UNITS = frozenset(
    name for name in _KNOWN if name.startswith(("province_", "district_", "commune_"))
)
_PLACE = _UNITS | {"lat", "lon", "radius_m", *position.HALF_POINTS}
_RESTS_ON = (
    _PLACE,
    frozenset({"status", "class", "class_from", "history", "last_confirmed"}),
    frozenset({"name_vi", "aliases_vi", "name_kh", "aliases_kh"}),
)
"""Columns that the checks read together: a change to one may make another wrong."""


def _concerns(finding: Finding, changed: set[str]) -> bool:
    """Say whether a finding has to do with what was changed; nobody asked about the rest."""
    together = next((group for group in _RESTS_ON if finding.column in group), {finding.column})
    return not finding.column or bool(changed & together)


def _on_the_ground(
    cells: dict[str, str], findings: Iterable[Finding], ground: Ground
) -> list[Finding]:
    broken = [
        f
        for f in findings
        if f.level == "error" and f.column in ("lat", "lon", "radius_m") and f.code != "no-radius"
    ]
    if broken or not (cells["lat"] and cells["lon"]):
        if broken:
            return []
        return list(ground.units.settle(cells))
    found = list(position.near_border(cells, ground.border))
    if any(f.level == "error" for f in found):
        return found
    return found + list(ground.units.settle(cells))


def _unknown(draft: Mapping[str, str], known: set[str]) -> Iterable[Finding]:
    for name in draft:
        if name not in known:
            why = "The register has no such column."
            yield error("no-column", name, "is no column.", why, "Leave it out, or use notes.")


def _identity(given: str) -> Iterable[Finding]:
    try:
        parse_id(given or "cp-new")
    except ValueError as fault:
        why = "Maps, links and logs use the id."
        do = "Leave it out: it is made of the Vietnamese name."
        yield error("bad-id", "id", str(fault), why, do)


def make_id(name_vi: str, taken: Iterable[str]) -> str:
    """Return a free id for a pair: ``cp-`` and the Vietnamese name in plain letters.

    A second pair of the same name gets ``-2``, and so on.
    """
    words = [key(word) for word in name_vi.split()]
    slug = "-".join("".join(c for c in word if c.isascii()) for word in words if word)
    stem = f"cp-{slug.strip('-') or 'unnamed'}"
    known = set(taken)
    number, id_ = 1, stem
    while id_ in known:
        number += 1
        id_ = f"{stem}-{number}"
    return id_
