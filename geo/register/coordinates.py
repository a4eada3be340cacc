"""Reading positions as people write them: decimal degrees, degrees-minutes, with or without N/E.

``11.0766``, ``11,0766``, ``11°04'36"N``, ``N 11 04.6``, ``106° 10.4' E``. Returned in decimal
degrees, WGS 84, rounded to the sixth decimal (0.1 m).
"""

from __future__ import annotations

import re

__all__ = ["parse_latitude", "parse_longitude", "parse_point", "split_point"]

_NUMBER = r"\d+(?:[.,]\d+)?"
_ANGLE = re.compile(
    rf"""
    (?P<before>[NSEWBĐT])?\s*
    (?P<sign>[-+−])?\s*
    (?P<degrees>{_NUMBER})\s*(?:°|º|deg|d)?\s*
    (?:(?P<minutes>{_NUMBER})\s*(?:'|′|’|m|min)?\s*
       (?:(?P<seconds>{_NUMBER})\s*(?:"|″|”|''|s|sec)?)?)?\s*
    (?P<after>[NSEWBĐT])?
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Vietnamese maps write B (bắc) for north and Đ (đông) for east, T (tây) for west.
_LETTERS = {"N": "lat", "S": "lat", "B": "lat", "E": "lon", "W": "lon", "Đ": "lon", "T": "lon"}
_NEGATIVE = frozenset("SWT")


def parse_latitude(text: str) -> float:
    """Return a latitude in degrees; ValueError says what was expected."""
    return _angle(text, "lat", 90)


def parse_longitude(text: str) -> float:
    """Return a longitude in degrees; ValueError says what was expected."""
    return _angle(text, "lon", 180)


def parse_point(text: str) -> tuple[float, float]:
    """Return (latitude, longitude) of two angles that a comma, semicolon or space parts.

    Raises ValueError where there are not two, or one of them is none.
    """
    lat, lon = split_point(text)
    return parse_latitude(lat), parse_longitude(lon)


def split_point(text: str) -> tuple[str, str]:
    """Return the two angles of a point as they were written; ValueError where there are not two."""
    for separator in (";", ",", None):
        parts = [part.strip() for part in text.split(separator) if part.strip()]
        if len(parts) == 2:
            return parts[0], parts[1]
    msg = f"{text!r} is no point; expected latitude, longitude, such as 11.0766, 106.1730."
    raise ValueError(msg)


def _angle(text: str, axis: str, limit: int) -> float:
    found = _ANGLE.fullmatch(text.strip())
    name = "latitude" if axis == "lat" else "longitude"
    if not found:
        msg = f"{text!r} is no {name}; expected degrees such as 11.0766 or 11°04'36\"."
        raise ValueError(msg)
    letter = (found["before"] or found["after"] or "").upper()
    if letter and _LETTERS[letter] != axis:
        msg = f"{text!r} says {letter}, which is no {name}."
        raise ValueError(msg)
    degrees, minutes, seconds = (
        float((found[part] or "0").replace(",", ".")) for part in ("degrees", "minutes", "seconds")
    )
    if minutes >= 60 or seconds >= 60:
        msg = f"{text!r} has minutes or seconds of 60 or more."
        raise ValueError(msg)
    if found["minutes"] and degrees != int(degrees):
        msg = f"{text!r} has both decimals of degrees and minutes."
        raise ValueError(msg)
    value = degrees + minutes / 60 + seconds / 3600
    if found["sign"] in ("-", "−") or letter in _NEGATIVE:
        value = -value
    if abs(value) > limit:
        msg = f"{text!r} is out of range; a {name} lies between -{limit} and {limit}."
        raise ValueError(msg)
    return round(value, 6)
