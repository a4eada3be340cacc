"""What each table of the gazetteer may hold, cell by cell."""

from __future__ import annotations

import re
from typing import get_args

from geo.model import PlaceType, Precision
from geo.tables import Column, between, one_of, parse_day

__all__ = ["ALIASES", "PLACES", "POINTS", "UNITS", "VILLAGES", "names_of"]

_ID = re.compile(r"[a-z0-9][A-Za-z0-9_:-]*")


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        msg = f"{text!r} is no id; expected letters, digits, '-' and ':' such as 'kh-d-2007'."
        raise ValueError(msg)
    return text


def _ids(text: str) -> tuple[str, ...]:
    return tuple(_id(part) for part in text.split("|"))


def _name(text: str) -> str:
    if text != " ".join(text.split()):
        msg = f"{text!r} has white space too much; expected single spaces between words."
        raise ValueError(msg)
    return text


def names_of(text: str) -> tuple[str, ...]:
    """Return the names of a cell that holds several, separated by ``|``."""
    return tuple(_name(part) for part in text.split("|") if part)


def _country(text: str) -> str:
    if not (len(text) == 2 and text.isascii() and text.isupper()):
        msg = f"{text!r} is no country; expected two capitals such as 'VN' (ISO 3166-1)."
        raise ValueError(msg)
    return text


def _count(text: str) -> int:
    if not text.isdecimal():
        msg = f"{text!r} is no count; expected digits."
        raise ValueError(msg)
    return int(text)


_COMMON = (
    Column("id", _id, required=True),
    Column("type", one_of(*get_args(PlaceType)), required=True),
    Column("name", _name, required=True),
    Column("name_en", _name),
    Column("name_km", _name),
    Column("names", names_of),
    Column("country", _country),
    Column("parent", _id),
    Column("lat", between(-90, 90)),
    Column("lon", between(-180, 180)),
    Column("radius_km", between(0.01, 20040)),
    Column("precision", one_of(*get_args(Precision))),
    Column("valid_from", parse_day),
    Column("valid_to", parse_day),
)
UNITS = (
    *_COMMON,
    Column("successors", _ids),
    Column("class", _name),
    Column("population", _count),
    Column("geonames", _name),
    Column("source", str, required=True),
)
PLACES = (
    *_COMMON,
    Column("population", _count),
    Column("source", str, required=True),
)
VILLAGES = (
    Column("id", _id, required=True),
    Column("name", _name, required=True),
    Column("name_km", _name),
    Column("names", names_of),
    Column("parent", _id, required=True),
)
POINTS = (
    Column("id", _id, required=True),
    Column("lat", between(-90, 90), required=True),
    Column("lon", between(-180, 180), required=True),
    Column("radius_km", between(0.01, 20040), required=True),
    Column("precision", one_of(*get_args(Precision)), required=True),
    Column("source", str, required=True),
)
ALIASES = (
    Column("place_id", _id, required=True),
    Column("name", _name, required=True),
    Column("lang"),
    Column("source", str, required=True),
)
