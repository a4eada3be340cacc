"""Aid: quantity, value, giver and receiver of what a text says is given."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.facts.aid import read_aid
from geo.facts.care import is_care
from geo.facts.giving import giving_words, is_generic, says_giving
from geo.facts.passage import Passage
from geo.model import Aid, Article, Mention


def aid(text: str, mentions: tuple[Mention, ...] = ()) -> list[Aid]:
    return read_aid(Article(id="a", path="a.txt", text=text), mentions)


def told(text: str) -> list[tuple[float | None, float | None]]:
    """Return (quantity, value) of each record; one is as good as none."""
    return [
        (
            None if a.quantity == 1 else a.quantity,
            a.unit_value if a.unit_value is not None else a.total_value,
        )
        for a in aid(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The station gave 12 goats, worth 3 million VND each, to 12 poor families.",
            [(12, 3e6)],
        ),
        (
            "The guards presented 4 tons of rice, 900 masks and 15 boxes of noodles to villagers.",
            [(4, None), (900, None), (15, None)],
        ),
        (
            "They handed over 4 tons of rice and 900 masks, with a total value of VND90 million.",
            [(4, None), (None, 90e6), (900, None)],
        ),
        ("The province donated VND70 million (about 3,000 USD) to its neighbour.", [(None, 70e6)]),
        ("Military doctors examined and treated nearly 450 residents.", [(450, None)]),
        ("A clinic worth 2.2 billion VND was handed over to the commune.", [(None, 2.2e9)]),
        ("The post supports 9 pupils with 500,000 VND per month each.", [(9, 500_000)]),
        ("Thirty pupils were each given a bicycle worth 1.5 million VND.", [(30, 1.5e6)]),
        ("The bank will provide a soft loan of $40 million for the road.", [(None, 40e6)]),
        (
            "Đoàn đã trao 15 con bò giống, trị giá 18 triệu đồng/con, cho các hộ nghèo ở xã.",
            [(15, 18e6)],
        ),
    ],
)
def test_quantities_and_values_go_with_what_they_belong_to(
    text: str, expected: list[tuple[float | None, float | None]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A lighting system and a clinic were inaugurated and handed over to the village.",
            [(None, None), (None, None)],
        ),
        (
            "The post gave clothes to families; seeds to farmers; and medicine to the clinic.",
            [(None, None), (None, None), (None, None)],
        ),
        (
            "The parcels comprise 900 masks; 40 litres of hand gel and 15 thermometers.",
            [(900, None), (40, None), (15, None)],
        ),
        (
            "With a total budget of 3 billion VND, it will give 90 gifts worth 400,000 VND each.",
            [(None, 3e9), (90, 400_000)],
        ),
        (
            "With a capital of 3 billion VND, the scheme will build 30 houses for the poor.",
            [(30, 3e9)],
        ),
        ("The post has sponsored 14 poor pupils.", [(14, None)]),
        ("The fund has helped 300 pupils with a monthly grant of 400,000 VND.", [(300, 400_000)]),
        (
            "Six houses were handed over to the poor. Each house, worth 60 million VND, is new.",
            [(6, 60e6)],
        ),
        ("Of this, 5,000 USD came from a temple.", [(None, 5_000)]),
        ("The total value of the gifts is more than 800 million VND.", [(None, 800e6)]),
        (
            "They handed over a ward building, built with 7 billion VND from the budget.",
            [(None, 7e9)],
        ),
        (
            "Guards presented rice to nine families and scholarships to four pupils.",
            [(9, None), (4, None)],
        ),
        ("Twelve households got a goat each.", [(12, None)]),
        ("The ministry funded a training centre worth 8 million USD.", [(None, 8e6)]),
        ("As many as 150 gifts, each consisting of rice and salt, were given away.", [(150, None)]),
        ("It was built with 2 million USD of non-refundable aid from the state.", [(None, 2e6)]),
        ("The line will be restored with a 13 million USD loan from the bank.", [(None, 13e6)]),
        ("A 70 million VND (3,000 USD) house was given to two sisters.", [(None, 70e6)]),
        ("The unit spent 300 million VND building four houses for the poor.", [(4, 300e6)]),
    ],
)
def test_lists_programmes_and_buildings_are_read(
    text: str, expected: list[tuple[float | None, float | None]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The commander thanked the neighbours for their support.",
        "Both sides regularly help poor families in the area.",
        "The host presented a souvenir to the guest.",
        "Police seized 10 kg of drugs and handed over five suspects.",
        "They laid flowers, planted 20 trees and held 3 talks.",
        "The province has 240 km of border and 16 border gates.",
        "Trade came to 10 billion USD, of which exports made 6 billion USD.",
        "The turnover reached 9 million USD, including 2 million USD worth of exports.",
        "The crossing received more than 9,000 vehicles in May.",
        "They called on donors to give 4 billion VND.",
        "Each gift package includes 20 kg of rice and 200,000 VND.",
        "They established a border post with 20 soldiers.",
    ],
)
def test_thanks_habits_crime_and_trade_are_no_aid(text: str) -> None:
    assert aid(text) == []


def test_the_same_gift_told_twice_is_one_record_with_both_stretches() -> None:
    (gift,) = aid(
        "Guards gave 50 bicycles to pupils. It was a good day. The commander said that 50 bicycles"
        " were given to pupils of poor families."
    )
    assert gift.quantity == 50
    assert len(gift.evidence) == 2


def test_promises_are_kept_apart_from_what_is_delivered() -> None:
    promised, delivered = aid("The firm will give 30 desks. It gave 20 fans to the school.")
    assert (promised.status, delivered.status) == ("promised", "delivered")


def test_a_house_that_is_only_to_be_begun_is_promised() -> None:
    (gift,) = aid("The construction of a school for poor pupils will begin in June.")
    assert gift.status == "promised"


def test_giver_receiver_and_their_places_are_told() -> None:
    text = "In Alpha, the Beta Border Guard gave 5 tons of rice to soldiers in Gamma province."
    at = text.index("Gamma")
    mention = Mention(at, at + 5, "Gamma", "province", place_id="x-gamma", name="Gamma")
    (gift,) = aid(text, (mention,))
    assert gift.donor == "Beta Border Guard"
    assert gift.recipient == "soldiers in Gamma province"
    assert gift.beneficiaries_at == ("x-gamma",)
    assert gift.unit == "tons"


def test_a_sum_for_each_gives_the_total_too() -> None:
    (gift,) = aid("The fund awarded 40 scholarships worth 2 million VND each to pupils.")
    assert (gift.unit_value, gift.total_value, gift.currency) == (2e6, 80e6, "VND")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("gave 20 cows, worth VND5 to;.(\"'\nđé%5$–"), max_size=120))
def test_any_text_is_read_with_evidence_inside_it(text: str) -> None:
    for gift in aid(text):
        assert gift.evidence
        assert all(0 <= e.start < e.end <= len(text) for e in gift.evidence)


@settings(max_examples=30, deadline=None)
@given(
    st.integers(min_value=2, max_value=9999),
    st.sampled_from(["cows", "bicycles", "gift sets", "face masks", "solar lamps"]),
    st.sampled_from(["gave", "presented", "handed over", "donated"]),
)
def test_any_count_of_any_thing_comes_through(count: int, thing: str, verb: str) -> None:
    assert told(f"The unit {verb} {count:,} {thing} to poor families.") == [(count, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # passive, dative and nominal forms
        ("Forty families were each handed a bag of rice worth 500,000 VND.", [(40, 5e5)]),
        ("From the Gamma side came 50 tents and 300 blankets.", [(50, None), (300, None)]),
        (
            "Some 70 blankets and 90 nets were among the things that the ship brought over.",
            [(70, None), (90, None)],
        ),
        ("Three tonnes of rice were the present of Gamma to Delta.", [(3, None)]),
        ("USD7,000 was donated by the bank to the hospital.", [(None, 7000)]),
        ("The gift, 12 tons of salt, was accepted by the governor.", [(12, None)]),
        ("Sixty tents, a present from Delta, were put up at once.", [(60, None)]),
        ("Six goats, a fan and 90 mats made up the donation.", [(6, None), (1, None), (90, None)]),
        ("Gifts worth 9 million VND went on May 3 to 70 pupils.", [(70, 9e6)]),
        ("The parcels, 80 in all, were given to the school.", [(80, None)]),
        ("Delta and Gamma were given 200 and 300 masks respectively.", [(200, None), (300, None)]),
        # what help came to, what sums buy, what others pay for
        ("In 2020 the help that Delta gave came to 4 billion VND.", [(None, 4e9)]),
        ("The station spent 90 million VND on three houses.", [(3, 9e7)]),
        ("Delta gave 70 million VND. With the money two wells are to be drilled.", [(2, 7e7)]),
        ("The clinic was paid for by Delta. It cost 6 billion VND.", [(None, 6e9)]),
        # care, with what goes along with it
        ("Doctors saw 150 people and gave them medicine worth 20 million VND.", [(150, 2e7)]),
        ("They had 90 people examined, for 8 million VND in all.", [(90, 8e6)]),
        ("A child gets 400,000 VND a month. Nine orphans are sponsored so.", [(9, 4e5)]),
        # what each gets, what one holds, what a list holds together
        ("Thirty of the pupils were given a bicycle each.", [(30, None)]),
        ("Forty families got a gift package each from Delta.", [(40, None)]),
        (
            "Delta gave 70 gifts to pupils. A gift consists of rice and is worth 200,000 VND.",
            [(70, 2e5)],
        ),
        ("Delta gave 60 gifts of rice, noodles and salt to pupils.", [(60, None)]),
        ("Delta gave 100 scholarships to the students, each of 1 million VND.", [(100, 1e6)]),
        (
            (
                "In Alpha 500 residents had their health checked. "
                "Guards gave medical equipment worth 2 billion VND to the forces of Gamma."
            ),
            [(500, None), (None, 2e9)],
        ),
        (
            (
                "Delta gave Gamma medical equipment worth 7 billion VND. "
                "It consisted of protective gear, face masks and test kits."
            ),
            [(None, 7e9)],
        ),
        ("Customs officers checked 15 citizens at the gate on May 3.", []),
        ("Delta gave 30 gift packages, 2 million VND (87 USD) apiece.", [(30, 2e6)]),
        ("Delta gave 90 gifts, for which 30 million VND was spent, to pupils.", [(90, 3e7)]),
        ("The 90 gifts with which Delta marks the 2024 New Year went to pupils.", [(90, None)]),
    ],
)
def test_gifts_are_read_in_the_many_ways_that_english_tells_them(
    text: str, expected: list[tuple[float | None, float | None]]
) -> None:
    assert sorted(told(text), key=str) == sorted(
        [(None if n == 1 else n, value) for n, value in expected], key=str
    )


@pytest.mark.parametrize(
    "text",
    [
        "The patrol gave chase to men who carried 40 boxes of cigarettes.",
        "Every month an officer puts aside 100,000 VND of his pay.",
        "Merchants brought 20 tonnes of cassava to the market.",
        "The firm paid 200 million VND in taxes.",
        "The border is a house which they build together.",
        "About 120 officers took part in the training.",
    ],
)
def test_loads_savings_and_dues_are_no_gifts(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "About 800 people of Koh commune, in the Sang district of Kandal province, "
                "were given free medical check-ups and medicines on June 17 by doctors, donors and "
                "the authorities of the place."
            ),
            [(800, None)],
        ),
        (
            (
                "The village gave 550 people free medical examination and treatment, for over 550 "
                "million VND (23,950 USD) in total."
            ),
            [(550, 550e6)],
        ),
        (
            (
                "A US$2 million market paid for by Hanoi was opened on May 3. The market was built "
                "with US$2 million of non-refundable aid from Vietnam."
            ),
            [(None, 2e6)],
        ),
    ],
)
def test_care_and_sums_are_counted_once(
    text: str, expected: list[tuple[float | None, float | None]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("item", "care"),
    [
        ("free medical check-ups", True),
        ("medical examination and treatment", True),
        ("haircuts", True),
        ("free medical check-ups and medicines", True),
        ("surgical masks", False),
        ("treatment building", False),
        ("day-care centre", False),
        ("care packages", False),
    ],
)
def test_care_is_done_for_people_and_things_are_handed_over(item: str, care: bool) -> None:
    assert is_care(item) == care


def test_a_verb_before_a_thing_is_no_part_of_its_name() -> None:
    text = "The province gave money. Of its students 25 hold full scholarships, it said."
    article = Article(id="a", path="a.txt", text=text)
    (gift,) = read_aid(article, (), passage=Passage.of(article, (), encoded=False))[-1:]
    assert "hold" not in gift.item


@pytest.mark.parametrize(
    ("text", "habit"),
    [
        ("rice was given on may 3", False),
        ("on 3 may rice was given", False),
        ("in may, 2024 rice was given", False),
        ("they may give rice", True),
        ("in may they always give rice", True),
    ],
)
def test_the_month_of_a_day_is_no_wish(text: str, habit: bool) -> None:
    assert is_generic(text, 0, len(text)) is habit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Poor families were given 81 brick houses. The house is 5 meters long and 7 meters "
                "wide; with a latrine it cost about US$10,000."
            ),
            [(81, 10_000, 810_000)],
        ),
        (
            (
                "35 houses have been granted to poor families of the district. VND 11 billion was "
                "spent in all: VND 10 billion of the province and VND 1 billion of the army."
            ),
            [(35, None, 11e9)],
        ),
        (
            "The province gave 500 gift sets with cash of 1 million VND each (43 USD) to pupils.",
            [(500, 1e6, 500e6)],
        ),
    ],
)
def test_what_things_cost_may_be_told_behind_them(
    text: str, expected: list[tuple[float, float | None, float]]
) -> None:
    assert [(g.quantity, g.unit_value, g.total_value) for g in aid(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The district gave 500kg of rice to the police, 500kg to the army, and 300 kg to us.",
            [(500, "rice"), (500, "rice"), (300, "rice")],
        ),
        (
            "The delegation gave Alpha a tonne of rice and Beta a tonne of rice.",
            [(1, "rice"), (1, "rice")],
        ),
        (
            (
                "They gave 5 tons of cement and 180 square metres of zinc roofing for a post whose "
                "border is 50 km long."
            ),
            [(5, "cement"), (180, "zinc roofing")],
        ),
    ],
)
def test_as_much_to_each_of_several_is_a_gift_each(
    text: str, expected: list[tuple[float, str]]
) -> None:
    assert [(g.quantity, g.item) for g in aid(text) if g.quantity] == expected


def test_what_goes_somewhere_every_day_is_traded() -> None:
    text = "Forty tons of fruits and vegetables go to the neighbours by way of the market"
    assert told(f"{text} every day.") == []


def test_what_care_cost_by_a_sentence_of_its_own_is_told_apart() -> None:
    care = "Doctors examined 700 villagers on May 3. "
    assert told(f"{care}Medicines worth 5,000 USD were handed out.") == [(700, None), (None, 5000)]


def test_what_a_list_behind_a_colon_tells_is_no_gift_of_its_own() -> None:
    text = "They gave medical supplies to the post: 5,000 masks and 50 bottles of oil."
    assert told(text) == [(5000, None), (50, None)]


def test_things_without_a_figure_keep_all_that_tells_of_them() -> None:
    text = (
        "Medicines were given to the villagers of the lake on May 3. "
        "Two tons of rice, 100 boxes of noodles, and medicines were given to the villagers."
    )
    (medicines,) = [g for g in aid(text) if g.item.lower() == "medicines"]
    assert {text[e.start : e.end].split()[0] for e in medicines.evidence} >= {"Medicines"}
    assert any(e.start > text.index("Two tons") for e in medicines.evidence)


def test_thanks_in_one_clause_leave_the_gift_in_the_next() -> None:
    text = "they thanked delta in alpha, where a house was handed over."
    assert is_generic(text, 0, len(text), text.index("they"))
    assert not is_generic(text, 0, len(text), text.index("house"))
    assert not is_generic(text, 30, 40, 0)


def test_a_sure_gift_is_one_in_a_text_about_something_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("geo.facts.aid.chance_of_aid", lambda _: 0.0)
    text = "It rained. " * 5 + "The delegation presented gifts to the soldiers of the station."
    assert [g.item for g in aid(text)] == ["gifts"]


@pytest.mark.parametrize(
    "text",
    [
        "Four tons of rice and daily necessities went to the villagers.",
        "The load for the villagers: four tons of rice, and goods that are needed every day.",
    ],
)
def test_words_of_trade_and_habit_in_the_name_of_a_thing_are_part_of_it(text: str) -> None:
    assert (4, "rice") in [(g.quantity, g.item) for g in aid(text)]


def test_a_thing_that_only_describes_another_one_is_not_given() -> None:
    assert aid("The command gave the officers a computer-based programme.") == []


@pytest.mark.parametrize(
    ("text", "built"),
    [
        ("the building has a large room", False),
        ("they are building a large room", True),
        ("the building of a large room", True),
    ],
)
def test_a_building_is_no_work(text: str, built: bool) -> None:
    assert says_giving(text, giving_words(text), 0, len(text)) is built


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They gave 900 masks to Alpha, 700 to Beta and another 300 to Gamma.", [900, 700, 300]),
        ("They handed 900 masks to the police, and a further 700 each to schools.", [900, 700]),
        ("Thirty goats were given to Alpha, and some 20 to Beta.", [30, 20]),
        ("They gave 30 gifts to pupils of hamlets 5 and 7 to mark the day.", [30]),
        ("They gave 30 gifts to pupils in Alpha and 5 million VND to Beta.", [30]),
    ],
)
def test_more_of_a_thing_needs_no_name(text: str, expected: list[float]) -> None:
    passage = Passage.of(Article(id="a", path="a.txt", text=text), ())
    counted = passage.counted_in(0, len(text))
    assert [g.quantity for g in counted if g.role == "goods"] == expected


def test_of_a_list_only_the_thing_beside_the_verb_has_it_in_its_evidence() -> None:
    text = "They gave 900 masks to Alpha, 700 gowns to Beta, and rice to Gamma and 40 mats to all."
    told_by = [text[g.evidence[0].start : g.evidence[0].end] for g in aid(text) if g.quantity]
    assert told_by == ["gave 900 masks", "700 gowns", "40 mats"]


def test_half_of_a_measure_is_half() -> None:
    assert [g.quantity for g in aid("Half a ton of rice was given to the station.")] == [0.5]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A house built for 70 million VND was handed over to the family.",
            [(None, 70e6)],
        ),
        (
            "A lighting system and a clinic, worth 90 million VND in all, were given to Alpha.",
            [(None, 90e6)],
        ),
        (
            "They gave 5 tons of rice and medicines with a total value of 90 million VND.",
            [(5, None), (None, 90e6), (None, None)],
        ),
        (
            "Each of the 40 families was handed 500,000 VND in cash.",
            [(40, 500_000)],
        ),
        (
            "The gifts, each worth 300,000 VND, were given to 60 poor families.",
            [(60, 300_000)],
        ),
        (
            "The 90 gifts held rice and salt, and had a value of 30 million VND.",
            [(90, 30e6)],
        ),
        (
            "Delta granted 300 million VND to Gamma, for two clinics to be built there.",
            [(None, 300e6)],
        ),
        ("Delta gave gifts and 30 million VND to the soldiers.", [(None, None), (None, 30e6)]),
        ("At this time gifts were handed over to the villagers by the post.", [(None, None)]),
    ],
)
def test_sums_and_people_go_with_what_they_are_told_of(
    text: str, expected: list[tuple[float | None, float | None]]
) -> None:
    assert told(text) == expected
