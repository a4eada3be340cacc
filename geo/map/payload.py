"""What the page knows: the atlas as one compact tree of plain JSON.

Layers are tables (columns once, then rows); geometries, articles and evidence stand once and
rows refer to them by number. Every text passes :func:`geo.map.escape.clean`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from geo.errors import DataError
from geo.map import assets
from geo.map.escape import clean, safe_url
from geo.map.geometry import Geometries
from geo.map.land import Land
from geo.tables import data_folder, read_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = ["payload"]

_ARTICLE = ("article", "title", "publisher", "published", "url", "sha256")
_MAP_FILES = ("border.geojson", "provinces.geojson", "basemap.geojson")
_DECIMALS = 6


class _Evidence:
    """Articles and sentences of a page, each one once."""

    def __init__(self) -> None:
        self.articles: list[list[Any]] = []
        self.sentences: list[list[Any]] = []
        self._article: dict[str, int] = {}
        self._sentence: dict[tuple[Any, ...], int] = {}

    def article(self, row: Mapping[str, Any]) -> int:
        """Return the number of the article that a piece of evidence comes from."""
        key = str(row.get("article", row.get("id", "")))
        if key not in self._article:
            self._article[key] = len(self.articles)
            values = [plain(row.get(name)) for name in _ARTICLE]
            values[0] = clean(key)
            values[4] = safe_url(values[4])
            self.articles.append(values)
        return self._article[key]

    def add(self, rows: Any) -> list[int]:
        """Return the numbers of pieces of evidence."""
        numbers = []
        for row in rows if isinstance(rows, list | tuple) else []:
            piece = _mapping(row)
            article = self.article(piece)
            values = (article, piece.get("start"), piece.get("end"), plain(piece.get("quote")))
            key = tuple(values)
            if key not in self._sentence:
                self._sentence[key] = len(self.sentences)
                self.sentences.append(list(values))
            numbers.append(self._sentence[key])
        return numbers


def payload(
    atlas: Any,
    layers: Sequence[str],
    meta: Mapping[str, Any],
    *,
    data: Path | str | None = None,
) -> dict[str, Any]:
    """Return everything that the page shows, as plain JSON values.

    Parameters
    ----------
    atlas
        An object with ``layers`` (name → GeoDataFrame in EPSG:4326), ``articles``, ``unplaced``.
    layers
        Names of the layers to take.
    meta
        Title, language, theme and the like; stands in the page as ``meta``.
    data
        Folder of ``basemap.geojson``; None for the one in use.

    Raises
    ------
    DataError
        The base map cannot be read.
    """
    shapes, evidence = Geometries(), _Evidence()
    for article in _sequence(getattr(atlas, "articles", ())):
        evidence.article(_article_row(article))
    features = _base_features(data)
    land = Land(features, atlas.layers)
    tables = {
        clean(name): _table(
            atlas.layers[name], land.drawn(name, atlas.layers[name]), shapes, evidence
        )
        for name in layers
    }
    return {
        "meta": dict(meta),
        "layers": tables,
        "unplaced": [_loose(item, evidence) for item in _sequence(getattr(atlas, "unplaced", ()))],
        "base": _base(features, shapes),
        "sources": _sources(data),
        "geometries": shapes.rows,
        "articles": evidence.articles,
        "evidence": evidence.sentences,
        "settings": assets.settings(),
        "strings": assets.strings(),
    }


def _table(
    frame: Any, drawn: Sequence[Any], shapes: Geometries, evidence: _Evidence
) -> dict[str, Any]:
    """Return a layer as columns and rows; the last cell of a row is its geometry."""
    geometry = frame.geometry.name
    names = [name for name in frame.columns if name != geometry]
    columns = []
    for name in names:
        values = frame[name].tolist()
        columns.append(
            [evidence.add(value) for value in values]
            if name == "evidence"
            else [plain(value) for value in values]
        )
    kept = [i for i, values in enumerate(columns) if any(v not in (None, "", []) for v in values)]
    numbers = [shapes.add(shape) for shape in drawn]
    chosen = [columns[i] for i in kept]
    return {
        "columns": [names[i] for i in kept],
        "rows": [[*row, numbers[i]] for i, row in enumerate(_rows(chosen, len(numbers)))],
    }


def _rows(columns: Sequence[Sequence[Any]], count: int) -> Iterable[tuple[Any, ...]]:
    return zip(*columns, strict=True) if columns else ((),) * count


def _loose(item: Any, evidence: _Evidence) -> dict[str, Any]:
    """Return a fact that has no place; its record, if it stands under ``record``, is opened."""
    row = dict(_mapping(item))
    inner = row.pop("record", None)
    if inner is not None and not isinstance(inner, str):
        row = {**_mapping(inner), **row}
    elif inner is not None:
        row["record"] = inner
    pieces = evidence.add(row.pop("evidence", None))
    return {**{key: plain(value) for key, value in row.items()}, "evidence": pieces}


def _base_features(data: Path | str | None) -> list[dict[str, Any]]:
    """Return the features of the base map; none where there is no such file."""
    try:
        path = data_folder(data) / "basemap.geojson"
    except DataError:
        return []
    return list(read_json(path).get("features", [])) if path.is_file() else []


def _base(features: Sequence[Mapping[str, Any]], shapes: Geometries) -> list[list[Any]]:
    """Return the base map as rows of kind, properties and geometry."""
    from shapely.geometry import shape

    rows = []
    for feature in features:
        values = plain(feature.get("properties") or {})
        number = shapes.add(shape(feature["geometry"])) if feature.get("geometry") else None
        if number is not None:
            rows.append([values.pop("kind", ""), values, number])
    return rows


def _sources(data: Path | str | None) -> list[str]:
    """Return what the map's files say of their licences, each statement once."""
    try:
        folder = data_folder(data)
    except DataError:
        return []
    said = []
    for name in _MAP_FILES:
        if (folder / name).is_file():
            collection = read_json(folder / name)
            title, licence = collection.get("title", name), collection.get("licence", "")
            said.append(clean(f"{title}: {licence}" if licence else title))
    return said


def _article_row(article: Any) -> dict[str, Any]:
    row = dict(_mapping(article))
    row.setdefault("article", row.get("id", ""))
    row.pop("text", None)
    if not row.get("published"):
        row["published"] = row.get("published_text")
    return row


def _sequence(value: Any) -> list[Any]:
    """Return the items of a list, a frame or a mapping of lists."""
    if value is None:
        return []
    if hasattr(value, "to_dict") and hasattr(value, "columns"):
        return list(value.to_dict("records"))
    if isinstance(value, Mapping):
        value = value.values()
    items: list[Any] = []
    for item in value:
        items += item if isinstance(item, list | tuple) else [item]
    return items


def _mapping(value: Any) -> Mapping[str, Any]:
    """Return a record as a mapping, however it comes."""
    if isinstance(value, Mapping):
        return value
    if dataclasses.is_dataclass(value):
        return {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    return {"name": str(value)}


def plain(value: Any) -> Any:
    """Return a value of a table as JSON has it: no NaN, no NumPy, dates as ISO text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value) if isinstance(value, set | frozenset) else value
        return [plain(item) for item in items]
    if isinstance(value, dt.date):
        text = value.isoformat()[:10]
        return None if text == "NaT" else text
    if hasattr(value, "tolist"):  # NumPy scalars and arrays
        return plain(value.tolist())
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return _number(value)
    if dataclasses.is_dataclass(value):
        return plain(_mapping(value))
    return clean(str(value)) if str(value) not in {"NaT", "<NA>"} else None


def _number(value: float) -> int | float | None:
    if not math.isfinite(value):
        return None
    rounded = round(value, _DECIMALS)
    return int(rounded) if rounded == int(rounded) else rounded
