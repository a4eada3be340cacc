"""The rows of the layers that hold places: border, provinces, checkpoints, hamlets, places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.atlas.ground import TODAY, Ground, pair_name, pair_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from geo.atlas.tags import Tags
    from geo.model import Checkpoint, Place

__all__ = ["border_rows", "checkpoint_rows", "hamlet_rows", "place_rows", "province_rows"]

Row = dict[str, Any]


def border_rows(ground: Ground) -> list[Row]:
    """Return the sections of the border and its two ends, as the file has them."""
    from shapely.geometry import shape

    rows = []
    for feature in ground.border.features:
        properties = feature["properties"]
        rows.append({
            "id": properties["id"],
            "name": properties["name"],
            "kind": properties["kind"],
            "province_vn": properties["province_vn"],
            "province_kh": properties["province_kh"],
            "uncertain": bool(properties["uncertain"]),
            "note": properties["note"],
            "length_km_full": float(properties["length_km_full"]),
            "source": properties["source"],
            "geometry": shape(feature["geometry"]),
        })  # fmt: skip
    return rows


def province_rows(ground: Ground, tags: Tags, *, approximate: Mapping[str, bool]) -> list[Row]:
    """Return the areas of the border provinces, of today and of before July 2025.

    ``approximate`` says by unit id whether an area is; one that it lacks is.
    """
    rows = []
    for unit_id in sorted(ground.provinces.ids()):
        place = ground.place(unit_id)
        if place is None:
            continue
        before = [ground.gazetteer.get(i) for i in ground.gazetteer.predecessors(unit_id)]
        rows.append({
            "id": unit_id,
            "name": place.name,
            "name_en": place.name_en,
            "name_km": place.name_km,
            "country": place.country,
            "valid_from": _iso(place.valid_from),
            "valid_to": _iso(place.valid_to),
            "approximate": approximate.get(unit_id, True),
            "before": sorted({p.name for p in before if p.type in ("province", "city")}),
            **tags.of(unit_id),
            "geometry": ground.provinces.area(unit_id),
        })  # fmt: skip
    return rows


def checkpoint_rows(ground: Ground, tags: Tags) -> list[Row]:
    """Return the pairs of the register; one without a point as the area that contains it."""
    return [_checkpoint_row(pair, ground, tags) for pair in ground.checkpoints.values()]


def _checkpoint_row(pair: Checkpoint, ground: Ground, tags: Tags) -> Row:
    spot = ground.spot(pair.id)
    on_point = pair.lat is not None and pair.lon is not None
    distance = (
        round(ground.border.distance_km(pair.lat, pair.lon), 3)
        if pair.lat is not None and pair.lon is not None
        else None
    )
    aliases = (pair.name_en, *pair.aliases_vi, *pair.aliases_kh)
    shown = {pair.name_vi, pair.name_kh}
    return {
        "id": pair.id,
        "name": pair_name(pair),
        "name_vi": pair.name_vi,
        "name_kh": pair.name_kh,
        "name_km": pair.name_km,
        "aliases": [name for name in dict.fromkeys(aliases) if name and name not in shown],
        "class": pair.class_,
        "class_from": pair.class_from,
        "history": [list(entry) for entry in pair.history],
        "status": pair.status,
        "mode": pair.mode,
        "province_vn": pair.province_vn,
        "province_vn_before": pair.province_vn_before,
        "district_vn_before": pair.district_vn_before,
        "commune_vn": pair.commune_vn,
        "commune_vn_before": pair.commune_vn_before,
        "province_kh": pair.province_kh,
        "district_kh": pair.district_kh,
        "commune_kh": pair.commune_kh,
        "radius_km": pair.radius_km if on_point else spot and spot.radius_km,
        "precision": spot.precision if spot else "unknown",
        "point_method": pair.point_method,
        "distance_to_border_km": distance,
        "confidence": pair.confidence,
        "conflicts": pair.conflicts,
        "sources": list(pair.sources),
        "last_confirmed": pair.last_confirmed,
        **tags.of(pair.id),
        "geometry": spot and spot.geometry,
    }


def hamlet_rows(
    ground: Ground, tags: Tags, named: Mapping[str, date | None], twins: Mapping[str, set[str]]
) -> list[Row]:
    """Return the villages and hamlets that articles name.

    Parameters
    ----------
    ground, tags
        Where places are, and the facts that belong to them.
    named
        Ids of the places that articles name, with the day as of which they are meant.
    twins
        Ids of the places that a place is twinned with.
    """
    rows = []
    for place_id in sorted(named):
        place, spot = ground.place(place_id), ground.spot(place_id, named[place_id])
        if place is None or place.type != "village" or spot is None or spot.geometry is None:
            continue
        commune = next((p for p in ground.chain(place_id, TODAY) if p.type == "commune"), None)
        province = ground.province(place_id, TODAY)
        rows.append({
            "id": place_id,
            "name": place.name,
            "name_km": place.name_km,
            "country": place.country,
            "province": province.name if province else None,
            "commune": commune.name if commune else None,
            "radius_km": spot.radius_km,
            "precision": spot.precision,
            "source": place.source,
            "twins": sorted(twins.get(place_id, ())),
            **tags.of(place_id),
            "geometry": spot.geometry,
        })  # fmt: skip
    return rows


def place_rows(ground: Ground, tags: Tags, named: Mapping[str, date | None]) -> list[Row]:
    """Return all other places that articles name and that have a position.

    Checkpoints, villages and the provinces that have a layer of their own are not among them,
    nor are countries.
    """
    drawn = set(ground.provinces.ids())
    rows = []
    for place_id in sorted(named):
        place, spot = ground.place(place_id), ground.spot(place_id, named[place_id])
        if place is None or place_id in drawn or pair_of(place_id) in ground.checkpoints:
            continue
        if place.type in ("country", "village") or spot is None or spot.geometry is None:
            continue
        rows.append({
            "id": place_id,
            "type": place.type,
            "name": place.name,
            "name_km": place.name_km,
            "names": list(dict.fromkeys(place.names)),
            "country": place.country,
            "province": _province_name(place, ground, named[place_id]),
            "province_today": _province_name(place, ground, TODAY),
            "precision": spot.precision,
            "radius_km": spot.radius_km,
            "source": place.source,
            "valid_to": _iso(place.valid_to),
            **tags.of(place_id),
            "geometry": spot.geometry,
        })  # fmt: skip
    return rows


def _province_name(place: Place, ground: Ground, day: date | None) -> str | None:
    province = ground.province(place.id, day)
    return province.name if province else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
