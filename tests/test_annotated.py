"""The annotated texts are well formed, and news to what learned from the examples."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
ANNOTATED = ROOT / "data" / "annotated"
GOLD = sorted((ANNOTATED / "gold").glob("*.json"))
FACTS = ("events", "aid", "twinnings", "projects", "indicators")


def body(gold: dict[str, Any]) -> str:
    written = (ANNOTATED / "articles" / gold["article"]).read_text(encoding="utf-8")
    return written.partition("-----\n")[2]


def test_every_text_has_its_annotations() -> None:
    articles = {path.stem for path in (ANNOTATED / "articles").iterdir()}
    assert {path.stem for path in GOLD} == articles
    assert len(GOLD) > 100


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_annotations_stand_where_they_say(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = body(gold)
    for mention in gold["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]
    for fact in (fact for kind in FACTS for fact in gold[kind]):
        spans = fact["evidence"]
        for start, end in [spans] if isinstance(spans[0], int) else spans:
            assert 0 <= start < end <= len(text)


def test_no_example_tells_the_report_of_an_annotated_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT / "data" / "compile"), *sys.path])
    from same_reports import SAME, pairs

    same = [(p.file.name, p.number, p.text) for p in pairs() if p.alike >= SAME]
    assert not same, "Drop them with data/compile/same_reports.py and learn anew."
