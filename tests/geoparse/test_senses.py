"""What a name means where a gate, a town and a village share it."""

from __future__ import annotations

from datetime import date

import pytest

OLD = date(2023, 6, 1)


def types(found) -> dict[str, str]:
    return {mention.text: mention.type for mention in found}


def test_what_the_text_calls_a_village_is_one_later_too(mentions) -> None:
    found = mentions(
        "The barrier of the Prey Vor checkpoint is up. Prey Vor village lies behind it. "
        "Prey Vor is small."
    )
    assert [m.type for m in found] == ["border_gate", "village", "village"]


def test_a_village_of_a_gates_name_lies_at_the_gate(mentions) -> None:
    (hamlet, _) = mentions("Rain fell on Noong Ma village of Khammouane province.")
    assert (hamlet.type, hamlet.listed) == ("village", False)
    assert hamlet.lat is not None
    assert abs(hamlet.lat - 17.46) < 0.01


def test_halves_of_a_pair_are_settlements_where_one_is_called_a_town(mentions) -> None:
    found = mentions("Traders of Lao Bao town like fairs. They sell in Lao Bao and Densavan.")
    assert [m.type for m in found] == ["city", "commune", "village"]
    gates = mentions("Lorries queue at the gates. Lao Bao and Densavan stay open.")
    assert types(gates) == {"Lao Bao": "border_gate", "Densavan": "border_gate"}


def test_a_settlement_lies_in_its_district(mentions) -> None:
    found = mentions(
        "The sisters are Ka Tang, of Huong Hoa district, and Densavan, of Sepon district."
    )
    assert types(found)["Densavan"] == "village"


def test_people_go_to_the_town_and_not_to_the_gate(mentions) -> None:
    text = "Bavet town is loud. The Bavet border gate shut at ten. Nobody came back to Bavet."
    assert [m.type for m in mentions(text)] == ["city", "border_gate", "city"]


def test_villagers_are_those_of_villages(mentions) -> None:
    found = mentions("Salt went to the villagers of Pa Rung, Se Lat and Noong Ma in Laos.")
    assert [m.type for m in found] == ["village", "village", "village", "country"]
    assert "Snuol" not in types(mentions("Two Snuol villagers sang."))


def test_a_bridge_may_bear_a_gates_name(mentions) -> None:
    (bridge, *_) = mentions("Meun Chey is the name that the bridge will have, in Prey Veng.")
    assert (bridge.text, bridge.type) == ("Meun Chey", "landmark")


def test_a_dateline_may_be_the_town_that_its_sentence_tells_of(mentions) -> None:
    found = mentions(
        "kratie – Boats are rare in this sleepy river town.\n\nRice is dear in Kratie."
    )
    assert [(m.text, m.type) for m in found] == [("kratie", "city"), ("Kratie", "city")]


def test_towns_beside_each_other_are_no_gates(mentions) -> None:
    found = mentions("There are bridges at Savannakhet and Mukdahan.")
    assert set(types(found).values()) == {"province"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Contested Border Crossing Opens Again\n\nIt lies in Kampot.", ["Kampot"]),
        ("Sales Fall in Empty Trade\n\nTwo crossings in Kampot are quiet.", ["Kampot"]),
        ("“Drugs crossing the line harm Kampot.”", ["Kampot"]),
        ("Kampot is wet.\n\nBy Tran Hue/Thanh Thuy", ["Kampot"]),
        ("Kampot counts 900 markers: 300 main ones.", ["Kampot"]),
        ("(Paper.vn) - In Tan Lap commune of Kampot it rained.", ["Tan Lap", "Kampot"]),
    ],
)
def test_ordinary_words_and_writers_are_no_places(mentions, text: str, names: list[str]) -> None:
    assert [m.text for m in mentions(text)] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The queue at O’ Smach is long.", "O’ Smach"),
        ("Nobody usedĀ Hat LekĀ today.", "Hat Lek"),
        ("They want the Doc May-Lu Nghi pathway.", "Lu Nghi"),
        ("The wards of Đông Hồ and Bình San are wet.", "Đông Hồ"),
        ("It happened in District 3.", "District 3"),
        ("The truck took National Road 1402.", "National Road 1402"),
        ("The Don Khamao traditional border crossing is shut.", "Don Khamao"),
    ],
)
def test_odd_spellings_are_names(mentions, text: str, name: str) -> None:
    assert name in types(mentions(text))


@pytest.mark.parametrize(
    ("text", "name", "province"),
    [
        ("He teaches at Svay Rieng University.", "Svay Rieng University", "Svay Rieng"),
        ("She left the Royal University of Kampot.", "Royal University of Kampot", "Kampot"),
        ("They met at the Hotel Kep in Snuol district.", "Hotel Kep", "Kratie"),
        ("Boots fill the Moc Bai duty free market.", "Moc Bai duty free market", "Tây Ninh"),
    ],
)
def test_things_are_named_whole_and_lie_at_their_place(
    mentions, text: str, name: str, province: str
) -> None:
    (thing, *_) = mentions(text)
    assert (thing.text, thing.type, thing.admin1) == (name, "facility", province)


def test_units_near_the_text_win_over_far_namesakes(mentions) -> None:
    found = mentions("In Hà Tiên, the wards of Đông Hồ and Mỹ Đức of Kiên Giang province are wet.")
    assert {m.admin1 for m in found} == {"Kiên Giang"}


def test_a_gate_in_a_named_province_wins_over_a_far_district(mentions) -> None:
    found = mentions("Nghe An plans a line Vientiane-Pakxan-Thanh Thuy-Vinh.")
    gate = next(m for m in found if m.text == "Thanh Thuy")
    assert (gate.type, gate.admin1) == ("border_gate", "Nghệ An")
    assert "Pakxan" in types(found)


def test_an_undated_text_is_as_old_as_the_units_it_names(mentions) -> None:
    old = mentions("The Dak Koi border gate lies in Bo Y commune of Ngoc Hoi district.", None)
    assert old[0].admin1 == "Kon Tum"
    assert mentions("The Dak Koi border gate is shut.", None)[0].admin1 == "Quảng Ngãi"
    assert mentions("Rain fell on Ha Tien City.", None)[0].admin1 == "Kiên Giang"


def test_a_pairs_half_holds_not_the_other(mentions) -> None:
    found = mentions("It joins Prey Vor on its own side and Binh Hiep in Vietnam.")
    assert [m.place_id for m in found[:2]] == ["cp-binh-hiep:kh", "cp-binh-hiep:vn"]


def test_a_town_of_a_province_is_not_that_province(mentions) -> None:
    found = mentions("They rowed at Hong Ngu, a border town of Dong Thap.")
    assert types(found) == {"Hong Ngu": "city", "Dong Thap": "province"}


def test_peaks_and_ranges_are_no_communes(mentions) -> None:
    found = mentions("It springs from Ngoc Linh peak in the Truong Son range.")
    assert types(found) == {"Ngoc Linh peak": "landmark", "Truong Son range": "region"}


def test_units_of_a_province_are_not_called_by_its_name(mentions) -> None:
    found = mentions("In the districts and cities of Kien Giang, men of the posts and women sang.")
    assert types(found) == {"Kien Giang": "province"}


def test_storms_are_no_districts(mentions) -> None:
    assert mentions("Tropical storm Son Tinh drenched Laos.")[0].text == "Laos"


def test_a_far_namesake_of_a_village_is_not_meant(mentions) -> None:
    text = "Attapeu is wet. Its villages are called Phou Keua, Sombun and Namxuan."
    found = [m for m in mentions(text) if m.text == "Namxuan"]
    assert [m.listed for m in found] == [False]
