"""Circles that keep to the land: how the page draws a place known only to a radius.

The radius says how far off the position may be; a place on land is for all that not in the sea,
nor one of Cambodia in Vietnam. Only what is drawn is cut; the radius stays in words, and whoever
takes a layer along, from the page or from ``layers/``, gets the whole circle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Land"]

_PLACES = ("places", "hamlets", "provinces")
_UNITS = ("border", "provinces")
_AREAS = ("Polygon", "MultiPolygon")


class Land:
    """Cuts areas to the land of their country, as far as the base map shows it."""

    def __init__(self, features: Sequence[Mapping[str, Any]], layers: Mapping[str, Any]) -> None:
        from shapely import union_all
        from shapely.geometry import shape

        parts: dict[str, list[Any]] = {}
        for feature in features:
            known = feature.get("properties") or {}
            if known.get("kind") == "land" and feature.get("geometry"):
                parts.setdefault(str(known.get("country")), []).append(shape(feature["geometry"]))
        self._countries = {code: union_all(shapes) for code, shapes in sorted(parts.items())}
        self._all: Any = union_all(list(self._countries.values())) if parts else None
        self._country_of: dict[str | bytes, str] = {}
        for name in _PLACES:
            self._country_of |= _countries_in(layers.get(name))
        units = [layers[name] for name in _UNITS if name in layers]
        self._units = {
            shape.wkb for frame in units for shape in frame.geometry if shape is not None
        }
        self._cut: dict[tuple[bytes, str | None], Any] = {}

    def drawn(self, layer: str, frame: Any) -> list[Any]:
        """Return the geometries of a layer as the page draws them.

        Units and the border stay as they are, and so does every point and line, and every area
        that has no land (a place at sea).
        """
        shapes = list(frame.geometry)
        if layer in _UNITS or self._all is None:
            return shapes
        return [
            self._on_land(shape, self._country_of.get(shape.wkb, country))
            if shape is not None and shape.geom_type in _AREAS and shape.wkb not in self._units
            else shape
            for shape, country in zip(shapes, self._countries_of(frame), strict=True)
        ]

    def _countries_of(self, frame: Any) -> list[str | None]:
        """Return the country of each row: its own, else that of its place."""
        if "country" in frame.columns:
            return [value if value in self._countries else None for value in frame["country"]]
        for name in ("place_id", "place_ids"):
            if name in frame.columns:
                return [self._country_of.get(_only(value)) for value in frame[name]]
        return [None] * len(frame)

    def _on_land(self, shape: Any, country: str | None) -> Any:
        key = (shape.wkb, country)
        if key not in self._cut:
            land = self._countries.get(country or "", self._all)
            cut = shape if land.covers(shape) else shape.intersection(land)
            largest = max(getattr(cut, "geoms", [cut]), key=lambda part: part.area, default=shape)
            # Slivers across a strait or a generalised coast are no part of the place.
            self._cut[key] = largest if largest.area > 0 else shape
        return self._cut[key]


def _only(places: Any) -> str:
    """Return the id of a place, or of the only one of a list; "" for several or none."""
    if isinstance(places, list | tuple):
        return str(places[0]) if len(places) == 1 else ""
    return str(places)


def _countries_in(frame: Any) -> dict[str | bytes, str]:
    """Return the countries of a layer's places, by id and by shape.

    A fact drawn over the whole of a place has the place's own shape and must be cut alike.
    """
    if frame is None or not {"id", "country"} <= set(frame.columns):
        return {}
    known: dict[str | bytes, str] = {}
    for place, code, shape in zip(frame["id"], frame["country"], frame.geometry, strict=True):
        if isinstance(code, str):
            known[place] = code
            if shape is not None and shape.geom_type in _AREAS:
                known[shape.wkb] = code
    return known
