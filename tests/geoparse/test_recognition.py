"""Which words of a text are taken as names of places, and of what type."""

from __future__ import annotations

import pytest


def test_a_class_word_behind_or_before_gives_the_type(types) -> None:
    found = types(
        "In Long Thuan commune and the province of Svay Rieng, near the Moc Bai international "
        "land and river border gate, lies Ha Tien town."
    )
    assert found == {
        "Long Thuan": "commune",
        "Svay Rieng": "province",
        "Moc Bai": "border_gate",
        "Ha Tien": "city",
    }


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        (
            "Duc Hue, Vinh Hung and Tan Hung districts",
            "district",
            ["Duc Hue", "Vinh Hung", "Tan Hung"],
        ),
        ("the Moc Bai and Xa Mat gates", "border_gate", ["Moc Bai", "Xa Mat"]),
        ("Gia Lai and Ratanakiri provinces", "province", ["Gia Lai", "Ratanakiri"]),
        ("the communes of Nhon Hoi and Quoc Thai", "commune", ["Nhon Hoi", "Quoc Thai"]),
        ("three provinces: Kampot, Takeo and Kep", "province", ["Kampot", "Takeo", "Kep"]),
        ("các tỉnh Kon Tum, Gia Lai và Đắk Lắk", "province", ["Kon Tum", "Gia Lai", "Đắk Lắk"]),
    ],
)
def test_a_list_shares_its_class_word(types, text: str, kind: str, names: list[str]) -> None:
    assert types(f"They met in {text}.") == dict.fromkeys(names, kind)


def test_pairs_behind_gates_are_gates_though_communes_have_their_names(types) -> None:
    found = types(
        "An Giang is to open two auxiliary border gates - Khanh An - Prek Chrey and Vat Lai - "
        "Prek Sbov - next year."
    )
    gates = dict.fromkeys(("Khanh An", "Prek Chrey", "Vat Lai", "Prek Sbov"), "border_gate")
    assert found == {"An Giang": "province"} | gates


def test_a_class_word_may_be_a_part_of_a_known_name(types) -> None:
    assert types("They met in Krong Na, Dak Lak province.") == {
        "Krong Na": "commune",
        "Dak Lak": "province",
    }


def test_a_land_and_river_border_area_is_no_river(types) -> None:
    assert (
        "water"
        not in types("A survey was made in the Khanh Binh land and river border area.").values()
    )


@pytest.mark.parametrize(
    "text",
    [
        "They come from many provinces and cities, Bac Giang, Dong Thap, Hai Phong and Ca Mau.",
        "They come from the cities and provinces of Bac Giang, Dong Thap, Hai Phong and Ca Mau.",
    ],
)
def test_two_class_words_do_not_say_which_name_is_of_which_class(types, text: str) -> None:
    found = types(text)
    assert {found[name] for name in ("Bac Giang", "Dong Thap", "Ca Mau")} == {"province"}
    assert found["Hai Phong"] == "city"


def test_a_dash_ties_a_class_word_to_its_list_over_the_whole(types) -> None:
    found = types(
        "The line runs through four districts of Surin — Kap Choeng, Buachet and Sangkha."
    )
    assert found.pop("Surin") == "province"
    assert set(found.values()) == {"district"}


def test_a_town_by_another_spelling_needs_no_class_word_beside_a_province(types) -> None:
    assert types("Kampot province and Takhmao were shut.") == {
        "Kampot": "province", "Takhmao": "city",
    }  # fmt: skip


def test_a_word_that_is_ordinary_in_vietnamese_may_open_a_name(mentions) -> None:
    (hospital,) = mentions("Cho Ray Hospital has been working there.")
    assert hospital.text == "Cho Ray Hospital"


def test_a_colon_ties_a_class_word_to_its_list_over_the_whole(types) -> None:
    text = "They met in three communes of Ha Tien city: My Duc, Thuan Yen and Tien Hai."
    communes = dict.fromkeys(("My Duc", "Thuan Yen", "Tien Hai"), "commune")
    assert types(text) == communes | {"Ha Tien": "city"}


@pytest.mark.parametrize("dash", ["-", " - ", "–", " – ", "- ", "‑", "—", "/"])
def test_any_dash_makes_a_pair_of_checkpoints(mentions, dash: str) -> None:
    found = mentions(f"Trucks queue at the Moc Bai{dash}Bavet border gate pair.")
    assert [(m.text, m.place_id) for m in found] == [
        ("Moc Bai", "cp-moc-bai:vn"),
        ("Bavet", "cp-moc-bai:kh"),
    ]


def test_a_pair_goes_on_behind_brackets(mentions) -> None:
    found = mentions("the Le Thanh (Gia Lai)–O Yadav (Ratanakiri) pair of gates")
    assert [(m.text, m.type) for m in found] == [
        ("Le Thanh", "border_gate"),
        ("Gia Lai", "province"),
        ("O Yadav", "border_gate"),
        ("Ratanakiri", "province"),
    ]


def test_three_dashes_make_a_line_of_places(types) -> None:
    found = types("the Phnom Penh – Bavet – Moc Bai – Ho Chi Minh City expressway")
    assert found["Bavet"] == "city"
    assert found["Moc Bai"] == "border_gate"
    assert found["Ho Chi Minh City"] == "city"


def test_markers_are_named_by_number(mentions) -> None:
    found = mentions("They stood at border markers No. 12 and 13/1 in Duc Co district, Gia Lai.")
    assert [m.text for m in found[:2]] == ["border markers No. 12", "13/1"]
    assert [m.name for m in found[:2]] == ["Border marker 12", "Border marker 13/1"]
    assert {m.type for m in found[:2]} == {"landmark"}
    assert not any(m.listed for m in found[:2])
    assert found[0].lat is not None


def test_counts_behind_a_comma_are_no_markers(mentions) -> None:
    assert not mentions("They have planted 9 of 12 main border markers, 37 auxiliary ones.")


def test_a_part_of_the_markers_is_no_marker(mentions) -> None:
    assert not mentions("Of 90 planned markers 70 now stand.")


def test_schools_and_rivers_keep_their_class_word(types) -> None:
    found = types(
        "Ben Cau Primary School stands near the Mekong River and Long Binh–Chrey Thom Bridge."
    )
    assert found == {
        "Ben Cau Primary School": "facility",
        "Mekong River": "water",
        "Long Binh–Chrey Thom Bridge": "landmark",
    }


def test_stations_are_named_without_theirs(mentions) -> None:
    found = mentions(
        "The Ta Xeng and Lo Pech border police stations of Mondulkiri province got masks."
    )
    assert [(m.text, m.type) for m in found] == [
        ("Ta Xeng", "facility"),
        ("Lo Pech", "facility"),
        ("Mondulkiri", "province"),
    ]
    assert found[0].admin1 == "Mondulkiri"


def test_a_part_of_a_country_is_a_region(mentions) -> None:
    found = mentions("It rained in eastern Cambodia and in the Mekong Delta.")
    assert [(m.text, m.type) for m in found] == [
        ("eastern Cambodia", "region"),
        ("Mekong Delta", "region"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Vietnamese and Cambodian troops spoke Khmer with Lao guests.",
        "General Phan Van Giang met Nguyen An Giang Tran.",
        "he said that long ago a ha was more than an an.",
        "Uncle Ho and President Ho Chi Minh wrote it; Ho Chi Minh's thought lives on.",
        "My, how The Old Song goes On.",
        "On Monday in July the New Year began.",
        "Mr Tan, Mrs Hue and Colonel Le Thanh Long laughed.",
    ],
)
def test_peoples_persons_and_ordinary_words_are_no_places(mentions, text: str) -> None:
    assert [m.text for m in mentions(text) if not m.embedded] == []


def test_the_city_is_told_from_the_man(mentions) -> None:
    found = mentions(
        "Flowers were laid in Ho Chi Minh on Friday, and trains left Ho Chi Minh City."
    )
    assert [(m.text, m.place_id) for m in found] == [
        ("Ho Chi Minh", "vn-p63-79"),
        ("Ho Chi Minh City", "vn-p63-79"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "the Dong Thap provincial Border Guard",
        "the Ministry of Culture and Fine Arts of Cambodia",
        "the Embassy of Cambodia",
        "the Governor of Svay Rieng province",
        "the Vietnam Border Guard Command",
        "the Department of Health of An Giang",
        "the Viet Nam Friendship Year",
    ],
)
def test_names_inside_names_of_offices_are_embedded(mentions, text: str) -> None:
    found = mentions(f"A letter from {text} came.")
    assert [m.embedded for m in found] == [True]


def test_capitals_and_headlines_hide_no_names(types) -> None:
    assert types("VIETNAM, CAMBODIA OPEN MOC BAI-BAVET BORDER GATE") == {
        "VIETNAM": "country",
        "CAMBODIA": "country",
        "MOC BAI": "border_gate",
        "BAVET": "border_gate",
    }
    found = types("Tay Ninh Hosts Border Talks With Svay Rieng\n\nThe talks were short.")
    assert found == {"Tay Ninh": "province", "Svay Rieng": "province"}


def test_glued_sentences_and_line_breaks_hide_no_names(types) -> None:
    found = types(
        "It links Ratanakiri.Under the plan Tay\nNinh and Svay\u00a0Rieng trade.Kampot follows"
    )
    assert set(found) == {"Ratanakiri", "Tay\nNinh", "Svay\u00a0Rieng", "Kampot"}


def test_vietnamese_texts_are_read(types) -> None:
    found = types(
        "Đồn Biên phòng Tân Phú đóng tại ấp Bàu Tre, xã Long Thuận, huyện Bến Cầu, tỉnh Tây Ninh, "
        "cách cửa khẩu quốc tế Mộc Bài không xa; sông Vàm Cỏ Đông chảy sang Campuchia."
    )
    assert found["Tân Phú"] == "facility"
    assert found["Bàu Tre"] == "village"
    assert found["Long Thuận"] == "commune"
    assert found["Bến Cầu"] == "district"
    assert found["Mộc Bài"] == "border_gate"
    assert found["Campuchia"] == "country"
    assert found["sông Vàm Cỏ Đông"] == "water"


def test_khmer_script_is_read(ids) -> None:
    found = ids("ភូមិអូរតាមោ ឃុំមនោរម្យ ស្រុកស្វាយទាប ខេត្តស្វាយរៀង នៅច្រកទ្វារព្រំដែនអន្តរជាតិបាវិត។")
    assert found == {
        "អូរតាមោ": "kh-v-20070401",
        "មនោរម្យ": "kh-c-200704",
        "ស្វាយទាប": "kh-d-2007",
        "ស្វាយរៀង": "kh-p-20",
        "បាវិត": "cp-moc-bai:kh",
    }


def test_the_given_name_of_a_person_is_no_district(mentions) -> None:
    assert mentions("Mr Nguyen Thanh Binh came. Thanh Binh smiled.") == []
    assert [m.text for m in mentions("He lives in Thanh Binh district.")] == ["Thanh Binh"]


def test_acronyms_with_a_class_word_are_no_places(mentions) -> None:
    assert mentions("An ADB road and an EVN station were built.") == []


def test_markers_may_have_a_french_number(mentions) -> None:
    found = mentions("Markers N°30 and N°275 stand on the line of Vietnam and Cambodia.")
    assert [m.name for m in found[:2]] == ["Border marker 30", "Border marker 275"]


def test_roads_are_named_by_number(mentions) -> None:
    found = mentions(
        "National Road 7 and National Highway 22B meet; 13.5 km of road 3 people built."
    )
    assert [(m.text, m.type) for m in found[:2]] == [
        ("National Road 7", "road"),
        ("National Highway 22B", "road"),
    ]


def test_a_river_with_people_behind_it_means_its_delta(types) -> None:
    assert types("Mekong localities thrive.") == {"Mekong": "region"}
    assert types("They sailed along the Mekong.") == {"Mekong": "water"}


@pytest.mark.parametrize(
    "text",
    [
        "the border police stations of Zo Ra, Me Zuoch and Ko Bal Zom",
        "the police posts Zo Ra, Me Zuoch and Ko Bal Zom",
        "border guard stations at Zo Ra, Me Zuoch and Ko Bal Zom",
    ],
)
def test_stations_are_announced_in_many_ways(types, text: str) -> None:
    assert types(f"Masks went to {text}.") == dict.fromkeys(
        ["Zo Ra", "Me Zuoch", "Ko Bal Zom"], "facility"
    )


def test_a_person_behind_a_class_word_is_no_place(mentions) -> None:
    assert mentions("In the hamlet Nguyen Van Ba lives; the gate Mr Sok Lay runs is shut.") == []


def test_what_one_is_in_is_the_town(types) -> None:
    found = types("Men who worked in Bavet came home through Moc Bai border gate.")
    assert found == {"Bavet": "city", "Moc Bai": "border_gate"}
