"""Aid: quantity, value, giver and receiver of what a text says is given."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.facts.aid import read_aid
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
    "text",
    [
        "The commander thanked the neighbours for their support.",
        "Both sides regularly help poor families in the area.",
        "The host presented a souvenir to the guest.",
        "Police seized 10 kg of drugs and handed over five suspects.",
        "They laid flowers, planted 20 trees and held 3 talks.",
        "The province has 240 km of border and 16 border gates.",
        "Trade came to 10 billion USD, of which exports made 6 billion USD.",
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
