"""What the words around a name make of it: rivers and gates, stations, bridges, regions, cities."""

from __future__ import annotations

import pytest


def test_a_river_is_a_gate_only_beside_a_gate_word(types) -> None:
    assert types("They crossed the Sông Tiền by ferry.") == {"Sông Tiền": "water"}
    assert types("The Sông Tiền border gate is open.") == {"Sông Tiền": "border_gate"}


def test_a_class_word_may_be_a_part_of_a_name(ids) -> None:
    found = ids("Wells were dug in Ruessei Srok commune, Peam Chor district, Prey Veng province.")
    assert found["Ruessei Srok"] == "kh-c-140609"
    found = ids("They met in Oknha Soeng village, Cheang Daek commune, Kampong Trabaek district.")
    assert found["Oknha Soeng"] == "kh-v-14030310"


def test_of_many_villages_of_one_name_that_in_the_named_commune_is_meant(ids) -> None:
    text = "in Samraong village, Samraong commune, Samraong district, Takeo province"
    assert "kh-v-14130906" not in ids(text).values()
    assert ids(f"They met {text}.")["Takeo"] == "kh-p-21"


def test_a_list_of_gates_goes_on_behind_the_place_of_one(types) -> None:
    found = types(
        "Queues at the border gates of Le Thanh in Duc Co district and O Yadav in Ratanakiri."
    )
    assert found["Le Thanh"] == found["O Yadav"] == "border_gate"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("the Thai-Cambodian Friendship Bridge", "Thai-Cambodian Friendship Bridge", "landmark"),
        ("the Second Thai–Lao Friendship Bridge", "Second Thai–Lao Friendship Bridge", "landmark"),
        ("a Vietnam-Laos Friendship Bridge", "Vietnam-Laos Friendship Bridge", "landmark"),
        ("a Central Highland province", "Central Highland", "region"),
        ("the Preah Vihear temple", "Preah Vihear temple", "facility"),
        ("the Chong Sa-ngam crossing", "Chong Sa-ngam", "border_gate"),
        ("talks in Beijing", "Beijing", "city"),
    ],
)
def test_names_are_taken_whole(types, text: str, name: str, kind: str) -> None:
    assert types(f"They saw {text} on Monday.") == {name: kind}


def test_military_areas_are_no_regions(mentions) -> None:
    assert mentions("The Military Sub-region and Military Region 7 sent men.") == []


def test_numbers_of_markers_go_on_behind_their_places(mentions) -> None:
    found = mentions("New landmarks, No. 232 in Tay Ninh and No. 171 in Takeo, were set.")
    assert [m.text for m in found if m.type == "landmark"] == ["No. 232", "171"]


def test_the_place_of_a_pair_may_be_that_of_one_half(parse) -> None:
    found = parse("They reopened the Aranyaprathet-Poipet crossing in Sa Kaeo.")
    assert [m.type for m in found.mentions[:2]] == ["border_gate"] * 2
    assert found.contradictions == ()


def test_a_headline_behind_a_dateline_is_no_gate(types) -> None:
    assert "Lãnh" not in types("VĨNH XƯƠNG (An Giang) – Lãnh đạo huyện Tân Châu đã thăm.")


def test_communes_of_two_districts_may_lie_in_either(ids) -> None:
    found = ids("Men of Long Khanh and Tan Dong communes of Ben Cau and Tan Chau districts met.")
    assert found["Long Khanh"] == "vn-c63-25696"
    assert found["Tan Dong"] == "vn-c63-25522"


def test_countries_have_khmer_names(types) -> None:
    assert types("ជប៉ុន និងបារាំង") == {"ជប៉ុន": "country", "បារាំង": "country"}


def test_an_article_behind_a_dash_is_no_part_of_the_name(types) -> None:
    assert types("TAY NINH (VNA) - The Tan Bien District committee met.")["Tan Bien"] == "district"


@pytest.mark.parametrize(
    "text",
    [
        "the Thong Binh Border Gate Border Guard Station",
        "the Thong Binh border guards",
        "the Thong Binh border station of Dong Thap",
        "Đồn Biên phòng Cửa khẩu quốc tế Thông Bình",
    ],
)
def test_a_station_that_is_called_after_a_gate_is_no_gate(mentions, text: str) -> None:
    assert mentions(f"Talks with {text} followed.")[0].type == "facility"
    assert mentions("The border guards of Dong Thap came.")[0].type == "province"


def test_words_of_a_headline_that_are_one_name_of_the_lists_stay_together(types) -> None:
    found = types("Thanh Tri Commune Greets New Year\n\nPeople danced.")
    assert found == {"Thanh Tri": "commune"}


def test_the_bracket_behind_a_gate_tells_where_it_is(mentions) -> None:
    found = mentions("Through Le Thanh - O Yadav (Gia Lai and Andong Pich - Ratanakiri provinces).")
    assert [(m.text, m.type) for m in found[2:]] == [
        ("Gia Lai", "province"),
        ("Andong Pich", "village"),
        ("Ratanakiri", "province"),
    ]
    found = mentions("Through Ka Tum - Chan Mul (Tay Ninh and Memot-Tbong Khmum provinces).")
    assert found[3].place_id == "kh-d-2503"


def test_a_gate_stays_a_gate_where_a_commune_shares_its_name(mentions) -> None:
    found = mentions("The Ban Laem gate is in Ban Laem commune. Trucks queue at Ban Laem today.")
    assert [m.type for m in found] == ["border_gate", "commune", "border_gate"]


@pytest.mark.parametrize(
    ("name", "place_id"), [("Bantay Meanchey", "kh-p-01"), ("Ubon Rachathani", "th-p-34")]
)
def test_a_misspelt_name_may_have_a_known_name_in_it(mentions, name, place_id) -> None:
    found = mentions(f"They came from Battambang and {name}.")
    assert (found[1].text, found[1].place_id) == (name, place_id)


def test_in_a_list_with_its_other_half_a_town_is_the_gate(types) -> None:
    assert types("They toured Cham Yeam and Hat Lek.")["Hat Lek"] == "border_gate"
    assert types("Vans link Hat Lek, Trat and Bangkok.")["Hat Lek"] != "border_gate"


def test_a_town_in_a_list_with_a_gate_needs_no_class_word(types) -> None:
    assert types("The route passes Lak Sao and Cau Treo.")["Lak Sao"] == "city"


def test_a_district_that_is_a_town_is_a_city(types) -> None:
    assert types("A road from Dong Ha to Lao Bao.")["Dong Ha"] == "city"


def test_in_capitals_the_words_behind_a_place_make_no_name_of_it(mentions) -> None:
    found = mentions("LONG AN PROVINCE SIGNS FRIENDSHIP AGREEMENT TODAY\n\nIt was signed.")
    assert [(m.text, m.embedded) for m in found] == [("LONG AN", False)]


@pytest.mark.parametrize("person", ["Prum Vicheth", "Sofia Lima", "Pham Van Dong", "Nan Sothea"])
def test_a_short_word_in_the_name_of_a_person_is_no_place(mentions, person: str) -> None:
    assert mentions(f"A visit by {person} followed.") == []


def test_a_given_name_that_is_a_place_too_needs_a_word_of_place(types) -> None:
    assert types("Trang thanked them. Dong agreed.") == {}
    assert types("They came from Trang province.") == {"Trang": "province"}


def test_a_number_belongs_to_a_khmer_name_that_the_lists_have_with_it(mentions) -> None:
    found = mentions("នៅភូមិស្នោទី១ ឃុំរការធំ ក្រុងច្បារមន និងភូមិស្នោថ្មី ១២ គ្រួសារ")
    assert found[0].place_id == "kh-v-05020306"
    assert found[-1].text == "ស្នោថ្មី"


def test_in_a_list_of_gates_a_name_that_towns_have_too_is_a_gate(mentions) -> None:
    found = mentions("Trade grew at Dinh Ba (Dong Thap), Tinh Bien (An Giang) and Ha Tien.")
    assert [m.type for m in found if m.text != "Dong Thap" and m.text != "An Giang"] == [
        "border_gate"
    ] * 3
    assert mentions("They toured Chau Doc, Tinh Bien and Tri Ton.")[1].type == "city"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A ROAD OPENED IN CHIENG ON COMMUNE, YEN CHAU DISTRICT.", "CHIENG ON"),
        ("A ROAD OPENED IN TAN HUE COMMUNE, DONG THAP PROVINCE.", "TAN HUE"),
        ("A road opened in Ta Dong hamlet of Memot district.", "Ta Dong"),
    ],
)
def test_a_name_of_words_that_mean_something_too_is_taken_whole(types, text, name) -> None:
    assert name in types(text)


def test_roads_in_a_list_stay_apart(types) -> None:
    found = types("The Trans-Asia Highway and Highway 22 meet Ring Road 3.")
    assert found == {"Trans-Asia Highway": "road", "Highway 22": "road", "Ring Road 3": "road"}


def test_a_river_is_no_town_of_a_list_of_settlements(types) -> None:
    assert types("Fishermen came to the Bassac.") == {"Bassac": "water"}


def test_a_plural_class_word_is_no_province_s_that_has_a_town_of_its_name(types) -> None:
    found = types("Kaleum district in Sekong and Tay Giang and Nam Giang districts are twinned.")
    assert (found["Sekong"], found["Tay Giang"]) == ("province", "district")


def test_a_hamlet_may_bear_the_name_of_a_gate(types) -> None:
    assert types("They treated people of Densavan and Tavang villages.")["Densavan"] == "village"


def test_a_province_is_no_village_of_the_list_behind_it(mentions) -> None:
    found = mentions("Dak Glei district of Kon Tum, with Brongnoi and Sekamang villages, met them.")
    assert [(m.text, m.type) for m in found[:2]] == [
        ("Dak Glei", "district"),
        ("Kon Tum", "province"),
    ]
