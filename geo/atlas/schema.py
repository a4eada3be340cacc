"""What every layer and table holds: columns, kinds and values, and the geometries it may have.

All are checked before they leave the room; every violation is told at once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from geo.errors import DataError, Fault
from geo.model import (
    AidStatus,
    EventStatus,
    EventType,
    PlaceType,
    Precision,
    ProjectKind,
    ProjectStatus,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["EVIDENCE", "LAYERS", "TABLES", "Field", "Layer", "check"]

Kind = Literal["text", "number", "whole", "flag", "date", "texts", "rows", "evidence"]

EVIDENCE = ("article", "title", "publisher", "published", "url", "sha256", "start", "end", "quote")
"""The keys of one piece of evidence."""

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_SHOWN_FAULTS = 50


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name, the kind of its values, and the values allowed (empty: any).

    ``date`` is an ISO prefix; ``texts`` a list of texts; ``rows`` a list of lists of texts;
    ``evidence`` a list of mappings with the keys of ``EVIDENCE``.
    """

    name: str
    kind: Kind = "text"
    required: bool = False
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """The columns of a layer beside ``geometry``, and the kinds of geometry that it may have.

    A table is a layer without any: its rows have no place.
    """

    name: str
    fields: tuple[Field, ...]
    geometries: tuple[str, ...] = ()
    located: bool = True
    """Every row must have a geometry."""


_ID = (Field("id", required=True), Field("name", required=True))
_TAGS = (
    Field("events", "texts", required=True), Field("aid", "texts", required=True),
    Field("projects", "texts", required=True), Field("n_events", "whole", required=True),
    Field("n_aid", "whole", required=True), Field("n_projects", "whole", required=True),
)  # fmt: skip
_PRECISION = Field("precision", required=True, allowed=get_args(Precision))
_POSITION = (_PRECISION, Field("radius_km", "number"))
_DATES = (Field("date_start", "date"), Field("date_end", "date"))
_EVIDENCE = Field("evidence", "evidence", required=True)
_PROOF = (Field("confidence", "number", required=True), Field("reviewed"), _EVIDENCE)
_RECORD = Field("record", required=True)
_COUNTRY = Field("country", required=True)
_WHERE = (Field("place_id", required=True), Field("place_name", required=True), *_POSITION)
_AREAS = ("Polygon", "MultiPolygon")
_LINES = ("LineString", "MultiLineString")
_ANY = ("Point", *_LINES, *_AREAS)

_LAYERS = (
    Layer("border", (
        *_ID, Field("kind", required=True, allowed=("section", "tri-border", "sea-end")),
        Field("province_vn"), Field("province_kh"), Field("uncertain", "flag", required=True),
        Field("note"), Field("length_km_full", "number", required=True), Field("source"),
    ), ("LineString", "Point")),
    Layer("provinces", (
        *_ID, Field("name_en"), Field("name_km"), _COUNTRY, Field("valid_from", "date"),
        Field("valid_to", "date"), Field("approximate", "flag", required=True),
        Field("before", "texts", required=True), *_TAGS,
    ), _AREAS),
    Layer("checkpoints", (
        *_ID, Field("name_vi", required=True), Field("name_kh"), Field("name_km"),
        Field("aliases", "texts", required=True), Field("class", required=True),
        Field("class_from", "date"), Field("history", "rows", required=True),
        Field("status", required=True), Field("mode"), Field("province_vn", required=True),
        Field("province_vn_before"), Field("district_vn_before"), Field("commune_vn"),
        Field("commune_vn_before"), Field("province_kh", required=True), Field("district_kh"),
        Field("commune_kh"), Field("radius_km", "number", required=True), _PRECISION,
        Field("point_method"), Field("distance_to_border_km", "number"),
        Field("confidence", required=True), Field("conflicts"),
        Field("sources", "texts", required=True), Field("last_confirmed", "date"), *_TAGS,
    ), ("Point", *_AREAS)),
    Layer("hamlets", (
        *_ID, Field("name_km"), _COUNTRY, Field("province"), Field("commune"),
        Field("radius_km", "number"), _PRECISION, Field("source"),
        Field("twins", "texts", required=True), *_TAGS,
    ), ("Point", *_AREAS)),
    Layer("twinnings", (
        *_ID, Field("a", required=True), Field("b", required=True),
        Field("a_name", required=True), Field("b_name", required=True),
        Field("level", required=True,
              allowed=("village", "commune", "district", "province", "station", "other")),
        *_DATES, Field("crosses_border", "flag", required=True), *_PROOF,
    ), ("LineString",)),
    Layer("places", (
        _ID[0], Field("type", required=True, allowed=get_args(PlaceType)), _ID[1],
        Field("name_km"), Field("names", "texts", required=True), Field("country"),
        Field("province"), Field("province_today"), *_POSITION, Field("source"),
        Field("valid_to", "date"), *_TAGS,
    ), _ANY),
    Layer("events", (
        _ID[0], _RECORD, _ID[1], Field("type", required=True, allowed=get_args(EventType)),
        *_DATES, Field("date_basis"),
        Field("status", required=True, allowed=get_args(EventStatus)), *_WHERE,
        Field("actors", "texts", required=True), *_PROOF,
    ), _ANY),
    Layer("aid", (
        _ID[0], _RECORD, _ID[1], Field("category", required=True), Field("item", required=True),
        Field("quantity", "number"), Field("approximate", "flag", required=True), Field("unit"),
        Field("unit_value", "number"), Field("total_value", "number"), Field("currency"),
        Field("period", allowed=("month", "year")),
        Field("status", required=True, allowed=get_args(AidStatus)), Field("donor"),
        Field("recipient"), *_DATES,
        Field("role", required=True, allowed=("handed_over", "beneficiaries")), *_WHERE, *_PROOF,
    ), _ANY),
    Layer("projects", (
        *_ID, Field("kind", required=True, allowed=get_args(ProjectKind)),
        Field("status", required=True, allowed=get_args(ProjectStatus)),
        Field("place_ids", "texts", required=True), Field("place_names", "texts", required=True),
        Field("value", "number"), Field("currency"), *_DATES, _PRECISION, *_PROOF,
    ), _ANY),
    Layer("review", (
        *_ID, Field("kind", required=True), Field("reason", required=True), Field("article"),
        Field("place_id"), Field("evidence", "evidence", required=True),
    ), _ANY, located=False),
)  # fmt: skip

LAYERS: dict[str, Layer] = {layer.name: layer for layer in _LAYERS}
"""All layers, in the order in which they are drawn and written."""

_TABLES = (
    Layer("articles", (
        _ID[0], Field("title"), Field("publisher"), Field("published"), Field("published_basis"),
        Field("url"), Field("language"), Field("sha256"),
    )),
    Layer("indicators", (
        *_ID, Field("about", required=True), Field("class"),
        Field("value", "number", required=True), Field("unit", required=True),
        Field("approximate", "flag", required=True), *_DATES,
        Field("place_ids", "texts", required=True), *_PROOF,
    )),
    Layer("agreements", (*_ID, *_DATES, *_PROOF)),
    Layer("unplaced", (
        _ID[0], Field("kind", required=True, allowed=("event", "aid", "twinning", "project")),
        _ID[1], Field("reason", required=True), Field("type"), *_DATES, Field("date_basis"),
        Field("status"), Field("place_names", "texts", required=True), Field("actors", "texts"),
        Field("category"), Field("item"), Field("quantity", "number"),
        Field("approximate", "flag"), Field("unit"), Field("unit_value", "number"),
        Field("total_value", "number"), Field("value", "number"), Field("currency"),
        Field("period"), Field("donor"), Field("recipient"), Field("level"), *_PROOF,
    )),
)  # fmt: skip

TABLES: dict[str, Layer] = {table.name: table for table in _TABLES}
"""What has no place: the articles themselves, figures, agreements, and facts placed nowhere."""


def check(name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Raise DataError with everything that is wrong with the rows of a layer or table.

    ``geometry`` stands in the rows of a layer beside the columns.
    """
    layer = LAYERS.get(name) or TABLES[name]
    noun = "layer" if layer.geometries else "table"
    faults = []
    seen: dict[Any, int] = {}
    for number, row in enumerate(rows, 1):
        for column, what in _row_faults(layer, row):
            faults.append(Fault(f"{noun} {name}", what, row=number, column=column))
        first = seen.setdefault(row.get("id"), number)
        if first != number:
            what = f"{row.get('id')!r} stands in row {first} already."
            faults.append(Fault(f"{noun} {name}", what, row=number, column="id"))
    if faults:
        more = len(faults) - _SHOWN_FAULTS
        shown = faults[:_SHOWN_FAULTS]
        if more > 0:
            shown.append(Fault(f"{noun} {name}", f"has {more} more faults."))
        raise DataError(shown)


def _row_faults(layer: Layer, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    extra = set(row) - {field.name for field in layer.fields} - {"geometry"}
    for name in sorted(extra):
        yield name, "is no column of it."
    for field in layer.fields:
        what = _fault(field, row.get(field.name))
        if what:
            yield field.name, what
    what = _geometry_fault(layer, row.get("geometry"))
    if what:
        yield "geometry", what


def _fault(field: Field, value: Any) -> str | None:
    """Return what is wrong with a value; None if nothing is."""
    if value is None or value == "":
        return "is empty; a value is required." if field.required else None
    if not _KINDS[field.kind](value):
        return f"{value!r} is no {field.kind}."
    if field.allowed and value not in field.allowed:
        return f"{value!r} is not allowed; expected one of: {', '.join(field.allowed)}."
    return None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_evidence(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, Mapping) and tuple(item) == EVIDENCE and item["start"] <= item["end"]
        for item in value
    )


_KINDS = {
    "text": lambda value: isinstance(value, str),
    "number": _is_number,
    "whole": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "flag": lambda value: isinstance(value, bool),
    "date": lambda value: isinstance(value, str) and _DATE.fullmatch(value) is not None,
    "texts": _is_texts,
    "rows": lambda value: isinstance(value, list) and all(_is_texts(item) for item in value),
    "evidence": _is_evidence,
}


def _geometry_fault(layer: Layer, geometry: Any) -> str | None:
    if geometry is None:
        return "is missing." if layer.located and layer.geometries else None
    if geometry.geom_type not in layer.geometries:
        expected = " or ".join(layer.geometries) or "none"
        return f"{geometry.geom_type} is not allowed; expected {expected}."
    if geometry.is_empty or not geometry.is_valid:
        return "is empty or crosses itself."
    west, south, east, north = geometry.bounds
    if west < -180 or south < -90 or east > 180 or north > 90:
        return "lies outside the world; expected longitude and latitude in degrees."
    return None
