"""What people decided on extracted records: ``reviews.csv``, one decision a row.

``id`` is the id of a record (or of a row of the review layer), ``decision`` one of accept,
reject, correct. A correction names the ``field`` and its new ``value``: ``place`` (ids, separated
by ``;``), ``date`` (an ISO prefix, or two with ``/``), ``type``, ``status``, ``quantity`` (a number
from 0 up). The latest row on the same record and field counts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, get_args

from geo.atlas.atlas import Records
from geo.errors import DataError, Fault
from geo.gazetteer.checkpoints import parse_date
from geo.model import AidStatus, DateSpan, EventStatus, EventType, ProjectKind, ProjectStatus
from geo.tables import Column, data_folder, one_of, parse_day, read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

__all__ = [
    "COLUMNS",
    "FILE",
    "Decision",
    "apply_decisions",
    "places_of",
    "read_decisions",
    "reviewed",
]

FILE = "reviews.csv"
_WHAT = ("accept", "reject", "correct")
_FIELDS = ("place", "date", "type", "status", "quantity")


COLUMNS: tuple[Column, ...] = (
    Column("id", required=True),
    Column("decision", one_of(*_WHAT), required=True),
    Column("field", one_of(*_FIELDS)),
    Column("value"),
    Column("author", required=True),
    Column("date", parse_day, required=True),
    Column("note"),
)
"""The columns of the table, in the order in which they stand in the file."""

_ALLOWED: dict[tuple[str, str], tuple[str, ...]] = {
    ("events", "type"): get_args(EventType),
    ("events", "status"): get_args(EventStatus),
    ("aid", "status"): get_args(AidStatus),
    ("projects", "type"): get_args(ProjectKind),
    ("projects", "status"): get_args(ProjectStatus),
}

_NAMES = {("projects", "type"): "kind"}


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the table; ``line`` is where it stands in the file, None before it does."""

    id: str
    decision: str
    field: str
    value: str
    line: int | None
    author: str = ""
    date: str = ""


def read_decisions(data: Path | str | None = None) -> list[Decision]:
    """Return the decisions of a data folder, in order; none where there is no file.

    Raises
    ------
    DataError
        The file has rows that the schema does not allow.
    """
    path = data_folder(data) / FILE
    if not path.is_file():
        return []
    rows = read_table(path, COLUMNS)
    faults = [
        Fault(path, "is empty; a correction names its field and value.", row=row["_line"],
              column="field" if not row["field"] else "value")
        for row in rows
        if row["decision"] == "correct" and not (row["field"] and row["value"])
    ]  # fmt: skip
    if faults:
        raise DataError(faults)
    return [
        Decision(
            row["id"], row["decision"], row["field"] or "", row["value"], row["_line"],
            row["author"], row["date"].isoformat(),
        )
        for row in rows
    ]  # fmt: skip


def reviewed(decisions: Iterable[Decision]) -> dict[str, str]:
    """Return id → what people decided on it, in words: who did what, and when."""
    told: dict[str, dict[str, None]] = {}
    for one in decisions:
        what = f"{one.field} corrected" if one.decision == "correct" else f"{one.decision}ed"
        told.setdefault(one.id, {})[f"{what} by {one.author}, {one.date}"] = None
    return {id_: "; ".join(words) for id_, words in told.items()}


def apply_decisions(
    records: Records,
    decisions: Iterable[Decision],
    path: Path | str = FILE,
    known: Callable[[str], bool] = lambda _place_id: True,
) -> Records:
    """Return the records without rejected ones, and with the corrections made.

    An accepted or corrected record is certain: its confidence becomes 1. ``known`` says whether
    a place id is one.

    Raises
    ------
    DataError
        A correction gives a value that the field cannot have; all faults at once.
    """
    by_id: dict[str, list[Decision]] = {}
    for decision in decisions:
        by_id.setdefault(decision.id, []).append(decision)
    if not by_id:
        return records
    faults: list[Fault] = []
    changed: dict[str, tuple[Any, ...]] = {}
    for field in fields(Records):
        kept = []
        for record in getattr(records, field.name):
            result = record
            rejected = False
            for decision in by_id.get(record.id, ()):
                rejected = decision.decision == "reject"
                faults += _place_faults(decision, path, known)
                result = _applied(field.name, result, decision, path, faults)
            if not rejected:
                kept.append(result)
        changed[field.name] = tuple(kept)
    if faults:
        raise DataError(faults)
    return Records(**changed)


def places_of(value: str) -> tuple[str, ...]:
    """Return the ids of places that a correction gives, in order."""
    return tuple(part.strip() for part in value.split(";") if part.strip())


def _place_faults(
    decision: Decision, path: Path | str, known: Callable[[str], bool]
) -> list[Fault]:
    """Return a fault for every place of a correction that is none."""
    if decision.decision != "correct" or decision.field != "place":
        return []
    hint = "Give ids as they stand in the layers, separated by ';'."
    return [
        Fault(path, f"{i!r} is the id of no place.", row=decision.line, column="value", hint=hint)
        for i in places_of(decision.value)
        if not known(i)
    ]


def _applied(
    kind: str, record: Any, decision: Decision, path: Path | str, faults: list[Fault]
) -> Any:
    if decision.decision == "reject":
        return record
    if decision.decision == "accept":
        return replace(record, confidence=1.0)
    try:
        return replace(record, confidence=1.0, **_corrected(kind, record, decision))
    except ValueError as error:
        faults.append(Fault(path, str(error), row=decision.line, column="value"))
        return record


def _corrected(kind: str, record: Any, decision: Decision) -> dict[str, Any]:
    """Return the fields of a record that a correction changes."""
    value = decision.value
    names = {field.name for field in fields(record)}
    if decision.field == "date" and "date" in names:
        return {"date": _span(value)}
    if decision.field == "quantity" and "quantity" in names:
        return {"quantity": _quantity(value), "approximate": False}
    if decision.field == "place":
        places = places_of(value)
        if not places:
            msg = f"{value!r} names no place; expected ids such as vn-p-80, separated by ';'."
            raise ValueError(msg)
        if kind == "aid":
            return {"handed_over_at": places}
        if kind == "twinnings" and len(places) == 2:
            return {"a": places[0], "b": places[1]}
        if "place_ids" in names:
            return {"place_ids": places, "place_names": ()}
    allowed = _ALLOWED.get((kind, decision.field))
    if allowed and value in allowed:
        return {_NAMES.get((kind, decision.field), decision.field): value}
    hint = f" one of: {', '.join(allowed)}" if allowed else " another field"
    msg = f"{decision.field} {value!r} does not fit a record of {kind}; expected{hint}."
    raise ValueError(msg)


def _span(value: str) -> DateSpan:
    first, _, last = value.partition("/")
    start, end = parse_date(first), parse_date(last or first)
    if end[: len(start)] < start[: len(end)]:
        msg = f"{value!r} ends before it begins; expected the first day before the last."
        raise ValueError(msg)
    return DateSpan(start, end, "corrected by a reviewer")


def _quantity(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not 0 <= number < math.inf:  # not-a-number too
        msg = f"{value!r} is no quantity; expected a number from 0 up, such as 40 or 2.5."
        raise ValueError(msg)
    return number
