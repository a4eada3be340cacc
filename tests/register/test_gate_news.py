"""What articles say became of a checkpoint is proposed to the register, with their sentence."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from geo.atlas import build_atlas
from geo.atlas.freshness import proposals
from geo.gazetteer.checkpoints import read_checkpoints
from geo.model import Article, Mention, Reading

if TYPE_CHECKING:
    from pathlib import Path

    from geo.atlas.freshness import Proposal
    from geo.model import Checkpoint


@pytest.fixture(scope="module")
def register(data: Path) -> dict[str, Checkpoint]:
    pairs = {pair.id: pair for pair in read_checkpoints(data)}
    pairs["cp-bac-dai"] = replace(
        pairs["cp-bac-dai"], class_="secondary", status="open", last_confirmed="2026-02"
    )
    return pairs


def told(text: str, register: dict[str, Checkpoint], data: Path) -> list[Proposal]:
    """Return what is proposed for an article of one sentence that names Bac Dai, or Bak Dai."""
    mentions = tuple(
        Mention(text.index(name), text.index(name) + 7, name, "border_gate", f"cp-bac-dai:{half}")
        for name, half in (("Bac Dai", "vn"), ("Bak Dai", "kh"))
        if name in text
    )
    article = Article("a", "a.txt", text, published=date(2026, 5, 4))
    return proposals([Reading(article, mentions)], register, data)


@pytest.mark.parametrize(
    ("text", "column", "value"),
    [
        ("The Bac Dai border gate, renamed Nhon Hoi, drew a crowd.", "name_vi", "Nhon Hoi"),
        ("Bac Dai gate (now called Nhơn Hội) drew a crowd.", "name_vi", "Nhơn Hội"),
        ("Bac Dai has been renamed as the “Nhon Hoi” border gate.", "name_vi", "Nhon Hoi"),
        ("On May 2 the Bak Dai checkpoint changed its name to Kouk Thlok.", "name_kh",
         "Kouk Thlok"),
        ("The authorities renamed the Bak Dai border gate Kouk Thlok.", "name_kh", "Kouk Thlok"),
        ("Traders at Nhon Hoi border gate, formerly known as Bac Dai, were glad.", "name_vi",
         "Nhon Hoi"),
        ("Nhon Hoi, previously called the Bac Dai border gate, was busy.", "name_vi", "Nhon Hoi"),
        ("Bac Dai, formerly Ba Nam gate, was busy.", "aliases_vi", "Ba Nam"),
        ("Cửa khẩu Bac Dai được đổi tên thành Nhơn Hội.", "name_vi", "Nhơn Hội"),
        ("The Bac Dai – Bak Dai border gate in An Giang province was closed on May 1.", "status",
         "closed"),
        ("Cambodia closed the Bac Dai border gate on May 1.", "status", "closed"),
        ("After the closure of the Bac Dai – Bak Dai pair, trade fell.", "status", "closed"),
        ("Bac Dai has suspended operations since April.", "status", "closed"),
        ("The Bac Dai border gate was upgraded to a main border gate.", "class", "main"),
        ("Bac Dai – Bak Dai has been raised from a secondary to an international gate.", "class",
         "international"),
        ("The government upgraded the Bac Dai border gate to a main one.", "class", "main"),
        ("Cửa khẩu Bac Dai được nâng cấp lên cửa khẩu quốc tế.", "class", "international"),
        ("The Bac Dai border gate was moved two kilometres to the north.", "lat", ""),
        ("A bridge linking Bac Dai and Bak Dai was inaugurated on May 2.", "history", "bridge"),
    ],
)  # fmt: skip
def test_news_of_a_gate_is_proposed(
    register: dict[str, Checkpoint], data: Path, text: str, column: str, value: str
) -> None:
    found = told(text, register, data)
    assert {(p.checkpoint, p.column, p.value) for p in found} == {("cp-bac-dai", column, value)}
    assert text[found[0].start : found[0].end] == text
    assert "2026-05-04" in found[0].reason
    assert "2026-02" in found[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "The Bac Dai border gate will be renamed Nhon Hoi.",
        "It was proposed that the Bac Dai border gate be renamed Nhon Hoi.",
        "The Bac Dai border gate, formerly in the commune of Nhon Hoi, is small.",
        "The Bac Dai border gate in Kampong Speu, formerly Kompong Speu, is small.",
        "The Bac Dai gate, also called Bak Dai, is small.",
        "Bac Dai, renamed Bak Dai, is small.",
        "The Bac Dai border gate was not closed.",
        "If the Bac Dai border gate is closed, trade will fall.",
        "The Bac Dai border gate was closed to lorries for an hour.",
        "A school near the Bac Dai border gate was closed.",
        "Police closed the Bac Dai border gate market.",
        "Guards at the Bac Dai border gate said that the market was closed.",
        "The Bac Dai border gate was opened in 2003.",
        "The Bac Dai border gate is expected to be upgraded to a main border gate.",
        "The province asked that Bac Dai be raised to an international border gate.",
        "The Bac Dai border gate was upgraded with new lamps.",
        "The two sides opened a clinic at the Bac Dai border gate.",
        "A bridge near Bac Dai is to be opened next year.",
        "The school at Bac Dai was renamed Le Loi.",
        "The goods were moved to the Bac Dai border gate.",
    ],
)
def test_what_is_planned_denied_known_or_about_something_else_is_not(
    register: dict[str, Checkpoint], data: Path, text: str
) -> None:
    assert told(text, register, data) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Bac Dai border gate was reopened on May 1.",
        "The two provinces reopened the Bac Dai border gate yesterday.",
        "Bac Dai in An Giang province officially opened on Monday.",
    ],
)
def test_a_closed_gate_that_opened_again_is_proposed(
    register: dict[str, Checkpoint], data: Path, text: str
) -> None:
    closed = register | {"cp-bac-dai": replace(register["cp-bac-dai"], status="closed")}
    (found,) = told(text, closed, data)
    assert (found.column, found.value) == ("status", "open")
    assert "says closed" in found.reason


@pytest.mark.parametrize(
    "filler", ["Aa ", "and ", "Aa and the ", "gate ", "(, ", "renamed ", "main "]
)
def test_no_text_takes_long(register: dict[str, Checkpoint], data: Path, filler: str) -> None:
    begun = time.process_time()
    told("Bac Dai " + filler * 3000, register, data)
    told(filler * 3000 + " Bac Dai", register, data)
    assert time.process_time() - begun < 5


def test_a_renaming_stands_in_the_review_list_with_its_sentence(data: Path, tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("articles", "compile", ".checkpoints", "*.log.csv")
    folder = shutil.copytree(data, tmp_path / "data", ignore=ignored)
    article = Article(
        "news",
        "news.txt",
        "The Moc Bai international border gate in Tay Ninh province, was crowded. The Bac Dai "
        "border gate, renamed Nhon Hoi border gate, in An Giang province reopened too.",
        title="Gates",
        published=date(2027, 1, 4),
    )
    rows = build_atlas([article], folder).layers["review"]
    (row,) = rows[(rows["kind"] == "proposal")].to_dict("records")
    assert row["place_id"] == "cp-bac-dai"
    assert "was renamed Nhon Hoi" in row["reason"]
    assert row["evidence"][0]["quote"].startswith("The Bac Dai")
