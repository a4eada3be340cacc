"""The units and places of the data folder, and what contains them on which day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geo.gazetteer import Gazetteer
from geo.gazetteer.circle import distance_km
from geo.gazetteer.columns import ALIASES
from geo.names import fold
from geo.tables import read_table

if TYPE_CHECKING:
    from pathlib import Path

    from geo.model import Place

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
BOXES = {  # south, north, west, east; islands in the East Sea included
    "VN": (6.0, 23.5, 102.0, 117.9),
    "KH": (9.2, 14.8, 102.2, 107.8),
    "LA": (13.8, 22.6, 100.0, 107.8),
    "TH": (5.5, 20.6, 97.2, 105.8),
}


@pytest.fixture(scope="module")
def gazetteer(data: Path) -> Gazetteer:
    return Gazetteer.load(data, imports=False)


@pytest.fixture(scope="module")
def places(gazetteer: Gazetteer) -> list[Place]:
    return list(gazetteer)


def test_the_numbers_of_units_are_those_of_the_registries(places: list[Place]) -> None:
    counts = {
        prefix: sum(p.id.startswith(prefix) for p in places)
        for prefix in ("vn-p-", "vn-c-", "vn-p63-", "vn-d63-", "vn-c63-", "kh-d-", "kh-c-", "kh-v-")
    }
    assert counts == {
        "vn-p-": 34,
        "vn-c-": 3321,
        "vn-p63-": 63,
        "vn-d63-": 696,
        "vn-c63-": 10035,
        "kh-d-": 210,
        "kh-c-": 1661,
        "kh-v-": 14576,
    }
    assert sum(p.type in ("province", "city") and p.id.startswith("kh-p-") for p in places) == 25


def test_no_place_contains_itself(gazetteer: Gazetteer, places: list[Place]) -> None:
    for place in places:
        seen = {place.id}
        holder = place.parent
        while holder is not None:
            assert holder not in seen, place.id
            seen.add(holder)
            holder = gazetteer.get(holder).parent


def test_points_lie_in_their_country(places: list[Place]) -> None:
    out = []
    for p in places:
        if p.lat is None or p.lon is None or p.country not in BOXES or p.type == "country":
            continue
        south, north, west, east = BOXES[p.country]
        if not (south <= p.lat <= north and west <= p.lon <= east):
            out.append(p.id)
    assert out == []


def test_every_commune_of_vietnam_lies_within_its_province(
    gazetteer: Gazetteer, places: list[Place]
) -> None:
    for p in places:
        if p.id.startswith("vn-c-") and p.unit_class != "special zone":
            province = gazetteer.get(str(p.parent))
            apart = distance_km(p.lat, p.lon, province.lat, province.lon)  # type: ignore[arg-type]
            assert apart <= (province.radius_km or 0), p.id


def test_a_point_has_a_radius_a_precision_and_a_source(places: list[Place]) -> None:
    for p in places:
        assert (p.lat is None) == (p.lon is None) == (p.radius_km is None), p.id
        assert p.lat is None or p.precision != "unknown", p.id
        assert p.source, p.id


def test_units_end_before_their_heirs_begin(gazetteer: Gazetteer, places: list[Place]) -> None:
    for p in places:
        for heir in map(gazetteer.get, p.successors):
            assert p.valid_to is not None, p.id
            assert heir.valid_from is not None, heir.id
            assert p.valid_to < heir.valid_from
            assert p.id in gazetteer.predecessors(heir.id)


def test_every_former_unit_of_vietnam_has_heirs(places: list[Place]) -> None:
    assert [
        p.id for p in places if p.id.startswith("vn-") and p.valid_to and not p.successors
    ] == []


@pytest.mark.parametrize(
    ("place_id", "before", "after"),
    [
        ("vn-p63-70", "Bình Phước", "Đồng Nai"),
        ("vn-p63-80", "Long An", "Tây Ninh"),
        ("vn-p-80", "Tây Ninh", "Tây Ninh"),
        ("vn-p-91", "An Giang", "An Giang"),
        ("vn-c-25702", "Tây Ninh", "Tây Ninh"),
        ("vn-c63-30778", "Kiên Giang", "An Giang"),
        ("vn-d63-711", "Tây Ninh", "Tây Ninh"),
        ("vn-c-30796", "Kiên Giang", "An Giang"),
        ("cp-hoa-lu:vn", "Bình Phước", "Đồng Nai"),
        ("cp-ha-tien:vn", "Kiên Giang", "An Giang"),
        ("cp-moc-bai:kh", "Svay Rieng", "Svay Rieng"),
        ("kh-v-20070401", "Svay Rieng", "Svay Rieng"),
        ("pl-long-cuong", "Tây Ninh", "Tây Ninh"),
        ("vn-p-79", "Hồ Chí Minh City", "Hồ Chí Minh City"),
    ],
)
def test_the_province_is_that_of_the_day(
    gazetteer: Gazetteer, place_id: str, before: str, after: str
) -> None:
    for day, name in ((BEFORE, before), (AFTER, after)):
        province = gazetteer.province(place_id, day)
        assert province is not None
        assert province.name == name
        assert province.valid_from is None or province.valid_from <= day
        assert province.valid_to is None or day <= province.valid_to


def test_every_vietnamese_unit_has_a_province_on_both_sides_of_the_reform(
    gazetteer: Gazetteer, places: list[Place]
) -> None:
    for p in places:
        if p.id.startswith("vn-") and p.type in ("commune", "district"):
            assert gazetteer.province(p.id, BEFORE) is not None, p.id
            assert gazetteer.province(p.id, AFTER) is not None, p.id


def test_before_2014_tboung_khmum_was_kampong_cham(gazetteer: Gazetteer) -> None:
    province = gazetteer.province("kh-d-2503", date(2011, 1, 3))
    assert province is not None
    assert (province.id, province.name) == ("kh-p24-03", "Kampong Cham")
    assert gazetteer.province("kh-d-2503", date(2014, 6, 1)).id == "kh-p-25"  # type: ignore[union-attr]


def test_parents_stand_nearest_first_and_end_with_the_country(gazetteer: Gazetteer) -> None:
    names = [p.name for p in gazetteer.parents("kh-v-20070401", AFTER)]
    assert names == ["Meaknourum", "Svay Teab", "Svay Rieng", "Cambodia"]
    names = [p.name for p in gazetteer.parents("pl-long-cuong", BEFORE)]
    assert names == ["Long Khánh", "Bến Cầu", "Tây Ninh", "Vietnam"]
    names = [p.name for p in gazetteer.parents("pl-long-cuong", AFTER)]
    assert names == ["Long Thuận", "Tây Ninh", "Vietnam"]


def test_a_place_without_a_point_lies_in_its_container(gazetteer: Gazetteer) -> None:
    village = next(p for p in gazetteer if p.id.startswith("kh-v-") and p.lat is None)
    located = gazetteer.located(village.id)
    holder = next(p for p in gazetteer.parents(village.id) if p.lat is not None)
    assert (located.lat, located.lon) == (holder.lat, holder.lon)
    assert located.radius_km == holder.radius_km
    assert located.precision in ("admin3", "admin2", "admin1")
    assert holder.name in located.source
    assert gazetteer.located("vn").lat is None


def test_names_of_either_script_and_without_diacritics_find_the_place(
    gazetteer: Gazetteer,
) -> None:
    for name, place_id in (
        ("Tây Ninh", "vn-p-80"),
        ("TAY NINH", "vn-p-80"),
        ("Svay Teap", "kh-d-2007"),
        ("អូរតាមោ", "kh-v-20070401"),
        ("Monorom", "kh-c-200704"),
        ("Saigon", "vn-p-79"),
        ("Kampuchea", "kh"),
        ("Lao PDR", "la"),
        ("Xa Xia", "cp-ha-tien:vn"),
        ("Poipet", "pl-gate-poipet:kh"),
        ("Lao Bao", "pl-gate-lao-bao:vn"),
        ("Mekong Delta", "pl-mekong-delta"),
        ("Kompong Trach", "kh-d-0706"),
    ):
        assert place_id in {p.id for p in gazetteer.named(name)}, name


def test_names_are_folded_and_lead_to_places(gazetteer: Gazetteer) -> None:
    names = list(gazetteer.names())
    assert all(place_id in gazetteer for _, place_id, _ in names)
    assert ("tay ninh", "vn-p-80", True) in names
    assert len({(name, place_id) for name, place_id, _ in names}) == len(names)


@pytest.mark.parametrize(
    ("heard", "place_id"),
    [
        ("Kom Pong Trac", "kh-d-0706"),
        ("Otdar Minchey", "kh-p-22"),
        ("Snuoul", "kh-d-1005"),
        ("Trapeing Srae", "cp-hoa-lu:kh"),
        ("Ou Tar Mau", "kh-v-20070401"),
        ("Bua La Pha", "la-d-boualapha"),
        ("Rattanakkiri", "kh-p-16"),
    ],
)
def test_a_name_is_found_by_its_sound(gazetteer: Gazetteer, heard: str, place_id: str) -> None:
    found = {place.id: distance for place, distance in gazetteer.similar(heard)}
    assert found[place_id] <= 0.15


def test_similar_keeps_to_country_type_and_container(gazetteer: Gazetteer) -> None:
    found = gazetteer.similar("Svay Tiab", types=("district", "commune"), inside="kh-p-20")
    assert [p.id for p, _ in found] == ["kh-d-2007"]
    assert gazetteer.similar("Svay Tiab", country="LA") == []


def test_every_alias_finds_its_place(gazetteer: Gazetteer, data: Path) -> None:
    rows = read_table(data / "aliases.csv", ALIASES)
    lost = [
        (row["_line"], row["name"])
        for row in rows
        if row["place_id"] not in {p.id for p in gazetteer.named(row["name"])}
    ]
    assert lost == []


def test_an_alias_stands_once_a_place_and_is_not_its_name(gazetteer: Gazetteer, data: Path) -> None:
    rows = read_table(data / "aliases.csv", ALIASES)
    pairs = [(row["place_id"], fold(row["name"])) for row in rows]
    assert len(set(pairs)) == len(pairs)
    assert [i for i, name in pairs if name == fold(gazetteer.get(i).name)] == []


def test_the_members_of_a_unit_are_those_whose_parent_it_is(gazetteer: Gazetteer) -> None:
    members = gazetteer.members("kh-d-2008")
    assert [p.name for p in members if p.type == "commune"][:2] == ["Bati", "Bavet"]
    assert gazetteer.members("kh-v-20070401") == []
