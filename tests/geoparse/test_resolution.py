"""Which place a name means: by class word, container, date, side, neighbours."""

from __future__ import annotations

from datetime import date

import pytest

OLD, NEW = date(2023, 6, 1), date(2025, 11, 13)


def test_the_province_is_that_of_the_day(mentions) -> None:
    before = mentions("Long Thuan commune, Ben Cau district, Tay Ninh province", OLD)
    after = mentions("Ha Tien ward, An Giang province", NEW)
    assert [m.place_id for m in before] == ["vn-c63-25702", "vn-d63-711", "vn-p63-72"]
    assert [m.admin1 for m in after] == ["An Giang", "An Giang"]
    assert mentions("They met in Binh Phuoc.", OLD)[0].admin1 == "Bình Phước"


def test_homonyms_go_by_their_container(mentions) -> None:
    here = mentions("Long Thuan commune of Tay Ninh province", OLD)[0]
    there = mentions("Long Thuan commune of Dong Thap province", OLD)[0]
    assert here.admin1 == "Tây Ninh"
    assert there.admin1 == "Đồng Tháp"


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Meun Chey border gate in Prey Veng", "cp-tan-nam:kh"),
        ("Prey Veng province", "kh-p-14"),
        ("Bavet town", "kh-d-2008"),
        ("Bavet international border gate", "cp-moc-bai:kh"),
        ("Tinh Bien border gate", "cp-tinh-bien:vn"),
        ("Vinh Xuong international waterway border gate", "cp-vinh-xuong:vn"),
        ("Svay Rieng city", "kh-d-2006"),
    ],
)
def test_the_class_word_decides_between_things_of_one_name(
    mentions, text: str, place_id: str
) -> None:
    assert mentions(f"They met at {text}.")[0].place_id == place_id


def test_containment_is_shared_by_a_list(mentions) -> None:
    found = mentions("Phuoc Chi and Binh Thanh communes, Trang Bang town, Tay Ninh province")
    assert {m.admin1 for m in found} == {"Tây Ninh"}


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Thboung Khmoum province", "kh-p-25"),
        ("Kampong Tchnang province", "kh-p-04"),
        ("the Tan Nam – Moeung Chhay border gate", "cp-tan-nam:kh"),
        ("the Kham Samnor border gate", "cp-vinh-xuong:kh"),
        ("Konpong Trach district of Kampot province", "kh-d-0706"),
    ],
)
def test_spellings_that_no_list_has_are_matched_and_marked(
    mentions, text: str, place_id: str
) -> None:
    found = next(m for m in mentions(f"It was in {text}.") if m.place_id == place_id)
    assert any(reason.startswith("fuzzy") for reason in found.reasons)
    assert found.listed


def test_no_fuzzy_match_without_another_witness(mentions) -> None:
    assert mentions("Then Kandahl smiled and Svaj Rinngh wept.") == []


def test_a_misspelt_province_is_known_by_its_neighbours(ids) -> None:
    found = ids("They toured Rattanakirri, Kratie and Stung Trengg.")
    assert found == {"Rattanakirri": "kh-p-16", "Kratie": "kh-p-10", "Stung Trengg": "kh-p-19"}


def test_without_a_date_the_years_in_the_text_count(parse) -> None:
    old = parse("In 2014 pupils of Ben Cau district, Tay Ninh province, sang.", None)
    assert [m.place_id for m in old.mentions] == ["vn-d63-711", "vn-p63-72"]


def test_every_choice_has_reasons_and_a_confidence(mentions) -> None:
    for mention in mentions(
        "In Long Thuan commune, Tay Ninh province, at Moc Bai, near Zorbu village."
    ):
        assert mention.reasons
        assert 0 < mention.confidence <= 1


def test_a_facility_lies_where_its_name_says(mentions) -> None:
    school = mentions("Classrooms of Ben Cau Boarding School in Tay Ninh province opened.", NEW)[0]
    assert not school.listed
    assert school.place_id is None
    assert school.admin1 == "Tây Ninh"
    assert school.lat == pytest.approx(11.11, abs=0.1)


def test_an_unlisted_name_is_reported_in_its_container(parse) -> None:
    parsed = parse(
        "Gifts went to Zrang Mok hamlet, Ia O commune, Ia Grai district, Gia Lai province."
    )
    first = parsed.mentions[0]
    assert (first.text, first.type, first.listed) == ("Zrang Mok", "village", False)
    assert first.lat == parsed.mentions[1].lat
    assert first.radius_km == parsed.mentions[1].radius_km
    assert [(u.text, u.inside) for u in parsed.unlisted] == [
        ("Zrang Mok", parsed.mentions[1].place_id)
    ]
    assert "hamlet" in parsed.unlisted[0].why


def test_an_unlisted_name_is_found_again_without_its_class_word(mentions) -> None:
    found = mentions("Zrang Mok hamlet, Gia Lai province, is poor. People of Zrang Mok hope.")
    assert [m.text for m in found] == ["Zrang Mok", "Gia Lai", "Zrang Mok"]
    assert found[0].admin1 == found[2].admin1 == "Gia Lai"


def test_a_dateline_is_a_mention_but_no_company(mentions) -> None:
    found = mentions("PHNOM PENH (AKP) – Samraong commune of Svay Rieng province got a road.")
    assert found[0].text == "PHNOM PENH"
    assert "in the dateline" in found[0].reasons
    assert found[1].admin1 == "Svay Rieng"


def test_a_country_has_no_point(mentions) -> None:
    country = mentions("Cambodia thanked.")[0]
    assert (country.type, country.lat, country.precision) == ("country", None, "country")


def test_what_does_not_lie_where_the_text_says_is_reported(parse) -> None:
    parsed = parse("The Moc Bai border gate in Kien Giang province opened.")
    assert parsed.mentions[0].place_id == "cp-moc-bai:vn"
    assert any("Kiên Giang" in c for c in parsed.contradictions)


def test_what_lies_far_from_a_text_about_the_border_is_reported(parse) -> None:
    parsed = parse(
        "At Moc Bai, Xa Mat and Tinh Bien border gates and in Loc Ninh district they drilled; "
        "soldiers from Sa Pa district watched."
    )
    assert any("km from the border" in c and "Sa Pa" in c for c in parsed.contradictions)


def test_a_province_of_a_broken_name_is_the_one_that_holds_what_it_contains(mentions) -> None:
    broken = mentions("They met in Preaek Kroes commune in Kom Pong province.")[1]
    assert broken.place_id == "kh-p-07"
    assert any("fuzzy" in reason for reason in broken.reasons)
    alone = mentions("They met in Kom Pong province of Cambodia.")[0]
    assert (alone.type, alone.place_id) == ("province", None)


def test_a_town_by_its_vietnamese_class_word_is_no_ward(ids) -> None:
    assert ids("Ở xã Phước Chỉ, thị xã Trảng Bàng.")["Trảng Bàng"] == "vn-d63-712"


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("They crossed at Hoa Lu (Binh Phuoc).", "cp-hoa-lu:vn"),
        ("They crossed at Thanh Thuy, in Ha Giang.", "pl-gate-thanh-thuy-hg:vn"),
    ],
)
def test_a_bare_name_means_what_lies_where_the_text_puts_it(mentions, text, place_id) -> None:
    assert mentions(text)[0].place_id == place_id


def test_a_known_province_is_no_spelling_of_another(ids) -> None:
    found = ids("Greetings for the city of Can Tho from a delegation of the Cambodia n Army.")
    assert found["Can Tho"] == "vn-p63-92"


def test_a_name_may_lack_its_second_capital(ids) -> None:
    found = ids("He visited Kratie and Stung treng, provinces of Cambodia.")
    assert found["Stung treng"] == "kh-p-19"


def test_diacritics_tell_namesakes_apart(ids) -> None:
    inside = "huyện Phú Ninh, tỉnh Quảng Nam"
    assert ids(f"Ở xã Tam Đàn, {inside}.")["Tam Đàn"] == "vn-c63-20374"
    assert ids(f"Ở xã Tam Dân, {inside}.")["Tam Dân"] == "vn-c63-20392"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Loc Hiiep commune, Loc Ninh district, Binh Phuoc province", "Lộc Hiệp"),
        ("Phuoc Vin commune, Chau Thanh district, Tay Ninh province", "Phước Vinh"),
    ],
)
def test_in_its_unit_a_name_is_found_though_a_letter_is_wrong(mentions, text, name) -> None:
    found = mentions(f"A well was dug in {text}.")[0]
    assert found.name == name
    assert any("fuzzy" in reason for reason in found.reasons)


def test_what_lies_elsewhere_is_not_meant_however_the_reason_is_worded(
    mentions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.geoparse.scoring.NOT_THERE", "outside")
    (village, *_) = mentions("Meunchey Village, in Krabao Commune, Kamchay Mear District", OLD)
    assert village.place_id is None
