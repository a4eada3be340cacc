"""What weights add to the aid that rules read, and what they turn down."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.facts.aiddraft import Draft
from geo.facts.care import likely_helped
from geo.facts.counts import Figure
from geo.facts.figures import figures_in
from geo.facts.measures import likely_figures, without_unlikely_figures
from geo.facts.merging import merge
from geo.facts.passage import Passage
from geo.facts.segments import Segment
from geo.facts.surroundings import Surrounded, chances_of_numbers, chances_of_things
from geo.facts.weighed import (
    likely_gifts,
    likely_things,
    tell_chances,
    without_unlikely_gifts,
    without_unlikely_things,
)
from geo.model import Article


def passage_of(text: str) -> Passage:
    return Passage.of(Article(id="a", path="a.txt", text=text), ())


def things_in(text: str, chance: float, known: tuple[Draft, ...] = ()) -> list[str]:
    """Return what is added of the things without a figure if each has the same chance."""
    passage = passage_of(text)
    sentence = passage.sentences[0]
    things = [
        (goods, chance) for goods in Segment(passage, sentence, sentence.start, sentence.end).named
    ]
    return [d.item for d in likely_things(passage, sentence, things, known)]


def numbers_in(text: str, chance: float) -> tuple[Passage, list[Surrounded]]:
    """Return a passage, and the numbers of its first sentence with a chance of our own."""
    passage = passage_of(text)
    numbers = chances_of_numbers(passage, passage.sentences[0])
    return passage, [replace(n, aid=chance) for n in numbers]


def draft(start: int, end: int, quantity: float | None = None, told: str = "counted") -> Draft:
    return Draft(start, end, "rice", "food", (0, 60), None, quantity, told=told)


SENT = "Out of the lorry came rice and blankets."


def test_things_that_are_likely_given_are_gifts_without_a_figure() -> None:
    assert things_in(SENT, 0.9) == ["rice, blankets"]


def test_things_that_are_not_likely_given_are_none() -> None:
    assert things_in(SENT, 0.3) == []


def test_a_thing_that_a_rule_has_read_is_not_read_again() -> None:
    at = SENT.index("rice")
    assert things_in(SENT, 0.9, (draft(at, at + 4),)) == ["blankets"]


@pytest.mark.parametrize(
    "text",
    [
        "The post handed over 60 gift packages with rice and salt.",  # held by what is counted
        "The post handed over 60 festival gift sets with rice and salt.",
        "It brought 5 tons of rice and other necessities.",  # sums up what is told
        "The two provinces trade in rice and maize.",  # commerce
        "Doctors examined 90 villagers and gave them medicine.",  # told with those examined
        "Police seized smuggled blankets.",
        "The rice was handed to the pupils.",  # known already
        "Each side gave 2 million VND for the building of schools.",  # what the sum pays for
        "The villagers got help as well.",
    ],
)
def test_a_rule_may_know_better_than_the_weights(text: str) -> None:
    assert things_in(text, 0.99) == []


def test_habits_and_plans_give_only_what_is_surely_given() -> None:
    text = "The soldiers will give rice to the poor."
    assert things_in(text, 0.95) == ["rice"]
    assert things_in(text, 0.6) == []


def test_a_thing_that_nobody_gives_is_turned_down() -> None:
    passage = passage_of(SENT)
    sentence = passage.sentences[0]
    goods = Segment(passage, sentence, sentence.start, sentence.end).named[0]
    told = draft(goods.start, goods.end, told="bare")
    assert without_unlikely_things([told], [(goods, 0.01)]) == []
    assert without_unlikely_things([told], [(goods, 0.3)]) == [told]


def test_a_counted_thing_is_added_or_turned_down_by_its_number() -> None:
    text = "In the boat lay 40 blankets."
    passage, numbers = numbers_in(text, 0.9)
    (added,) = likely_gifts(passage, passage.sentences[0], numbers, [], [])
    assert (added.quantity, added.item) == (40, "blankets")
    unlikely = [replace(n, aid=0.05) for n in numbers]
    assert without_unlikely_gifts([added], numbers) == [added]
    assert without_unlikely_gifts([added], unlikely) == []


def test_what_is_rarely_given_is_a_gift_where_it_surely_is_one() -> None:
    text = "The province handed 16 stations over to the Lao side."
    passage, numbers = numbers_in(text, 0.95)
    (added,) = likely_gifts(passage, passage.sentences[0], numbers, [], [])
    assert (added.quantity, added.item) == (16, "stations")
    _, numbers = numbers_in(text, 0.75)
    assert likely_gifts(passage, passage.sentences[0], numbers, [], []) == []


def test_gifts_beside_counted_ones_are_gifts_of_their_own_where_they_surely_are() -> None:
    passage = passage_of("It rained. " * 40 + "The post had gifts for the school as well.")
    sentence = passage.sentences[-1]
    gifts = Segment(passage, sentence, sentence.start, sentence.end).named[0]
    counted = draft(500, 510, 40)
    for chance, records in ((0.95, 2), (0.5, 1)):
        told = Draft(gifts.start, gifts.end, gifts.item, "other", (0, 40), None, told="bare")
        tell_chances([told, counted], [], [(gifts, chance)])
        assert len(merge([told, counted])) == records


def test_what_is_asked_for_is_no_gift() -> None:
    passage, numbers = numbers_in("The governor called on firms to send 40 blankets.", 0.9)
    assert likely_gifts(passage, passage.sentences[0], numbers, [], []) == []


def test_a_text_that_tells_of_no_giving_has_no_likely_things() -> None:
    passage = passage_of("The market sells rice and salt.")
    assert chances_of_things(passage, passage.sentences[0]) == []


def figures(text: str, chance: float, before: Figure | None = None, **told: bool) -> list[Figure]:
    """Return what is added of the numbers of a text if each is a figure with the same chance."""
    passage = Passage.of(Article(id="a", path="a.txt", text=text), (), **told)
    sentence = passage.sentences[0]
    numbers = [replace(n, indicator=chance) for n in chances_of_numbers(passage, sentence)]
    return likely_figures(passage, sentence, numbers, [], before)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The new firm gave work to 700 villagers.", 700, "villagers"),
        ("They paved 40 km of it.", 40, "km"),
        ("They want a 90-kilometer road.", 90, "kilometer"),
    ],
)
def test_people_and_lengths_are_figures_where_the_encoder_says_so(
    text: str, value: float, unit: str
) -> None:
    assert [(f.value, f.unit) for f in figures(text, 0.9)] == [(value, unit)]
    assert figures(text, 0.4) == []
    assert figures(text, 0.9, encoded=False) == []


def test_a_number_alone_counts_what_the_text_counted_last() -> None:
    markers = Figure("demarcation", "markers", 80, "markers", 0, 10)
    (figure,) = figures("A further 20 have yet to be settled.", 0.9, markers)
    assert (figure.value, figure.unit) == (20, "markers")
    assert figures("A further 20 have yet to be settled.", 0.9) == []


def test_what_something_built_costs_is_no_figure() -> None:
    assert figures("The work took a year and cost 30 million USD.", 0.9) == []
    assert len(figures("Its imports cost 30 million USD.", 0.9)) == 1


def test_areas_in_brackets_behind_names_need_no_weighing() -> None:
    passage = passage_of("The parts are Alpha (400 ha), Beta (1,200 ha) and Gamma (90 ha).")
    sentence = passage.sentences[0]
    numbers = [replace(n, indicator=0.01) for n in chances_of_numbers(passage, sentence)]
    told = without_unlikely_figures(figures_in(passage, sentence), numbers, None)
    assert [f.value for f in told] == [400, 1200, 90]


def test_a_list_that_ends_with_supplies_of_a_kind_is_no_gift_in_general() -> None:
    item = "masks and medical supplies"
    told = Draft(0, 30, item, "medical", (0, 60), None, told="bare", chance=0.5)
    assert told in merge([told, draft(100, 110, 40)])


def test_donations_that_a_text_then_counts_are_only_announced() -> None:
    told = Draft(0, 30, "donations", "household", (0, 60), None, told="bare", chance=0.9)
    assert merge([told, draft(100, 110, 40)]) == [draft(100, 110, 40)]
    late = Draft(500, 530, "donations", "household", (500, 560), None, told="bare", chance=0.9)
    assert len(merge([late, draft(700, 710, 40)])) == 2


def test_a_school_that_receives_something_is_no_gift() -> None:
    assert things_in("Ban Don School in the town was given books.", 0.8) == ["books"]


def test_counted_people_who_are_surely_helped_are_helped_without_a_word_for_it() -> None:
    text = "The post is there for 90 pupils; it let 30 of them have books."
    passage, numbers = numbers_in(text, 0.95)
    books = Draft(text.index("books"), len(text) - 1, "books", "school", (33, 62), None)
    (help_,) = likely_helped(passage, passage.sentences[0], numbers, [books])
    assert (help_.quantity, books.quantity) == (90, 30)
    _, doubtful = numbers_in(text, 0.8)
    assert likely_helped(passage, passage.sentences[0], doubtful, []) == []


def test_what_lies_in_the_pack_of_every_day_is_given() -> None:
    assert things_in("It brought goods needed every day, such as rice.", 0.95) != []
