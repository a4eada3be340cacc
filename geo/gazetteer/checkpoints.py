"""The register of checkpoint pairs, ``checkpoints.csv``: its columns, and reading it.

One row a pair. ``;`` separates the items of a list; an entry of ``history`` is
``date | what | value | source``. The same columns, described for other programs, stand in
``checkpoints.schema.json`` (a Table Schema) beside the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from geo.errors import DataError, Fault
from geo.model import Checkpoint, Place
from geo.tables import Column, between, data_folder, one_of, read_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = [
    "CLASSES",
    "COLUMNS",
    "CONFIDENCES",
    "FILE",
    "MODES",
    "STATUSES",
    "checkpoint_of",
    "halves",
    "parse_date",
    "parse_history",
    "parse_id",
    "parse_list",
    "read_checkpoints",
]

FILE = "checkpoints.csv"
CLASSES = ("international", "main", "secondary")
"""The classes that Vietnamese law knows (Decree 112/2014/ND-CP): quốc tế, chính, phụ."""
STATUSES = ("open", "planned", "closed", "unconfirmed")
MODES = ("road", "river", "road+river", "rail")
CONFIDENCES = ("high", "medium", "low")

_ID = re.compile(r"cp(-[a-z0-9]+)+")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def _code(digits: int) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not (text.isascii() and text.isdigit() and len(text) == digits):
            msg = f"{text!r} is no code; expected {digits} digits."
            raise ValueError(msg)
        return text

    return parse


def parse_id(text: str) -> str:
    """Return the id of a pair as it is; ValueError says what was expected."""
    if not _ID.fullmatch(text):
        msg = f"{text!r} is no id; expected 'cp-' and small letters, digits and hyphens."
        raise ValueError(msg)
    return text


def parse_date(text: str) -> str:
    """Return an ISO date prefix (``2025``, ``2025-12``, ``2025-12-08``) as it is.

    Raises ValueError where the text is none, or names a day that no calendar has.
    """
    from datetime import date

    if _DATE.fullmatch(text):
        year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
        try:
            date(year, month, day)
        except ValueError:
            pass
        else:
            return text
    msg = f"{text!r} is no date; expected YYYY, YYYY-MM or YYYY-MM-DD."
    raise ValueError(msg)


def parse_list(text: str) -> tuple[str, ...]:
    """Return the items of a cell that ``;`` separates, without empty ones."""
    return tuple(item.strip() for item in text.split(";") if item.strip())


def parse_history(text: str) -> tuple[tuple[str, str, str, str], ...]:
    """Return the (date, what, value, source) entries of a history cell.

    An empty date stands for one that is not known. Raises ValueError where an entry has not
    four fields or its date is none.
    """
    entries = []
    for entry in parse_list(text):
        fields = [field.strip() for field in entry.split("|")]
        if len(fields) != 4:
            msg = f"{entry!r} has {len(fields)} fields; expected date | what | value | source."
            raise ValueError(msg)
        if fields[0]:
            parse_date(fields[0])
        entries.append((fields[0], fields[1], fields[2], fields[3]))
    return tuple(entries)


COLUMNS: tuple[Column, ...] = (
    Column("id", parse_id, required=True),
    Column("name_vi", required=True),
    Column("name_en", required=True),
    Column("aliases_vi", parse_list),
    Column("name_kh"),
    Column("name_km"),
    Column("aliases_kh", parse_list),
    Column("class", one_of(*CLASSES), required=True),
    Column("class_from", parse_date),
    Column("class_source"),
    Column("status", one_of(*STATUSES), required=True),
    Column("mode", one_of(*MODES)),
    Column("province_vn", required=True),
    Column("commune_vn"),
    Column("commune_vn_code", _code(5)),
    Column("province_vn_before"),
    Column("district_vn_before"),
    Column("commune_vn_before"),
    Column("commune_vn_before_code", _code(5)),
    Column("province_kh", required=True),
    Column("district_kh"),
    Column("commune_kh"),
    Column("commune_kh_code", _code(6)),
    Column("lat", between(-90, 90)),
    Column("lon", between(-180, 180)),
    Column("radius_m", between(10, 100_000)),
    Column("point_method"),
    Column("confidence", one_of(*CONFIDENCES), required=True),
    Column("sources", parse_list, required=True),
    Column("history", parse_history),
    Column("conflicts"),
    Column("notes"),
    Column("last_confirmed", parse_date),
)
"""The columns of the register, in the order in which they stand in the file."""


def read_checkpoints(data: Path | str | None = None) -> list[Checkpoint]:
    """Read the register of checkpoints of a data folder, in the order of the file.

    Raises
    ------
    DataError
        The file is missing, or has rows that the schema does not allow; every fault names file,
        line and column.
    """
    path = data_folder(data) / FILE
    rows = read_table(path, COLUMNS)
    faults = _unique_faults(path, rows) + _point_faults(path, rows)
    if faults:
        raise DataError(sorted(faults, key=lambda fault: fault.row or 0))
    return [checkpoint_of(row) for row in rows]


def _unique_faults(path: Path, rows: list[dict[str, Any]]) -> list[Fault]:
    first: dict[str, int] = {}
    faults = []
    for row in rows:
        line = first.setdefault(row["id"], row["_line"])
        if line != row["_line"]:
            what = f"{row['id']} stands already in line {line}."
            hint = "Give one of the two another id, or join the rows."
            faults.append(Fault(path, what, row=row["_line"], column="id", hint=hint))
    return faults


def _point_faults(path: Path, rows: list[dict[str, Any]]) -> list[Fault]:
    faults = []
    for row in rows:
        given = [name for name in ("lat", "lon", "radius_m") if row[name] is not None]
        if given and len(given) < 3:
            missing = next(name for name in ("lat", "lon", "radius_m") if name not in given)
            what = f"is empty, while {' and '.join(given)} is given."
            hint = "Give lat, lon and radius_m, or none of them."
            faults.append(Fault(path, what, row=row["_line"], column=missing, hint=hint))
    return faults


def checkpoint_of(row: dict[str, Any]) -> Checkpoint:
    """Return the checkpoint that a parsed row of the register describes."""
    radius = row["radius_m"]
    return Checkpoint(
        id=row["id"],
        name_vi=row["name_vi"],
        name_en=row["name_en"],
        aliases_vi=row["aliases_vi"] or (),
        name_kh=row["name_kh"] or None,
        name_km=row["name_km"] or None,
        aliases_kh=row["aliases_kh"] or (),
        class_=row["class"],
        class_from=row["class_from"] or "",
        class_source=row["class_source"],
        status=row["status"],
        mode=row["mode"] or "",
        lat=row["lat"],
        lon=row["lon"],
        radius_km=None if radius is None else radius / 1000,
        point_method=row["point_method"],
        province_vn=row["province_vn"],
        commune_vn=row["commune_vn"],
        commune_vn_code=row["commune_vn_code"] or "",
        province_vn_before=row["province_vn_before"],
        district_vn_before=row["district_vn_before"],
        commune_vn_before=row["commune_vn_before"],
        commune_vn_before_code=row["commune_vn_before_code"] or "",
        province_kh=row["province_kh"],
        district_kh=row["district_kh"],
        commune_kh=row["commune_kh"],
        commune_kh_code=row["commune_kh_code"] or "",
        sources=row["sources"],
        confidence=row["confidence"],
        conflicts=row["conflicts"],
        notes=row["notes"],
        history=row["history"] or (),
        last_confirmed=row["last_confirmed"] or "",
    )


def halves(checkpoint: Checkpoint) -> tuple[Place, Place | None]:
    """Return the two checkpoints of a pair as places; None for a Khmer one without a name.

    Both have the pair's point and radius (the crossing is where they meet) and the precision
    ``exact`` up to 1 km, else ``near``; ``unknown`` without a point. ``parent`` is the id of the
    commune whose code the register has, else None, and then the gazetteer finds it by name.
    """
    precision = "unknown"
    if checkpoint.radius_km is not None:
        precision = "exact" if checkpoint.radius_km <= 1 else "near"
    common: dict[str, Any] = {
        "type": "border_gate",
        "lat": checkpoint.lat,
        "lon": checkpoint.lon,
        "radius_km": checkpoint.radius_km,
        "precision": precision,
        "source": checkpoint.sources[0] if checkpoint.sources else "",
        "unit_class": checkpoint.class_,
    }
    code = checkpoint.commune_vn_code
    vietnamese = Place(
        id=f"{checkpoint.id}:vn",
        name=checkpoint.name_vi,
        name_en=checkpoint.name_en,
        country="VN",
        names=_spellings(checkpoint.name_vi, checkpoint.name_en, *checkpoint.aliases_vi),
        parent=f"vn-c-{code}" if code else None,
        **common,
    )
    if checkpoint.name_kh is None:
        return vietnamese, None
    code = checkpoint.commune_kh_code
    cambodian = Place(
        id=f"{checkpoint.id}:kh",
        name=checkpoint.name_kh,
        name_km=checkpoint.name_km,
        country="KH",
        names=_spellings(checkpoint.name_kh, checkpoint.name_km, *checkpoint.aliases_kh),
        parent=f"kh-c-{code}" if code else None,
        **common,
    )
    return vietnamese, cambodian


def _spellings(*names: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
