"""Where an event is by the wording around the names of its text; what a rule keeps all the same."""

from __future__ import annotations

from datetime import date

import pytest

from geo.facts.events import read_events
from geo.facts.passage import Passage
from geo.facts.sites import chances_of_places
from geo.gazetteer import Gazetteer
from geo.geoparse import Geoparser
from geo.model import Article, Event


@pytest.fixture(scope="module")
def parser() -> Geoparser:
    return Geoparser(Gazetteer.load(imports=False))


def article(text: str) -> Article:
    return Article("a", "a", text, published=date(2024, 5, 8))


def events(parser: Geoparser, text: str) -> dict[str, Event]:
    read = article(text)
    return {e.type: e for e in read_events(read, parser.parse(read).mentions)}


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        (
            "The Kratie police headquarters was the scene of talks on May 3.",
            "meeting",
            "Kratie",
        ),
        (
            "On May 3 the Kratie police sat down with guests for talks.",
            "meeting",
            "Kratie",
        ),
    ],
)  # fmt: skip
def test_the_likeliest_name_is_the_place_of_an_event(
    parser: Geoparser, text: str, kind: str, place: str
) -> None:
    assert events(parser, text)[kind].place_names[0] == place


@pytest.mark.parametrize(
    "text",
    [
        "Guards met for talks on May 3. They were received at the Tay Ninh Border Guard.",
        "On May 2 they met in Ha Tien. The next talks will be held on May 30.",
        "On May 2 they met in Ha Tien. The first talks of that kind were held in 2019.",
    ],
)
def test_a_place_that_is_not_told_is_left_out(parser: Geoparser, text: str) -> None:
    read = article(text)
    talks = read_events(read, parser.parse(read).mentions)[-1]
    assert talks.place_names == ()


def test_names_of_the_own_sentence_are_likelier_than_those_far_behind(parser: Geoparser) -> None:
    text = (
        "A conference was held in Ha Tien on May 3. It was long. It was warm. Talk was free. "
        "The next one is left to Kampot."
    )
    read = article(text)
    passage = Passage.of(read, parser.parse(read).mentions)
    near, far = chances_of_places(passage, 0, "meeting")
    assert near.chance > 0.5 > far.chance


def test_what_happens_along_the_border_is_in_no_country(parser: Geoparser) -> None:
    text = "Guards of Vietnam and Cambodia patrolled the border of the two countries on May 3."
    assert events(parser, text)["patrol"].place_names == ("Vietnam–Cambodia border",)


def test_a_twinning_keeps_the_two_places_that_it_ties(parser: Geoparser) -> None:
    text = (
        "Thanh An commune was twinned with Samraong commune on May 3. Their delegates had met in "
        "Ha Tien."
    )
    assert events(parser, text)["twinning"].place_names[:2] == ("Thạnh An", "Samraong")


def test_a_name_of_another_event_of_the_sentence_is_not_taken_over(parser: Geoparser) -> None:
    text = (
        "The anniversary was celebrated in Cambodia on April 3, and a conference was held in "
        "Ha Tien on May 4."
    )
    told = events(parser, text)
    assert "Hà Tiên" in told["meeting"].place_names
    assert all("Hà Tiên" not in e.place_names for t, e in told.items() if t != "meeting")


def test_a_type_that_the_whole_sentence_denies_gives_way_to_the_one_it_tells(
    parser: Geoparser,
) -> None:
    found = events(
        parser,
        "Binh Phuoc: At the Hoa Lu International Border Gate in the southern province of Binh "
        "Phuoc, a ceremony on March 1 marked the start of the search for remains of soldiers who "
        "died in Cambodia during wartime.",
    )
    assert list(found) == ["other"]


def test_what_is_surely_told_is_an_event_though_only_a_span_of_years_dates_it(
    parser: Geoparser,
) -> None:
    found = events(
        parser,
        "Team K92 has ended its mission in Cambodia, where it looked for remains of martyrs in "
        "the 2023-2024 dry season, and collected 27 sets of them.",
    )
    assert list(found) == ["other"]


def test_what_will_go_on_is_no_single_event(parser: Geoparser) -> None:
    text = (
        "A Cambodian Culture Week was held in Vietnam in 2025. A Vietnamese Culture Week is "
        "planned in Cambodia in 2026.\n\nMedical treatment in public hospitals in Hồ Chí Minh "
        "City and in the Vietnamese border provinces was provided to Cambodian patients."
    )
    assert "medical" in events(parser, text)
    assert "medical" not in events(parser, f"{text} It will go on.")


def test_what_has_gone_on_since_some_year_is_no_event(parser: Geoparser) -> None:
    text = "Since 2016 border guards of Tay Ninh have looked after 30 pupils in Svay Rieng."
    read = Article("a", "a", text, title="Second friendship exchange", published=date(2024, 5, 8))
    assert read_events(read, parser.parse(read).mentions) == []


def test_no_rule_has_proof_enough_of_what_the_encoder_does_not_see(parser: Geoparser) -> None:
    text = (
        "The leaders of Dak Lak and Mondulkiri met on May 3. People of the two provinces will be "
        "told more about the treaties and protocols on land border demarcation and the planting of "
        "markers between the two countries."
    )
    assert list(events(parser, text)) == ["meeting"]


def test_no_rule_turns_down_what_the_encoder_has_no_doubt_of(parser: Geoparser) -> None:
    text = (
        "From July 18 and for one month nobody may cross at the Moc Bai border gate, the "
        "government of Cambodia has decided."
    )
    assert list(events(parser, text)) == ["other"]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        (
            """The forces told of their work this year.
The two provinces signed a plan on trade in Tay Ninh. The health departments of the two provinces
signed an agreement on the fight against malaria.""",
            ["signing", "signing"],
        ),
        (
            """The two provinces sign a plan on trade
The two provinces signed a plan on trade in Tay Ninh on May 3.""",
            ["signing"],
        ),
    ],
)
def test_two_sentences_that_are_each_the_first_to_tell_tell_of_two_events(
    parser: Geoparser, text: str, types: list[str]
) -> None:
    read = article(text)
    assert [e.type for e in read_events(read, parser.parse(read).mentions)] == types
