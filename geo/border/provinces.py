"""The areas of the provinces along the border: approximate, and dated.

``data/provinces.geojson`` holds two states of Vietnam, until June 2025 and since 1 July 2025, and
the Cambodian provinces. The areas are built from points and an open line, not from official
polygons (data/SOURCES.md has how well they agree); only their border with the other country is
exact.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from geo.errors import DataError, Fault
from geo.tables import data_folder, read_json

if TYPE_CHECKING:
    from pathlib import Path

    from shapely import Geometry

__all__ = ["Provinces"]


class Provinces:
    """The border provinces' areas, by unit id and by position and day.

    Positions are WGS 84 latitude and longitude in degrees, areas are in lon, lat (EPSG:4326).

    Attributes
    ----------
    features
        The features of the file as they stand in it.
    """

    def __init__(self, collection: dict[str, Any]) -> None:
        from shapely.geometry import shape

        self.features: list[dict[str, Any]] = collection["features"]
        self._areas: dict[str, Geometry] = {}
        self._valid: dict[str, tuple[date, date]] = {}
        for feature in self.features:
            properties = feature["properties"]
            unit = properties["id"]
            self._areas[unit] = shape(feature["geometry"])
            self._valid[unit] = (
                _day(properties["valid_from"], date.min),
                _day(properties["valid_to"], date.max),
            )
        self._prepared = False

    @classmethod
    def load(cls, data: Path | str | None = None) -> Provinces:
        """Read the areas from the data folder, or from a GeoJSON file of the same schema.

        Raises
        ------
        DataError
            The file is missing, is no GeoJSON, or a feature lacks what the schema asks for.
        """
        from pathlib import Path as _Path

        path = data_folder(data) / "provinces.geojson" if not _is_file(data) else _Path(str(data))
        collection = read_json(path)
        try:
            return cls(collection)
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(
                Fault(
                    path,
                    f"is no collection of province areas: {type(error).__name__} {error}.",
                    hint="Each feature needs id, valid_from, valid_to (ISO dates or null).",
                )
            ) from error

    def __len__(self) -> int:
        return len(self._areas)

    def ids(self, day: date | None = None) -> list[str]:
        """Return the ids of all units, or of those that existed on a day."""
        return [
            unit for unit, (start, end) in self._valid.items() if day is None or start <= day <= end
        ]

    def area(self, unit_id: str) -> Geometry | None:
        """Return a unit's area (lon, lat), or None where the file has none."""
        return self._areas.get(unit_id)

    def at(self, lat: float, lon: float, day: date | None = None) -> str | None:
        """Return the id of the border province that a position lay in on a day (None: today's).

        None where no border province of that day holds it. On the edge of two areas the first
        of the file counts.
        """
        import shapely

        if not self._prepared:
            shapely.prepare(list(self._areas.values()))
            self._prepared = True
        when = day or date.max
        for unit in self.ids(when):
            if shapely.intersects_xy(self._areas[unit], lon, lat):
                return unit
        return None


def _is_file(data: Path | str | None) -> bool:
    from pathlib import Path as _Path

    return data is not None and _Path(data).is_file()


def _day(text: str | None, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise
