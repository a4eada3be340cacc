"""Projects and indicators: what is built, opened or planned, and the figures of a border."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.facts.indicators import read_indicators
from geo.facts.projects import read_projects
from geo.model import Article, Mention, Project

GATES = {"Alpha", "Beta"}
PLACES = {"Gamma", "Delta"}


def article(text: str) -> Article:
    return Article(id="a", path="a.txt", text=text)


def projects(text: str) -> list[Project]:
    mentions = [
        Mention(m.start(), m.end(), m[0], "border_gate" if m[0] in GATES else "province", m[0])
        for m in re.finditer("|".join(GATES | PLACES), text)
    ]
    return read_projects(article(text), mentions)


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The Alpha – Beta border gate was opened on Monday.", "checkpoint", "completed"),
        (
            "The Alpha gate will be upgraded to an international gate.",
            "checkpoint",
            "planned",
        ),
        ("The sides will study a Gamma – Delta railway.", "railway", "under_study"),
        ("A bridge between Gamma and Delta is under construction.", "bridge", "under_construction"),
        ("Gamma plans to build an economic zone in Delta.", "zone", "planned"),
        ("Officials inaugurated a friendship school in Gamma.", "building", "completed"),
        ("The Gamma – Delta expressway will be built next year.", "expressway", "planned"),
    ],
)
def test_kind_and_status_are_read(text: str, kind: str, status: str) -> None:
    (project,) = projects(text)
    assert (project.kind, project.status) == (kind, status)


def test_places_keep_the_order_of_the_line() -> None:
    (project,) = projects("They agreed to build the Gamma – Alpha – Delta expressway.")
    assert project.place_ids == ("Gamma", "Alpha", "Delta")


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met at the Alpha border gate.",
        "The Alpha border guard post opened a class for children.",
        "Better roads are needed.",
        "Road traffic in Gamma was heavy.",
    ],
)
def test_where_nothing_is_built_there_is_no_project(text: str) -> None:
    assert projects(text) == []


def test_one_thing_told_twice_is_one_project() -> None:
    (project,) = projects(
        "A bridge between Gamma and Delta was opened. The Gamma bridge was inaugurated by both."
    )
    assert len(project.evidence) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It has 30 pairs of border gates, including 9 international and 21 auxiliary ones.",
            [(30, None), (9, "international"), (21, "secondary")],
        ),
        (
            "About 70 per cent of the land border is demarcated and 1,500 markers are planted.",
            [(70, None), (1500, None)],
        ),
        ("The two share a border of 900 km.", [(900, None)]),
        (
            "Two-way trade reached 4 billion USD, up from 3 billion USD.",
            [(4e9, None), (3e9, None)],
        ),
        ("They agreed on a trade target of USD 9 billion.", [(9e9, "target")]),
        ("Every day 5,000 people and 200 trucks cross the gate.", [(5000, None), (200, None)]),
    ],
)
def test_figures_come_with_their_class(text: str, expected: list[tuple[float, str | None]]) -> None:
    assert [(i.value, i.class_) for i in read_indicators(article(text), [])] == expected


@pytest.mark.parametrize(
    "text",
    [
        "More than 200 delegates attended the meeting.",
        "Police arrested 30 people and seized 20 vehicles.",
        "The two gates were closed.",
        "The gate lies 70 km from the city.",
    ],
)
def test_other_figures_are_no_indicators(text: str) -> None:
    assert read_indicators(article(text), []) == []


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("the border gate 20 km % opened road trade USD5 .;,\n–"),
        max_size=120,
    )
)
def test_any_text_is_read_with_evidence_inside_it(text: str) -> None:
    for record in (*projects(text), *read_indicators(article(text), [])):
        assert record.evidence
        assert all(0 <= e.start < e.end <= len(text) for e in record.evidence)
