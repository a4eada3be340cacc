"""Writing down what a person decides on a record or on a row of the review layer.

A decision is one more row of ``reviews.csv``; nothing there is ever changed. An unlisted name
that is accepted becomes a place of the gazetteer, a row of ``places.csv``.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from geo.atlas.along import BORDER
from geo.atlas.decisions import (
    COLUMNS,
    FILE,
    Decision,
    apply_decisions,
    places_of,
    read_decisions,
)
from geo.errors import DataError, Fault, UsageError
from geo.gazetteer.intake import NewPlace, add_place
from geo.register.wording import characters
from geo.tables import Sheet, atomic_write, data_folder, locked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from geo.atlas.atlas import Atlas
    from geo.register import By
    from geo.tables import Column

__all__ = ["NewPlace", "accept_place", "decide", "orphans", "subject_of"]


def subject_of(atlas: Atlas, id_: str) -> str:
    """Return the id that a decision names: of the record that a review row is about, or the row's.

    Raises
    ------
    UsageError
        The atlas has no such record and no such row.
    """
    records = _record_ids(atlas)
    for candidate in (id_, id_.removeprefix("rv-")):
        if candidate in records:
            return candidate
    if id_ in set(atlas.layers["review"]["id"]):
        return id_
    msg = f"The atlas has no record and no review row {id_!r}. See: borderatlas review --list."
    raise UsageError(msg)


def decide(
    data: Path | str | None,
    atlas: Atlas,
    id_: str,
    decision: str,
    by: By,
    *,
    field: str = "",
    value: str = "",
    note: str = "",
    dry: bool = False,
) -> str:
    """Write a decision down; return the id that it names.

    Parameters
    ----------
    data
        The data folder.
    atlas
        The atlas that the decision is about.
    id_
        A record's id, or a review row's.
    decision
        accept, reject or correct.
    by
        Who decides, and when.
    field, value
        What a correction changes, and to what.
    note
        Why; kept with the decision.
    dry
        Check it and write nothing.

    Raises
    ------
    UsageError
        There is no such record or row, or a correction is not about a record.
    DataError
        A value is none that the field can have.
    """
    path = data_folder(data) / FILE
    subject = subject_of(atlas, id_)
    if decision == "correct":
        if subject not in _record_ids(atlas):
            msg = f"{id_} is no record; it can be accepted or rejected, not corrected."
            raise UsageError(msg)
        if field == "place":
            _check_places(value, data)
    row = {
        "id": subject, "decision": decision, "field": field, "value": value,
        "author": by.who, "date": by.day, "note": note,
    }  # fmt: skip
    _check(path, row, COLUMNS)
    apply_decisions(atlas.records, [Decision(subject, decision, field, value, None)], path)
    if not dry:
        _append(path, row, COLUMNS)
    return subject


def accept_place(
    data: Path | str | None,
    atlas: Atlas,
    id_: str,
    place: NewPlace,
    by: By,
    note: str = "",
    *,
    dry: bool = False,
) -> str:
    """Make a place of an unlisted name and accept its review row; return the place's id.

    With ``dry`` all is checked and nothing written.

    Raises
    ------
    UsageError
        There is no such row, or the place is in the gazetteer already.
    DataError
        The place is not what the gazetteer's table allows.
    """
    subject_of(atlas, id_)
    made = add_place(data, place, sure=True, dry=dry)
    decide(data, atlas, id_, "accept", by, note=note or f"now {made}", dry=dry)
    return made


def orphans(data: Path | str | None, atlas: Atlas) -> list[str]:
    """Return the ids of records that were decided on and that the atlas does not have, in order.

    A rejected record is not in the atlas because of the decision, and a row that was decided on is
    not in the review layer; so only accepted and corrected records can be missed.
    """
    known = _record_ids(atlas)
    decided = {one.id: one.decision for one in read_decisions(data) if not one.id.startswith("rv-")}
    return [id_ for id_, decision in decided.items() if decision != "reject" and id_ not in known]


def _record_ids(atlas: Atlas) -> set[str]:
    return {
        record.id
        for field in fields(atlas.records)
        for record in getattr(atlas.records, field.name)
    }


def _check_places(value: str, data: Path | str | None) -> None:
    from geo.gazetteer import Gazetteer

    gazetteer = Gazetteer.load(data)
    unknown = [
        i
        for i in places_of(value)
        if i != BORDER and i not in gazetteer and f"{i}:vn" not in gazetteer  # a pair's half
    ]
    if unknown:
        msg = (
            f"The gazetteer has no place {', '.join(map(repr, unknown))}; give ids such as vn-p-80."
        )
        raise UsageError(msg)


def _check(path: Path, row: Mapping[str, str], columns: Sequence[Column]) -> None:
    faults: list[Fault] = []
    for column in columns:
        text = row.get(column.name, "")
        try:
            if text:
                column.parse(text)
            elif column.required:
                faults.append(Fault(path, "is empty; a value is required.", column=column.name))
        except ValueError as error:
            faults.append(Fault(path, str(error), column=column.name))
        if any(c in text for c in "\r\n"):
            faults.append(Fault(path, "holds a line break.", column=column.name))
        else:
            found = characters({column.name: text})
            faults += [Fault(path, f.what, column=column.name, hint=f.do) for f in found]
    if faults:
        raise DataError(faults)


def _read(path: Path, columns: Sequence[Column]) -> Sheet:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        text = ",".join(column.name for column in columns) + "\n"
    return Sheet.parse(text, path)


def _append(path: Path, row: Mapping[str, Any], columns: Sequence[Column]) -> None:
    with locked(path):
        sheet = _read(path, columns).added(row)
        try:
            with atomic_write(path) as stream:
                stream.write(sheet.text)
        except OSError as error:
            what = f"cannot be written: {error.strerror or error}."
            raise DataError(Fault(path, what)) from None
