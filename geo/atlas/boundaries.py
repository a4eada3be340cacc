"""The areas of the provinces: the approximate ones of the data folder, or better ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import DataError, Fault
from geo.names import key
from geo.tables import checked_layers

if TYPE_CHECKING:
    from shapely import Geometry

    from geo.border import Provinces
    from geo.gazetteer import Gazetteer

__all__ = ["read_boundaries"]


def read_boundaries(
    folder: Path, boundaries: Path | str | None, gazetteer: Gazetteer
) -> tuple[Provinces, dict[str, bool]]:
    """Return the areas, and by unit id whether each is approximate.

    A feature of ``boundaries`` belongs to the unit whose id, code or name one of its properties
    holds; it takes the place of the approximate area. Features of other units are left out.

    Raises
    ------
    DataError
        The file cannot be read, is in a coordinate system that it does not name, no feature
        of it is a border province, two are the same one, or one lies elsewhere than the
        approximate area.
    """
    from geo.border import Provinces

    provinces = Provinces.load(folder)
    if boundaries is None:
        return provinces, {}
    better = _areas(Path(boundaries), provinces, gazetteer)
    features = []
    for feature in provinces.features:
        unit = feature["properties"]["id"]
        geometry = better.get(unit, feature["geometry"])
        features.append({**feature, "geometry": geometry})
    return Provinces({"features": features}), dict.fromkeys(better, False)


def _areas(path: Path, provinces: Provinces, gazetteer: Gazetteer) -> dict[str, Any]:
    import geopandas as gpd
    from shapely.geometry import mapping

    if not path.is_file():
        raise DataError(Fault(path, "does not exist."))
    source = checked_layers(path)
    try:
        frame = gpd.read_file(source)
    except Exception as error:  # noqa: BLE001 - GDAL raises many kinds
        what = f"cannot be read: {error}."
        raise DataError(Fault(path, what, hint="Give GeoJSON or a GeoPackage.")) from None
    if not isinstance(frame, gpd.GeoDataFrame):
        hint = "Give GeoJSON or a GeoPackage with the areas."
        raise DataError(Fault(path, "holds no geometry.", hint=hint))
    if frame.crs is None:
        raise DataError(Fault(path, "names no coordinate system.", hint="Save it as EPSG:4326."))
    frame = frame.to_crs("EPSG:4326")
    wanted = _names(provinces, gazetteer)
    geometry_name = frame.geometry.name
    found = {}
    first: dict[str, int] = {}
    faults = []
    for number, row in enumerate(frame.to_dict("records"), 1):
        shape = row.pop(geometry_name)
        if shape is None or shape.geom_type not in ("Polygon", "MultiPolygon"):
            continue
        units = {wanted[key(str(v))] for v in row.values() if v and key(str(v)) in wanted}
        if len(units) != 1:
            continue
        unit = units.pop()
        if first.setdefault(unit, number) != number:
            what = f"feature {number} is of {unit}, as feature {first[unit]} is."
            hint = "Give one area a province: join its parts, or leave one of them out."
            faults.append(Fault(path, what, hint=hint))
            continue
        area = shape if shape.is_valid else shape.buffer(0)
        found[unit] = mapping(area)
        what = _misfit(area, provinces.area(unit))
        if what:
            hint = "Expected: areas in EPSG:4326, longitude before latitude."
            faults.append(Fault(path, f"feature {number} ({unit}) {what}", hint=hint))
    if faults:
        raise DataError(faults)
    if not found:
        hint = "A property must hold the province's name, code or id (such as vn-p-80)."
        raise DataError(Fault(path, "no feature is a province of the border.", hint=hint))
    return found


def _misfit(area: Any, approximate: Geometry | None) -> str:
    """Return why an area cannot be that of a province, as the end of a sentence; '' if it can."""
    if area.is_empty:
        return "has no area."
    west, south, east, north = area.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        return "lies outside -180 to 180 degrees of longitude, -90 to 90 of latitude."
    if approximate is not None and not area.intersects(approximate):
        return "lies elsewhere than the province: it does not touch its approximate area."
    return ""


def _names(provinces: Provinces, gazetteer: Gazetteer) -> dict[str, str]:
    """Return unit ids by the keys of their id, code and names; the units of today before others."""
    names: dict[str, str] = {}
    units = [gazetteer.get(i) for i in provinces.ids() if i in gazetteer]
    for unit in sorted(units, key=lambda u: (u.valid_to is not None, u.id)):
        for name in (unit.id, unit.code or unit.id, unit.name, unit.name_en or "", *unit.names):
            if name:
                names.setdefault(key(name), unit.id)
    return names
