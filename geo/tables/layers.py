"""Looking into a file of layers before GDAL reads it.

GDAL goes by what is in a file, whatever its ending says, and some contents only say where others
lie: on this machine, or on the network, which is then asked.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import IO, Any

from geo.errors import DataError, Fault

__all__ = ["checked_layers"]

_HEAD = 1 << 20
"""Bytes by which GDAL tells what a file is; it looks at fewer."""
# Looked for by drivers anywhere in those bytes: behind rubbish, in comments, in texts of JSON.
_ELSEWHERE = re.compile(
    rb"<OGR\w*DataSource|<(\w+:)?WFS_Capabilities|gdal_streamed_alg", re.IGNORECASE
)
_JSON = rb"(\xef\xbb\xbf)?\s*[{\x1e]"
_ZIP = rb"PK\x03\x04"
_BEGINNINGS = {
    ending: re.compile(beginning, re.DOTALL)
    for ending, beginning in {
        ".fgb": rb"fgb\x03",
        ".geojson": _JSON,
        ".gpkg": rb"SQLite format 3\0",
        ".json": _JSON,
        ".kml": rb"(\xef\xbb\xbf)?\s*(?>(?:<\?.*?\?>|<!--.*?-->)\s*)*+<(kml:)?kml[\s>/]",
        ".kmz": _ZIP,
        ".mif": rb"(?i:version)\s",
        ".shp": rb"\0\0\x27\x0a",
        ".tab": rb"(?i:!table)\s",
        ".zip": _ZIP,
    }.items()
}
_CONTENT = re.compile(r"[^\s\x1e\ufeff]")
_NAMES_ANOTHER = "names another place where data lie; nothing is fetched from there."


def checked_layers(path: Path) -> Path:
    """Return the path to hand to GDAL, of a file that holds its layers itself.

    Raises
    ------
    DataError
        The file is not what its ending says, or names data elsewhere instead of holding them; or
        there is a "!" in its path, which pyogrio takes for the end of an archive's name.
    """
    if "!" in str(path.absolute()):
        what = f"has a '!' in its path, {path.absolute()}: another file would be read."
        raise DataError(Fault(path, what, hint="Rename the file, or the folder."))
    with path.open("rb") as stream:
        try:
            wrong = _wrong(path.name, stream)
        except Exception as error:  # noqa: BLE001 - archives break in many ways
            wrong = f"cannot be read: {error}."
    if wrong:
        raise DataError(Fault(path, wrong, hint="Save it as GeoJSON or a GeoPackage."))
    return path.absolute()  # GDAL takes some bare names for addresses: WFS:host


def _wrong(name: str, stream: IO[bytes], *, alone: bool = True) -> str:
    """Return what is wrong with a file, or with one of an archive; nothing if all is right.

    A file of another ending is no layer where it lies beside others in an archive; nor is what
    macOS adds to one (``__MACOSX/._areas.shp``).
    """
    head = stream.read(_HEAD)
    path = Path(name)
    ending = "" if path.name.startswith("._") else path.suffix.lower()
    beginning = _BEGINNINGS.get(ending)
    if _ELSEWHERE.search(head):
        return _NAMES_ANOTHER
    if beginning is None:
        known = f"which is not read; expected one of: {', '.join(_BEGINNINGS)}."
        return f"has the ending {ending or '(none)'}, {known}" if alone else ""
    if not beginning.match(head):
        return f"cannot be read: what is in it is no {ending}."
    if beginning.pattern == _JSON:
        return _wrong_json((head + stream.read()).decode(errors="replace"))
    return _wrong_archive(stream) if beginning.pattern == _ZIP else ""


def _wrong_archive(stream: IO[bytes]) -> str:
    from zipfile import ZipFile

    with ZipFile(stream) as archive:
        files = [info for info in archive.infolist() if not info.is_dir()]
        alone = len({info.filename for info in files}) == 1
        for info in files:
            with archive.open(info) as member:
                wrong = _wrong(info.filename, member, alone=alone)
            if wrong:
                return f"holds {info.filename}, which {wrong}"
    return ""


def _wrong_json(text: str) -> str:
    """Look for a reference system that is given by its address, which GDAL would ask."""
    addresses: list[str] = []

    def look(pairs: list[tuple[str, Any]]) -> None:
        if any(_word(name) == "properties" for name, _ in pairs):
            kinds = (_word(value) for name, value in pairs if _word(name) == "type")
            addresses.extend(kind for kind in kinds if kind in ("link", "url"))

    decoder = json.JSONDecoder(object_pairs_hook=look)
    at = 0  # a file may hold several texts, one a line
    while begun := _CONTENT.search(text, at):
        _, at = decoder.raw_decode(text, begun.start())
    return _NAMES_ANOTHER if addresses else ""


def _word(value: Any) -> str:
    """Return a text as GDAL compares it: up to a zero, in small letters."""
    return str(value).partition("\0")[0].lower()
