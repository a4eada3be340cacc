"""Dates are read as exactly as a text tells them, and counted from the article's own date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.facts.clock import Clock
from geo.facts.dates import FoundDate, find_dates
from geo.facts.passage import Passage
from geo.facts.sentences import plain
from geo.model import Article


def read(text: str, published: date | None = date(2024, 5, 8)) -> list[FoundDate]:
    """Read the dates of a text of Wednesday 8 May 2024."""
    low = plain(text)
    clock = Clock.of(Article("a", "a", text, published=published), low)
    return find_dates(low, 0, len(low), clock)


def spans(text: str, published: date | None = date(2024, 5, 8)) -> list[str]:
    return [
        d.span.start if d.span.start == d.span.end else f"{d.span.start}/{d.span.end}"
        for d in read(text, published)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened on 8 December 2023.", ["2023-12-08"]),
        ("In 2014 and 2015 they learned it.", ["2014/2015"]),
        ("It opened on the afternoon of 8<sup>th</sup> December 2023.", ["2023-12-08"]),
        ("It opened on December 8, 2023.", ["2023-12-08"]),
        ("It opened on December 8 of 2023, or December 8 2022.", ["2023-12-08", "2022-12-08"]),
        ("It opened on 2023-12-08.", ["2023-12-08"]),
        ("Friday, 8/12/2023 17:51", ["2023-12-08"]),
        ("The 12–14 November 2023 visit", ["2023-11-12/2023-11-14"]),
        ("They met on April 20-22.", ["2024-04-20/2024-04-22"]),
        ("from 30 November to 2 December 2023", ["2023-11-30/2023-12-02"]),
        ("from December 30 to January 2, 2024", ["2023-12-30/2024-01-02"]),
        ("on 8 and 9 December 2023", ["2023-12-08/2023-12-09"]),
        ("on May 15, 20 households", ["2024-05-15"]),
        ("between 2019 and 2024", ["2019/2024"]),
        ("for the 2019-24 period", ["2019/2024"]),
        ("in late December 2012", ["2012-12"]),
        ("in April", ["2024-04"]),
        ("in December", ["2023-12"]),
        ("on Monday", ["2024-05-06"]),
        ("on Wednesday", ["2024-05-08"]),
        ("last Wednesday", ["2024-05-01"]),
        ("next Monday", ["2024-05-13"]),
        ("from Sunday to Tuesday", ["2024-05-05/2024-05-07"]),
        ("on Monday (May 6)", ["2024-05-06"]),
        ("yesterday and tomorrow", ["2024-05-07", "2024-05-09"]),
        ("They will meet on Friday.", ["2024-05-10"]),
        ("From Friday on the gate will be closed.", ["2024-05-10"]),
        ("They will meet from Sunday to Tuesday.", ["2024-05-12/2024-05-14"]),
        ("The gate will open soon, he said on Friday.", ["2024-05-03"]),
        ("On Friday he said that the gate will open.", ["2024-05-03"]),
        ("On Friday a bridge was opened, which will join the banks.", ["2024-05-03"]),
        ("The bridge, which will join the banks, was opened on Friday.", ["2024-05-03"]),
        ("It was opened in April, 2005.", ["2005-04"]),
        ("It was opened in November.", ["2023-11"]),
        ("It will be opened in November.", ["2024-11"]),
        ("last year, this year, next year", ["2023", "2024", "2025"]),
        ("in June of last year", ["2023-06"]),
        ("on June 5 last year", ["2023-06-05"]),
        ("on 5 June of the previous year", ["2023-06-05"]),
        ("last weekend and this weekend", ["2024-05-04/2024-05-05", "2024-05-11/2024-05-12"]),
        ("last month", ["2024-04"]),
        ("two years ago", ["2022"]),
        ("three days ago", ["2024-05-05"]),
        ("in the first quarter of 2023", ["2023-01/2023-03"]),
        ("in the first nine months of last year", ["2023-01/2023-09"]),
        ("On 3 May they met; the next day they left.", ["2024-05-03", "2024-05-04"]),
        ("Last year, they met twice (June 24).", ["2023", "2023-06-24"]),
        ("ngày 12/11/2023", ["2023-11-12"]),
        ("ngày 12 tháng 11 năm 2023", ["2023-11-12"]),
        ("từ ngày 12 đến 14/11", ["2023-11-12/2023-11-14"]),
        ("tháng 4/2024", ["2024-04"]),
        ("ngày 9 tháng 5", ["2024-05-09"]),
        ("ថ្ងៃទី១២ ខែវិច្ឆិកា ឆ្នាំ២០២៣", ["2023-11-12"]),
        ("2000 people, 1990 USD, No. 2020/5, 12,000 and 2.015", []),
        ("at 7.30, on 31 February 2023", []),
    ],
)
def test_a_date_is_read_as_it_is_told(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


def test_the_year_comes_from_the_text_where_the_article_has_no_date() -> None:
    text = "They met on 3 May. The plan of 12 May 2021 holds until 2030."
    assert spans(text, None) == ["2021-05-03", "2021-05-12", "2030"]
    assert spans("They met on 3 May.", None) == []


def test_the_end_of_a_plan_is_not_when_a_text_was_written() -> None:
    text = "They met on 12 May 2021. The plan holds until 31 December 2030. It began on 3 June."
    assert spans(text, None) == ["2021-05-12", "2030-12-31", "2021-06-03"]


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("three days later", "2023-12-11"),
        ("two weeks later", "2023-12-22"),
        ("two months later", "2024-02"),
        ("two years later", "2025"),
    ],
)
def test_what_came_later_is_counted_from_the_day_before_it(later: str, expected: str) -> None:
    text = f"It opened on 8 December 2023. The bridge came {later}."
    passage = Passage.of(Article("a", "a", text, published=date(2026, 5, 8)), [])
    assert [d.span.start for d in passage.dates] == ["2023-12-08", expected]


def test_that_year_is_that_of_the_date_before_however_many_follow() -> None:
    text = "Begun on May 1, 2019, stopped on June 2 of that year, ended on July 3 of that year."
    passage = Passage.of(Article("a", "a", text, published=date(2024, 5, 8)), [])
    assert [d.span.start for d in passage.dates] == ["2019-05-01", "2019-06-02", "2019-07-03"]


def test_a_date_says_how_it_was_found_and_which_end_it_tells() -> None:
    (found,) = read("since May 2016")
    assert found.since
    assert not found.until
    (found,) = read("on Monday")
    assert found.span.basis == "'Monday', counted from the article's date 2024-05-08"
    (found,) = read("The pact (signed 3 May) holds.")
    assert found.bracketed


PIECES = st.sampled_from(
    [
        "31",
        "May",
        "2024",
        "-",
        "/",
        " to ",
        "last",
        "year",
        "Monday",
        "the same day",
        ",",
        " ",
        "12",
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=12).map(" ".join) | st.text(max_size=120))
def test_any_text_gives_ordered_dates_of_one_length(text: str) -> None:
    at = 0
    for found in read(text):
        assert at <= found.start < found.end <= len(text)
        assert len(found.span.start) == len(found.span.end) in {4, 7, 10}
        assert found.span.start <= found.span.end
        at = found.end


@pytest.mark.parametrize("text", ["until 2022", "valid until the end of 2022"])
def test_a_date_until_which_something_holds_is_known_as_such(text: str) -> None:
    assert [d.until for d in read(text)] == [True]


def test_the_by_of_one_sentence_bounds_no_date_of_the_next() -> None:
    found = read("The gate was closed by Laos.\nLast Friday officials went to discuss the matter.")
    assert [d.until for d in found] == [False]
