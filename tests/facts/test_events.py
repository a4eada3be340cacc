"""Events: what happened or is planned, when and where, each told once."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.facts import read_facts
from geo.facts.events import read_events
from geo.facts.passage import Passage
from geo.model import Article, Event, Mention, PlaceType

PLACES: list[tuple[str, PlaceType, str, str | None]] = [
    ("Sang Lake", "border_gate", "VN", "Hoa Province"),
    ("Prey Gate", "border_gate", "KH", "Kandol"),
    ("Hoa Province", "province", "VN", None),
    ("Kandol", "province", "KH", None),
    ("Tra My", "commune", "VN", "Hoa Province"),
    ("Vietnam", "country", "VN", None),
    ("Cambodia", "country", "KH", None),
]


def mentions(text: str) -> list[Mention]:
    found = []
    for name, kind, country, province in PLACES:
        for match in re.finditer(re.escape(name), text):
            found.append(
                Mention(
                    match.start(),
                    match.end(),
                    name,
                    kind,
                    place_id=name.lower(),
                    name=name,
                    country=country,
                    admin1=province,
                )
            )
    return sorted(found, key=lambda m: m.start)


def read(text: str, title: str | None = None) -> list[Event]:
    """Read the events of a text of Wednesday 8 May 2024."""
    article = Article("a", "a", text, title=title, published=date(2024, 5, 8))
    return read_events(article, mentions(text))


def told(text: str, title: str | None = None) -> list[tuple[str, str, str | None, tuple[str, ...]]]:
    return [
        (e.type, e.status, e.date.start if e.date else None, e.place_names)
        for e in read(text, title)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Sang Lake gate in Hoa Province was opened on May 3.",
            ("opening", "held", "2024-05-03", ("Sang Lake",)),
        ),
        (
            "On Monday border guards of both sides held talks in Kandol.",
            ("meeting", "held", "2024-05-06", ("Kandol",)),
        ),
        (
            "The two sides will hold the third defence exchange in Tra My in December 2024.",
            ("exchange", "planned", "2024-12", ("Tra My",)),
        ),
        (
            "A delegation of officials came to Hoa Province on May 2 with New Year wishes.",
            ("visit", "held", "2024-05-02", ("Hoa Province",)),
        ),
        (
            "Police seized 12 kg of heroin and arrested two men at Sang Lake on May 4.",
            ("crime", "held", "2024-05-04", ("Sang Lake",)),
        ),
        (
            "On May 4 doctors gave free medical check-ups to 300 people in Tra My.",
            ("medical", "held", "2024-05-04", ("Tra My",)),
        ),
        (
            "The provincial guard handed over 200 gift packages in Kandol on May 4.",
            ("other", "held", "2024-05-04", ("Kandol",)),
        ),
        (
            "Leaders of both sides broke ground for a school in Tra My on May 2.",
            ("groundbreaking", "held", "2024-05-02", ("Tra My",)),
        ),
        (
            "They planted 16 border markers in Hoa Province in April 2024.",
            ("demarcation", "held", "2024-04", ("Hoa Province",)),
        ),
        (
            "An art performance was staged in Kandol on the evening of May 3.",
            ("cultural", "held", "2024-05-03", ("Kandol",)),
        ),
        (
            "A training course for 40 officers opened in Tra My on May 5.",
            ("training", "held", "2024-05-05", ("Tra My",)),
        ),
        (
            "Ngày 3/5, cửa khẩu Sang Lake được khai trương tại Hoa Province.",
            ("opening", "held", "2024-05-03", ("Sang Lake",)),
        ),
    ],
)
def test_an_event_has_its_type_status_date_and_place(
    text: str, expected: tuple[str, str, str, tuple[str, ...]]
) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The forces regularly exchange information and hold monthly meetings.",
        "The opening of new gates would promote trade between the provinces.",
        "Both sides agreed to strengthen cooperation in training and in the fight against crime.",
        "He hoped that visits and exchanges would continue.",
        "People of both villages often visit each other during the New Year.",
        "The bridge opens a new chapter in relations.",
        "In 2023 goods worth 500 million USD went through the gate.",
        "The gate did not open on May 3.",
        "A general presents flowers to his guest (Photo: ABC)",
        "Delegates at the press conference in Hoa Province (Photo: ABC)",
        "The province shares 140 km of border with its neighbour.",
    ],
)
def test_habits_wishes_and_denials_are_no_events(text: str) -> None:
    assert told(text) == []


def test_an_event_told_three_times_is_one_with_all_its_evidence() -> None:
    text = (
        "New gate opens at border\n"
        "The Sang Lake gate was opened in Hoa Province on May 3.\n"
        "Ministers attended the inauguration.\n"
        "The opening drew hundreds of people."
    )
    (event,) = read(text, "New gate opens at border")
    assert event.type == "opening"
    assert len(event.evidence) >= 3


def test_two_visits_on_two_days_are_two_events() -> None:
    text = "The king visited Hoa Province in March 2023. He visited Kandol in June 2023."
    assert [(d, p) for _, _, d, p in told(text)] == [
        ("2023-03", ("Hoa Province",)),
        ("2023-06", ("Kandol",)),
    ]


def test_a_part_of_an_event_takes_over_its_day_and_place_and_says_so() -> None:
    text = (
        "The two armies held their first defence exchange in Tra My on May 3. "
        "They planted trees of friendship and watched a joint patrol."
    )
    by_type = {e.type: e for e in read(text)}
    patrol = by_type["patrol"]
    assert patrol.place_names == ("Tra My",)
    assert patrol.date is not None
    assert patrol.date.start == "2024-05-03"
    assert "main event" in patrol.date.basis


def test_a_date_in_a_fronted_clause_is_not_the_events() -> None:
    text = "After a first meeting in 2019, the second meeting was held in Kandol on May 3."
    dates = {(e.date.start if e.date else None) for e in read(text) if "Second" in e.title}
    assert dates == {"2024-05-03"}


def test_the_units_beside_a_marker_without_a_position_are_the_place() -> None:
    text = "The two forces patrolled the line from marker 9 in Tra My and Kandol on May 4."
    at = text.index("marker 9")
    named = [*mentions(text), Mention(at, at + len("marker 9"), "marker 9", "landmark")]
    article = Article("a", "a", text, published=date(2024, 5, 8))
    (patrol,) = read_events(article, sorted(named, key=lambda m: m.start))
    assert patrol.place_names == ("Tra My", "Kandol")


def test_what_was_begun_is_not_put_off_by_how_it_goes_on() -> None:
    text = "The construction of a school in Tra My began in March and will be finished by December."
    assert told(text) == [("groundbreaking", "held", "2024-03", ("Tra My",))]


def test_what_follows_the_article_is_planned() -> None:
    (event,) = read("The visit of the minister to Cambodia on May 20-22 was announced.")
    assert (event.status, event.date and event.date.end) == ("planned", "2024-05-22")


def test_a_title_is_in_our_own_words() -> None:
    (event,) = read("The Sang Lake – Prey Gate border gate pair was opened on May 3.")
    assert event.title == "Opening of the Sang Lake – Prey Gate checkpoint"


def test_actors_are_persons_with_their_office_and_organisations() -> None:
    text = "General Tran Van A and the Hoa Border Guard Command held talks in Kandol on May 3."
    (event,) = read(text)
    assert "General Tran Van A" in event.actors
    assert any("Border Guard" in actor for actor in event.actors)


def test_the_same_text_gives_the_same_ids() -> None:
    text = "The Sang Lake gate was opened on May 3. Talks were held in Kandol on May 4."
    first, second = read(text), read(text)
    assert [e.id for e in first] == [e.id for e in second]
    assert len({e.id for e in first}) == len(first) == 2


WORDS = st.sampled_from(
    [
        *("opened", "visit", "the", "first", "Monday", "on May 3, 2024", "in Kandol", "Vietnam"),
        *("(June 24)", "held talks.", "will sign", "\n\n", "“", "”", ";", "and", "twinned with"),
        *("Tra My,", "between", "handed over 20 gifts", "arrested", "21<sup>st</sup>", "to"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=150))
def test_no_text_raises_and_all_evidence_lies_inside_it(text: str) -> None:
    article = Article("a", "a", text, published=date(2024, 5, 8))
    facts = read_facts(article, mentions(text))
    for record in (*facts.events, *facts.twinnings):
        assert record.evidence
        for piece in record.evidence:
            assert 0 <= piece.start < piece.end <= len(text)
    for event in facts.events:
        assert 0 < event.confidence <= 1
        assert event.title
        if event.date:
            assert event.date.start <= event.date.end


def test_a_meeting_without_a_place_names_the_two_who_met() -> None:
    (talks,) = read("General Sok Dara and General Chea Vuthy held talks on May 3, 2024.")
    assert talks.title == "Meeting of Sok Dara and Chea Vuthy"
    (talks,) = read("General Sok Dara held talks with officers on May 3, 2024.")
    assert talks.title == "Meeting"


def test_a_visit_goes_to_its_object_and_names_the_visitor() -> None:
    (visit,) = read("Minister of Defence Sok Dara visited Kandol province on May 3-4.")
    assert (visit.title, visit.place_names) == ("Visit of Sok Dara to Kandol", ("Kandol",))


def test_a_ceremony_to_come_dates_the_opening_it_is_for() -> None:
    text = "The sides will inaugurate the Sang Lake gate. The ceremony is due on July 5."
    assert told(text) == [("opening", "planned", "2024-07-05", ("Sang Lake",))]


def test_an_item_of_a_list_takes_no_place_of_another() -> None:
    text = (
        "Soldiers met in Kandol on May 3. Activities included a medical check-up for villagers "
        "and inaugurating a station in Tra My."
    )
    places = {e.type: e.place_names for e in read(text)}
    assert places["medical"] != places["opening"] == ("Tra My",)


def test_talks_at_which_a_paper_was_signed_are_no_second_event() -> None:
    text = "A memorandum was signed by the ministers at their talks in Kandol on May 3."
    assert [e.type for e in read(text)] == ["signing"]


def test_gifts_told_in_passing_are_no_event() -> None:
    text = "The sides met in Kandol on May 3. They have presented six houses to poor families."
    article = Article("a", "a", text, published=date(2024, 5, 8))
    passage = Passage.of(article, mentions(text), encoded=False)
    assert [e.type for e in read_events(article, mentions(text), passage=passage)] == ["meeting"]


def test_what_was_held_is_told_by_the_sentence_before() -> None:
    text = "Talks were about the gate of Sang Lake. It took place on May 3 in Kandol."
    assert told("Both sides held talks on the market. It was held on May 3 in Kandol.") == [
        ("meeting", "held", "2024-05-03", ("Kandol",))
    ]
    assert all(row[0] != "opening" for row in told(text))


def test_a_heading_is_told_by_the_text_below_it() -> None:
    text = (
        "Two men arrested for smuggling goats\n\n"
        "Police caught two men with nine smuggled goats in Kandol on May 3."
    )
    (case,) = read(text)
    assert (case.type, case.place_names) == ("crime", ("Kandol",))
    assert len(case.evidence) == 2


def test_the_parts_of_a_programme_share_its_month_where_no_day_is_told() -> None:
    text = (
        "The exchange will be held in Kandol this month. Young officers of both sides will plant "
        "trees. They will patrol the border at Sang Lake."
    )
    assert {(row[0], row[2]) for row in told(text)} == {
        ("exchange", "2024-05"), ("other", "2024-05"), ("patrol", "2024-05"),
    }  # fmt: skip


def test_a_day_that_is_remembered_is_no_day_of_an_event() -> None:
    (event,) = read("In Kandol the two sides met for the anniversary of June 20, 1977.")
    assert event.date is not None
    assert event.date.start == "2024-05"


def test_an_event_without_a_day_has_that_of_what_is_told_beside_it_of_the_same_place() -> None:
    text = (
        "The exchange was held in Kandol on May 3. A house was given to a family in Tra My. The "
        "ministers opened a school in Tra My in April 2024."
    )
    assert ("other", "2024-04") in {(row[0], row[2]) for row in told(text)}


def test_the_time_that_a_paper_is_for_is_not_when_it_was_signed() -> None:
    text = "They met in Kandol and signed a memorandum for the first half of 2025."
    assert {row[1:3] for row in told(text)} == {("held", "2024-05")}


def test_a_clause_tells_the_day_of_what_it_is_about_whoever_held_it() -> None:
    text = (
        "What was done in 2023 was the topic of a conference that the People's Committee of the "
        "southern Hoa Province held on May 3."
    )
    assert told(text) == [("meeting", "held", "2024-05-03", ("Hoa Province",))]


@pytest.mark.parametrize(
    "caption",
    [
        "Leaders of Hoa Province sign a memorandum of understanding in Tra My (Photo: VNA)",
        "Leaders sign a memorandum of understanding (Photo: VNA)",
    ],
)
def test_what_only_a_caption_tells_is_the_event_that_the_text_tells(caption: str) -> None:
    text = f"{caption}\n\nOn May 3, Hoa Province and Kandol signed an agreement in Kandol."
    (signing,) = read(text)
    assert signing.place_names == ("Kandol",)
    assert [text[e.start : e.end] for e in signing.evidence] == text.split("\n\n")


def test_a_caption_of_another_event_is_one_of_its_own() -> None:
    text = (
        "Two men arrested in Tra My for smuggling goats (Photo: VNA)\n\n"
        "On May 3, Hoa Province and Kandol signed an agreement in Kandol."
    )
    assert [e.type for e in read(text)] == ["crime", "signing"]


def test_the_day_says_more_than_a_year_that_stands_nearer() -> None:
    text = "In the morning of May 3, during the exchange of 2024, a gate was opened in Kandol."
    assert ("opening", "held", "2024-05-03", ("Kandol",)) in told(text)


def test_each_item_of_a_programme_is_an_event() -> None:
    text = (
        "The exchange takes place in Kandol on May 20. Among the main activities are free medical "
        "check-ups for villagers, the planting of trees, and high-level talks of both ministries."
    )
    assert {"medical", "other", "meeting"} <= {e.type for e in read(text)}
