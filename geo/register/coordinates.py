"""Reading positions as people write them: decimal degrees, degrees-minutes, with or without N/E.

``11.0766``, ``11,0766``, ``11°04'36"N``, ``N 11 04.6``, ``106° 10.4' E``, ``11:04:36``,
``11d4m36s``, with any prime or quotation mark that a keyboard or a web page has. Returned in
decimal degrees, WGS 84, rounded to the sixth decimal (0.1 m).
"""

from __future__ import annotations

import re

__all__ = ["parse_latitude", "parse_longitude", "parse_point", "split_point"]

_NUMBER = r"\d+(?:[.,]\d+)?"
_ANGLE = re.compile(
    rf"""
    (?P<before>[NSEWBĐT])?\s*
    (?P<sign>[-+])?\s*
    (?P<degrees>{_NUMBER})\s*(?:°|deg(?:rees?)?|d|[:-](?=\d))?\s*
    (?:(?P<minutes>{_NUMBER})\s*(?:'|min(?:utes?)?|m|[:-](?=\d))?\s*
       (?:(?P<seconds>{_NUMBER})\s*(?:"|''|sec(?:onds?)?|s)?)?)?\s*
    (?P<after>[NSEWBĐT])?
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Vietnamese maps write B (bắc) for north and Đ (đông) for east, T (tây) for west.
_LETTERS = {"N": "lat", "S": "lat", "B": "lat", "E": "lon", "W": "lon", "Đ": "lon", "T": "lon"}
_NEGATIVE = frozenset("SWT")
_DIRECTIONS = {
    "north": "N", "south": "S", "east": "E", "west": "W",
    "bắc": "N", "nam": "S", "đông": "E", "tây": "W",
}  # fmt: skip
_DIRECTION = re.compile("|".join(_DIRECTIONS), re.IGNORECASE)
# What keyboards, word processors and web pages put for the signs of degrees, minutes, seconds.
_SIGNS = str.maketrans(
    dict.fromkeys("º˚∘", "°")
    | dict.fromkeys("′‵ʹʼ´`‘’‛＇", "'")
    | dict.fromkeys("″‶ʺ“”‟＂", '"')
    | dict.fromkeys("−–—‐‑‒", "-")
    | {"：": ":"}
)
_BETWEEN = re.compile(r"\s*[;,/]\s*|\s+")


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
    parts = _parted(text)
    if not parts:
        msg = f"{text!r} is no point; expected latitude, longitude, such as 11.0766, 106.1730."
        raise ValueError(msg)
    letters = [_letter(part) for part in parts]
    axes = [_LETTERS.get(letter) for letter in letters]
    return (parts[1], parts[0]) if axes == ["lon", "lat"] else parts


def _parted(text: str) -> tuple[str, str] | None:
    """Return the two angles of a text: where it can be parted into two in one way only."""
    cuts = [(text[: m.start()].strip(), text[m.end() :].strip()) for m in _BETWEEN.finditer(text)]
    whole = [cut for cut in cuts if _is_angle(cut[0]) and _is_angle(cut[1])]
    if len(whole) == 1:
        return whole[0]
    # Two texts of which one may be no angle: what reads them says what is wrong with it.
    for separator in (";", ",", None):
        parts = [part.strip() for part in text.split(separator) if part.strip()]
        if len(parts) == 2:
            return parts[0], parts[1]
    return None


def _letter(text: str) -> str:
    found = _ANGLE.fullmatch(_plainly(text))
    return ((found["before"] or found["after"] or "") if found else "").upper()


def _is_angle(text: str) -> bool:
    for parse in (parse_latitude, parse_longitude):
        try:
            parse(text)
        except ValueError:
            continue
        return True
    return False


def _plainly(text: str) -> str:
    """Return an angle with the signs and letters that the pattern knows."""
    signed = text.strip().translate(_SIGNS).replace("''", '"')
    return _DIRECTION.sub(lambda found: _DIRECTIONS[found[0].lower()], signed)


def _angle(text: str, axis: str, limit: int) -> float:
    found = _ANGLE.fullmatch(_plainly(text))
    name = "latitude" if axis == "lat" else "longitude"
    if not found:
        msg = f"{text!r} is no {name}; expected degrees such as 11.0766 or 11°04'36\"."
        raise ValueError(msg)
    letter = _letter(text)
    if found["before"] and found["after"]:
        msg = f"{text!r} is no {name}; it has two letters of direction."
        raise ValueError(msg)
    if letter and _LETTERS[letter] != axis:
        msg = f"{text!r} says {letter}, which is no {name}."
        raise ValueError(msg)
    degrees, minutes, seconds = (
        float((found[part] or "0").replace(",", ".")) for part in ("degrees", "minutes", "seconds")
    )
    if minutes >= 60 or seconds >= 60:
        msg = f"{text!r} has minutes or seconds of 60 or more."
        raise ValueError(msg)
    value = degrees + minutes / 60 + seconds / 3600
    if value > limit:
        msg = f"{text!r} is out of range; a {name} lies between -{limit} and {limit}."
        raise ValueError(msg)
    if found["minutes"] and degrees != int(degrees):
        msg = f"{text!r} has both decimals of degrees and minutes."
        raise ValueError(msg)
    return round(-value if found["sign"] == "-" or letter in _NEGATIVE else value, 6)
