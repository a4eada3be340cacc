"""What the page knows: the atlas as one compact tree of plain JSON.

Layers are tables (columns once, then rows); geometries, articles and evidence stand once and
rows refer to them by number. Every text passes :func:`geo.map.escape.clean`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from geo.errors import DataError
from geo.map import assets
from geo.map.escape import clean
from geo.map.evidence import Evidence
from geo.map.geometry import Geometries
from geo.map.land import Land
from geo.map.values import mapping, plain
from geo.tables import data_folder, read_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = ["payload"]

_MAP_FILES = ("border.geojson", "provinces.geojson", "basemap.geojson")


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
    articles = [_article_row(article) for article in _sequence(getattr(atlas, "articles", ()))]
    shapes, evidence = Geometries(), Evidence(articles)
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
    frame: Any, drawn: Sequence[Any], shapes: Geometries, evidence: Evidence
) -> dict[str, Any]:
    """Return a layer as columns and rows; the last cell of a row is its geometry.

    Where the page draws less than the layer holds (a circle cut at the coast), ``whole`` gives the
    layer's own geometry by the number of the row: that is what people take along.
    """
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
    table: dict[str, Any] = {
        "columns": [names[i] for i in kept],
        "rows": [[*row, numbers[i]] for i, row in enumerate(_rows(chosen, len(numbers)))],
    }
    whole = [shapes.add(shape) for shape in frame.geometry]
    cut = {i: number for i, number in enumerate(whole) if number != numbers[i]}
    return table | ({"whole": cut} if cut else {})


def _rows(columns: Sequence[Sequence[Any]], count: int) -> Iterable[tuple[Any, ...]]:
    return zip(*columns, strict=True) if columns else ((),) * count


def _loose(item: Any, evidence: Evidence) -> dict[str, Any]:
    """Return a fact that has no place; its record, if it stands under ``record``, is opened."""
    row = dict(mapping(item))
    inner = row.pop("record", None)
    if inner is not None and not isinstance(inner, str):
        row = {**mapping(inner), **row}
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
    row = dict(mapping(article))
    row.setdefault("article", row.get("id", ""))
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
