"""The border line: how far, which side, which kilometre, which stretch.

The line lies in ``data/border.geojson`` as sections from the sea end near Hà Tiên to the
tri-border point with Laos, simplified to 10 m. Lengths and chainages are those of the line before
it was simplified (1,242.6 km): a simplified line is shorter, and so is any length measured on it.
Sides come from the territories in ``data/territories.geojson``, closed by this very line.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from geo.border.metric import ellipsoid, from_utm, to_utm, utm_point, utm_position
from geo.errors import DataError, Fault, UsageError
from geo.tables import data_folder, read_json

if TYPE_CHECKING:
    from pathlib import Path

    from shapely import LineString, Polygon

__all__ = ["Border", "Section"]

Side = Literal["VN", "KH"]


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the border between one Vietnamese and one Cambodian province.

    ``start_km`` and ``end_km`` count from the sea end along the full line; their difference is
    the section's length. ``uncertain`` says that published maps draw the line apart here and
    ``note`` how far. ``line`` is in lon, lat. Names ending in ``_before`` are of June 2025.
    """

    id: str
    name: str
    province_vn: str
    province_vn_before: str
    province_kh: str
    start_km: float
    end_km: float
    uncertain: bool
    note: str
    line: LineString


class Border:
    """The Vietnam-Cambodia land border.

    Positions are WGS 84 latitude and longitude in degrees, distances kilometres on the
    ellipsoid. Make one with :meth:`load` and keep it: it is never changed, and safe to share.

    Attributes
    ----------
    line
        The whole line, lon and lat, from the sea end to the tri-border point, 10 m tolerance.
    length_km
        Length of the line at full precision.
    features
        The features of the file as they stand in it: sections, then the two ends.
    """

    def __init__(self, collection: dict[str, Any], territories: dict[str, Any]) -> None:
        import numpy as np
        import shapely
        from shapely import STRtree
        from shapely.geometry import LineString, shape

        self.features: list[dict[str, Any]] = collection["features"]
        self.length_km: float = float(collection["length_km_full"])
        self._sections = [
            _section(feature) for feature in self.features if feature["geometry"]["type"] != "Point"
        ]
        points = [self._sections[0].line.coords[0]]
        for section in self._sections:
            points.extend(section.line.coords[1:])
        self.line: LineString = LineString(points)
        self._metric = to_utm(self.line)
        self._vertices = shapely.get_coordinates(self._metric)
        steps = np.hypot(*np.diff(self._vertices, axis=0).T)
        self._along = np.concatenate([[0.0], np.cumsum(steps)])
        pairs = np.stack([self._vertices[:-1], self._vertices[1:]], axis=1)
        self._tree = STRtree(list(shapely.linestrings(pairs.tolist())))
        self._measures = _measures(self._sections)
        self._outlines = {
            feature["properties"]["country"]: list(shape(feature["geometry"]).coords)
            for feature in territories["features"]
            if feature["properties"]["kind"] == "outline"
        }
        self._areas: dict[Side, Polygon] = {}

    @classmethod
    def load(cls, data: Path | str | None = None) -> Border:
        """Read the line from the data folder.

        Raises
        ------
        DataError
            A file is missing, is no GeoJSON, or lacks what its schema asks for.
        """
        folder = data_folder(data)
        path = folder / "border.geojson"
        around = folder / "territories.geojson"
        collection, territories = read_json(path), read_json(around)
        try:
            return cls(collection, territories)
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise DataError(
                Fault(
                    path,
                    f"is no border line: {type(error).__name__} {error}.",
                    hint="Compile it anew with data/compile/border.py.",
                )
            ) from error

    def sections(self) -> list[Section]:
        """Return the sections in order from the sea end."""
        return list(self._sections)

    def nearest(self, lat: float, lon: float) -> tuple[float, float]:
        """Return the point (lat, lon) of the line that lies nearest."""
        _, x, y = self._foot(lat, lon)
        return utm_position(x, y)

    def distance_km(self, lat: float, lon: float) -> float:
        """Return how far a position lies from the line, whichever side it is on."""
        near = self.nearest(lat, lon)
        return float(ellipsoid().inv(lon, lat, near[1], near[0])[2]) / 1000

    def side(self, lat: float, lon: float) -> Side | None:
        """Return in whose territory (waters included) a position lies; None: in neither.

        Exact to the 10 m of the line near the border, to some 600 m near other countries.
        """
        import shapely

        for country in ("VN", "KH"):
            if shapely.intersects_xy(self._area(country), lon, lat):
                return country
        return None

    def chainage_km(self, lat: float, lon: float) -> float:
        """Return the kilometre of the border, counted from the sea end, nearest to a position.

        Between the ends of a section the simplified line is stretched to its full length; that
        is good to some hundred metres.
        """
        along = self._project(lat, lon)
        metres, kilometres = self._measures
        i = min(max(bisect_right(metres, along) - 1, 0), len(metres) - 2)
        share = (along - metres[i]) / (metres[i + 1] - metres[i])
        return float(kilometres[i] + share * (kilometres[i + 1] - kilometres[i]))

    def section_at(self, lat: float, lon: float) -> Section:
        """Return the section that lies nearest to a position."""
        km = self.chainage_km(lat, lon)
        return next((s for s in self._sections if km <= s.end_km), self._sections[-1])

    def stretch(self, lat: float, lon: float, radius_km: float) -> LineString:
        """Return the line for ``radius_km`` to either side of the point nearest to a position.

        The radius is measured along the simplified line; at an end of the border the stretch
        is shorter. Raises UsageError for a radius that is not positive.
        """
        if not radius_km > 0:
            msg = f"The radius of a stretch of border is {radius_km} km; it must be positive."
            raise UsageError(msg)
        along = self._project(lat, lon)
        reach = radius_km * 1000
        start, end = max(along - reach, 0.0), min(along + reach, self._metric.length)
        return from_utm(_part(self._metric, start, end))

    def between(self, start_km: float, end_km: float) -> LineString:
        """Return the line between two chainages, in either order."""
        start, end = sorted(self._metres(km) for km in (start_km, end_km))
        return from_utm(_part(self._metric, start, end))

    def _metres(self, km: float) -> float:
        metres, kilometres = self._measures
        i = min(max(bisect_right(kilometres, km) - 1, 0), len(metres) - 2)
        share = (km - kilometres[i]) / (kilometres[i + 1] - kilometres[i])
        return metres[i] + min(max(share, 0.0), 1.0) * (metres[i + 1] - metres[i])

    def _foot(self, lat: float, lon: float) -> tuple[float, float, float]:
        """Return metres along the line to, and easting and northing of, the nearest point."""
        from shapely import Point

        x, y = utm_point(lat, lon)
        i = int(self._tree.nearest(Point(x, y)))
        (x0, y0), (x1, y1) = self._vertices[i : i + 2].tolist()
        dx, dy = x1 - x0, y1 - y0
        share = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy or 1.0)
        share = min(max(share, 0.0), 1.0)
        along = float(self._along[i]) + share * math.hypot(dx, dy)
        return along, x0 + share * dx, y0 + share * dy

    def _project(self, lat: float, lon: float) -> float:
        return self._foot(lat, lon)[0]

    def _area(self, country: Side) -> Polygon:
        """Return a country's territory, made when first asked for: line plus outline."""
        import shapely
        from shapely import Polygon

        if country not in self._areas:
            area = Polygon([*self.line.coords, *self._outlines[country][1:-1]])
            shapely.prepare(area)
            self._areas[country] = area
        return self._areas[country]


def _part(line: LineString, start: float, end: float) -> LineString:
    from shapely.geometry import LineString
    from shapely.ops import substring

    part = substring(line, start, end)
    return part if isinstance(part, LineString) else LineString([part, part])


def _section(feature: dict[str, Any]) -> Section:
    from shapely.geometry import LineString

    p = feature["properties"]
    return Section(
        id=p["id"],
        name=p["name"],
        province_vn=p["province_vn_id"],
        province_vn_before=p["province_vn_before_id"],
        province_kh=p["province_kh_id"],
        start_km=p["chainage_from_km"],
        end_km=p["chainage_to_km"],
        uncertain=p["uncertain"],
        note=p["note"],
        line=LineString(feature["geometry"]["coordinates"]),
    )


def _measures(sections: list[Section]) -> tuple[list[float], list[float]]:
    """Return metres along the simplified line (UTM) and kilometres along the full one."""
    metres, kilometres = [0.0], [sections[0].start_km]
    for section in sections:
        metres.append(metres[-1] + to_utm(section.line).length)
        kilometres.append(section.end_km)
    return metres, kilometres
