"""An article that knows more of a checkpoint than the register leads to a proposal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from geo.atlas.freshness import proposals
from geo.gazetteer.checkpoints import read_checkpoints
from geo.model import Article, DateSpan, Event, Evidence, Mention, Reading

if TYPE_CHECKING:
    from pathlib import Path

    from geo.model import Checkpoint


@pytest.fixture
def register(data: Path) -> dict[str, Checkpoint]:
    pairs = {pair.id: pair for pair in read_checkpoints(data)}
    pairs["cp-bac-dai"] = replace(pairs["cp-bac-dai"], class_="secondary", last_confirmed="2026-02")
    return pairs


def reading(text: str, published: date | None, *names: tuple[str, str]) -> Reading:
    mentions = tuple(
        Mention(text.index(name), text.index(name) + len(name), name, "border_gate", place_id)
        for name, place_id in names
    )
    return Reading(Article("a", "a.txt", text, published=published), mentions)


PAIR = (("Bac Dai", "cp-bac-dai:vn"), ("Bak Dai", "cp-bac-dai:kh"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Trucks now cross at the Bac Dai – Bak Dai main border gate.", "main"),
        ("The Bac Dai - Bak Dai international border gate pair was crowded.", "international"),
        (
            "People queued at the international border gate of Bac Dai, facing Bak Dai.",
            "international",
        ),
        ("The Bac Dai (An Giang) national checkpoint faces Bak Dai.", "main"),
    ],
)
def test_another_class_beside_the_name_is_proposed(
    register: dict[str, Checkpoint], data: Path, text: str, value: str
) -> None:
    (found,) = proposals([reading(text, date(2026, 5, 4), *PAIR)], register, data)
    assert (found.checkpoint, found.column, found.value) == ("cp-bac-dai", "class", value)
    assert text[found.start : found.end] == text
    assert "2026-05-04" in found.reason
    assert "secondary" in found.reason


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("The Bac Dai – Bak Dai auxiliary border gate is small.", date(2026, 5, 4)),
        ("The Bac Dai – Bak Dai main border gate is small.", date(2025, 5, 4)),
        ("The Bac Dai – Bak Dai main border gate is small.", date(2026, 2, 20)),
        ("The Bac Dai – Bak Dai main border gate is small.", None),
        ("Bac Dai and Bak Dai hope to become a main border gate.", date(2026, 5, 4)),
    ],
)
def test_what_the_register_knows_or_what_is_old_or_hoped_for_is_not(
    register: dict[str, Checkpoint], data: Path, text: str, published: date | None
) -> None:
    assert proposals([reading(text, published, *PAIR)], register, data) == []


def test_an_opening_of_a_pair_that_was_only_planned_is_proposed(
    register: dict[str, Checkpoint], data: Path
) -> None:
    text = "The Go Noi gate was opened on Monday."
    base = reading(text, date(2027, 1, 4))
    event = Event(
        "ev-1", "opening", "Opening", DateSpan("2027-01-04", "2027-01-04"),
        place_ids=("cp-go-noi:vn",), evidence=(Evidence("a", 0, len(text)),),
    )  # fmt: skip
    (found,) = proposals([replace(base, events=(event,))], register, data)
    assert (found.checkpoint, found.column, found.value) == ("cp-go-noi", "status", "open")
    planned = replace(event, status="planned")
    assert proposals([replace(base, events=(planned,))], register, data) == []


def test_the_same_change_is_proposed_once(register: dict[str, Checkpoint], data: Path) -> None:
    text = "Trucks now cross at the Bac Dai – Bak Dai main border gate."
    twice = [reading(text, date(2026, 5, 4), *PAIR), reading(text, date(2026, 6, 4), *PAIR)]
    assert len(proposals(twice, register, data)) == 1
