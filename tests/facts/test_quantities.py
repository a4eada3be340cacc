"""Numbers and sums of money: what figures and words are worth, and what counts nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.facts.money import read_money
from geo.facts.quantities import read_figure, read_numbers, read_words_number


def values(text: str, *, vietnamese: bool = False) -> list[float]:
    return [n.value for n in read_numbers(text, vietnamese=vietnamese)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2.5 tons of rice and 1,200 blankets", [2.5, 1200]),
        ("twenty-five houses, two hundred and fifty bags, a dozen goats", [25, 250, 12]),
        ("a 1.125 million share, 3 thousand more", [1.125e6, 3000]),
        ("around 84 per cent, or 16%", [84, 16]),
        ("1.137 km of line", [1137]),
        ("6 and a half km, two and a half million trees", [6.5, 2.5e6]),
        ("750,000-3 million people, 70-80 million more", [750_000, 70e6]),
        ("the 1,270-kilometer (790-mile) line, 40 ha (some 99 acres)", [1270, 40]),
        ("two zones (4,995 ha), one road (93 miles)", [2, 4995, 1, 93]),
        ("260.433 km are marked, 27.809 metres are not", [260.433, 27.809]),
    ],
)
def test_figures_and_words_have_their_values(text: str, expected: list[float]) -> None:
    assert values(text) == expected


def test_vietnamese_figures_use_points_and_commas_the_other_way() -> None:
    text = "1.000 suất quà, 2,5 tấn gạo và 1.200 tỷ đồng"
    assert values(text, vietnamese=True) == [1000, 2.5, 1.2e12]


@pytest.mark.parametrize("text", ["9" * 400 + " bags", "1 " + "trillion " * 30 + "bags"])
def test_what_no_number_holds_is_left_out(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "on March 3, 2021 at 17:51",
        "Border Marker No. 314 and marker 30/2",
        "the 21st meeting, COVID-19, Decree 34",
        "in the period 2019-24",
        "25/12/2020",
        "one another and two-way trade",
        "the stretch from No. 12 to 16",
    ],
)
def test_dates_and_labels_count_nothing(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize("word", ["nearly", "over", "about", "more than", "close to"])
def test_words_before_a_figure_make_it_approximate(word: str) -> None:
    (number,) = read_numbers(f"{word} 1,000 people")
    assert number.approximate
    (money,) = read_money(f"worth {word} VND 5 million")
    assert money.approximate


@given(st.integers(min_value=0, max_value=10**12))
def test_grouped_figures_read_back_as_written(number: int) -> None:
    assert read_figure(f"{number:,}") == number
    assert read_figure(f"{number:,}".replace(",", "."), vietnamese=True) == number
    assert read_figure(str(number)) == number


@pytest.mark.parametrize(
    ("figure", "value"),
    [("1,000.000", 1e6), ("1.250,000", 1.25e6), ("2,500.75", 2500.75), ("0,125.500", 125.5)],
)
def test_groups_of_three_are_whole_with_mixed_signs(figure: str, value: float) -> None:
    assert read_figure(figure) == value


@given(st.integers(min_value=0, max_value=999), st.integers(min_value=1, max_value=99))
def test_decimals_read_back_as_written(whole: int, part: int) -> None:
    text = f"{whole}.{part}"
    assert read_figure(text) == float(text)
    assert read_figure(text.replace(".", ","), vietnamese=True) == float(text)


@given(st.integers(min_value=1, max_value=99))
def test_words_read_back_as_the_number(number: int) -> None:
    tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    small = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ]
    ten, one = divmod(number, 10)
    words = small[number - 1] if number < 20 else tens[ten - 2] + (f"-{small[one - 1]}" * bool(one))
    assert read_words_number(words) == number
    assert values(f"{words} bicycles") == [number]


@given(st.text(max_size=200))
def test_any_text_is_read_with_offsets_inside_it(text: str) -> None:
    for found in (*read_numbers(text), *read_numbers(text, vietnamese=True), *read_money(text)):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("VND180 million", 180e6, "VND"),
        ("$26.85 million", 26.85e6, "USD"),
        ("US$ 700,000", 700_000, "USD"),
        ("4,300 USD", 4300, "USD"),
        ("25 billion VND", 25e9, "VND"),
        ("20 tỷ đồng", 20e9, "VND"),
        ("3 million riel", 3e6, "KHR"),
        ("900 million baht", 900e6, "THB"),
        ("VND 5bn", 5e9, "VND"),
        ("$5m", 5e6, "USD"),
        ("500,000VND", 500_000, "VND"),
        ("65.850.000d", 65_850_000, "VND"),
    ],
)
def test_sums_have_amount_and_currency(text: str, value: float, currency: str) -> None:
    (money,) = read_money(f"worth {text} in all")
    assert (money.value, money.currency) == (value, currency)


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("It gave US 40,000 for a school.", [40_000]),
        ("It gave US 40,000 masks.", []),
        ("Give us 40,000 for a school.", []),
        ("In the US 40,000 of them were sold.", []),
    ],
)
def test_dollars_may_have_lost_their_sign(text: str, sums: list[float]) -> None:
    assert [m.value for m in read_money(text)] == sums


@pytest.mark.parametrize("text", ["a 3d cinema", "3,000 d", "5usdx", "20kg of rice"])
def test_not_every_letter_behind_a_figure_is_a_currency(text: str) -> None:
    assert read_money(text) == []


def test_each_and_per_month_are_told_apart_from_totals() -> None:
    each, monthly, total = (
        read_money(text)[0]
        for text in (
            "2 million VND each",
            "500,000 VND per pupil per month",
            "2 million VND",
        )
    )
    assert (each.each, each.period) == (True, None)
    assert (monthly.each, monthly.period) == (True, "month")
    assert (total.each, total.period) == (False, None)


def test_the_same_sum_in_another_currency_is_marked() -> None:
    first, second = read_money("100 million VND (over 4,300 USD) was raised")
    assert not first.converted
    assert second.converted
    assert not any(m.converted for m in read_money("5 million VND, 300 USD and 2 million riel"))
