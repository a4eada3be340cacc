"""Sentences keep their offsets and end where a reader would end them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.facts.sentences import clauses, plain, split


def texts(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The gate opened in the north of the province.Under the plan, trucks may pass.", 2),
        ("Lt. Gen. Tran Van A met H.E. Sok Dara. They talked.", 2),
        ("They stood at Marker No. 12 and drank tea. It rained.", 2),
        ("The int'l. gate and 2.5 tons of rice. Done.", 2),
        ("It was built by Q. Nguyen of the U.S. Army.", 1),
        ("Is it open? Yes! It is./.", 3),
        ("The state visit of His\n\n\n\nExcellency ended on\n\n8 May.", 1),
        ("“We patrol together.” He smiled.", 2),
        ("A gate was opened in 2017.-VNA", 2),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text: str, count: int) -> None:
    assert len(split(text)) == count, texts(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("General Tran (second from left) hands over gifts to the pupils.", "caption"),
        ("Mr Sok (R) and his guest at the gate.", "caption"),
        ("Turn to the right at the gate (right after the bridge).", "body"),
        ("They agreed on point (c) of the plan.", "body"),
    ],
)
def test_who_stands_where_in_a_photo_tells_a_caption(text: str, kind: str) -> None:
    assert [s.kind for s in split(text)] == [kind]


@pytest.mark.parametrize("stamp", ["date 2024-02", "published: 2024-02-05", "2024-02-05"])
def test_a_stamp_at_the_head_is_no_part_of_the_first_sentence(stamp: str) -> None:
    first, second = split(f"{stamp} Officers met at the gate on Monday.")
    assert (first.kind, second.kind) == ("stamp", "body")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Thursday, 13 January 2011", "stamp"),
        ("Wed, 12/17/2008 - 09:25", "stamp"),
        ("Friday, 25 February 2011 15:03 Sok Dara", "stamp"),
        ("News Release | 5 December 2007", "stamp"),
        ("Thứ 5, Ngày 12/01/2023, 23:00", "stamp"),
        ("Trade between the two provinces in January 2019", "heading"),
        ("Border gates in 2019", "heading"),
    ],
)
def test_a_line_with_a_date_and_little_else_is_a_stamp(line: str, kind: str) -> None:
    assert [s.kind for s in split(f"{line}\n\nOfficers met at the gate on Monday.")] == [
        kind,
        "body",
    ]


def test_a_dateline_a_caption_a_heading_and_a_credit_are_told_apart() -> None:
    text = (
        "New gate opens\n\nOfficers plant a tree at the gate (Photo: ABC)Long An (ABC) – The gate "
        "opened on Monday.\nMore words followed.\nTranslated by A. Person"
    )
    assert [(s.kind, text[s.start : s.end]) for s in split(text)] == [
        ("heading", "New gate opens"),
        ("caption", "Officers plant a tree at the gate (Photo: ABC)"),
        ("dateline", "Long An (ABC) –"),
        ("body", "The gate opened on Monday."),
        ("body", "More words followed."),
        ("credit", "Translated by A. Person"),
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The two provinces agreed to hold the next\nMeeting of their committees in the town of\n"
        "Kampot in the spring, and to report on it."
    )
    assert len(split(text)) == 1


def test_clauses_end_at_semicolons_and_at_joining_words() -> None:
    text = "They gave a school (big; new) to the town; opened a road, and went home, tired."
    assert [text[a:b] for a, b in clauses(text, 0, len(text))] == [
        "They gave a school (big; new) to the town",
        "opened a road",
        "and went home, tired.",
    ]


@given(st.text(max_size=300) | st.text(alphabet="aB.,;()\n \"'-No1/", max_size=300))
def test_any_text_gives_ordered_offsets_inside_it(text: str) -> None:
    at = 0
    for sentence in split(text):
        assert at <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        at = sentence.end
        for start, end in clauses(text, sentence.start, sentence.end):
            assert sentence.start <= start < end <= sentence.end


@given(st.text(max_size=200))
def test_plain_text_has_the_offsets_of_the_text(text: str) -> None:
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By the end of 2012 the border is to be demarcated.", "body"),
        ("By May 80 cows had been given to the farmers of the two districts.", "body"),
        ("By Sok Dara and Nguyen Van Minh", "credit"),
        ("By Reporters in Tra My, photos by N. V. Toan", "credit"),
        ("Translated by Minh Thu.", "credit"),
    ],
)
def test_a_line_that_begins_with_by_may_be_a_sentence(line: str, kind: str) -> None:
    assert split(f"They met in Tra My.\n{line}")[-1].kind == kind


def test_a_long_line_without_a_full_stop_is_a_sentence() -> None:
    lead = (
        "Work on a patrol road along the border has been started by the People's Committees of Tra "
        "My, Sang Lake and Hoa, three provinces in the south of the country"
    )
    assert split(f"{lead}\nThe road is to be 270 km long.")[0].kind == "body"
    assert (
        split("Work on a patrol road starts\nThe road is to be 270 km long.")[0].kind == "heading"
    )
