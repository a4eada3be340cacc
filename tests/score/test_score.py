"""The scoreboard counts as the evaluation says it counts."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from geo.cli import main
from geo.errors import DataError
from geo.score import score

GOLD = {
    "article": "a.txt",
    "mentions": [
        {"start": 0, "end": 8, "text": "Tay Ninh", "type": "province", "admin1": "Tây Ninh",
         "lat": 11.3, "lon": 106.1, "radius_km": 60},
        {"start": 20, "end": 28, "text": "Cambodia", "type": "country"},
        {"start": 30, "end": 37, "text": "Moc Bai", "type": "border_gate", "admin1": "Tây Ninh",
         "lat": 11.0757, "lon": 106.1719, "radius_km": 2},
    ],
    "events": [{"type": "opening", "date": "2025-12-08", "place": "Tây Ninh", "evidence": [0, 40]}],
    "aid": [{"item": "cows", "quantity": 20, "value": 5, "value_is": "each", "evidence": [0, 40]}],
    "twinnings": [{"a": "Long Cường", "b": "Ou Ta Mou", "evidence": [0, 40]}],
    "projects": [{"kind": "road", "title": "x", "places": ["Tây Ninh"], "evidence": [0, 40]}],
    "indicators": [{"measure": "pairs", "value": 49, "unit": "pairs", "evidence": [0, 40]}],
}  # fmt: skip


def predicted(**changes: Any) -> dict[str, Any]:
    evidence = [{"start": 5, "end": 12}]
    return {
        "article": {"path": "somewhere/a.txt", "id": "a"},
        "mentions": [dict(m) for m in GOLD["mentions"]],
        "events": [{"type": "opening", "date": {"start": "2025-12-08", "end": "2025-12-08"},
                    "place_names": ["Tay Ninh"], "evidence": evidence}],
        "aid": [{"quantity": 20, "unit_value": 5, "total_value": 100, "evidence": evidence}],
        "twinnings": [{"a_name": "Ou Ta Mou", "b_name": "Long Cuong", "evidence": evidence}],
        "projects": [{"kind": "bridge", "place_names": ["Tay Ninh"], "evidence": evidence}],
        "indicators": [{"measure": "m", "value": 49.0, "unit": "", "evidence": evidence}],
    } | changes  # fmt: skip


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "a.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return tmp_path


def test_a_perfect_reading_scores_one_everywhere(gold: Path) -> None:
    board, _ = score(gold, [predicted()])
    assert {name: tally.f1 for name, tally in board.tallies.items()} == dict.fromkeys(
        board.tallies, 1.0
    )
    assert board.share("@radius") == board.share("@local") == board.share("admin1") == 1.0
    assert board.misses == []


def test_a_position_outside_the_gold_radius_is_wrong(gold: Path) -> None:
    mentions = [dict(m) for m in GOLD["mentions"]]
    mentions[2] |= {"lat": 11.2}
    board, _ = score(gold, [predicted(mentions=mentions)])
    assert board.shares["@local"] == [0, 1]
    assert board.shares["@radius"] == [1, 2]


def test_an_absent_article_counts_as_missed(gold: Path) -> None:
    board, _ = score(gold, [])
    assert board.absent == ["a.txt"]
    assert board.tallies["places"].missed == 2


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no gold annotations"):
        score(tmp_path, [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nope", "a.json, line 1: is no JSON"),
        ("[]", "a.json: is no JSON object"),
        ('{"x": 1}', "a.json: lacks 'article'"),
        ('{"article": "a.txt"}', "a.json: lacks 'mentions'"),
        ('{"article": "a.txt", "mentions": {}}', "has 'mentions' that are no list"),
        ('{"article": "a.txt", "mentions": [{"start": 1}]}', "1 of its mentions lacks 'end'"),
        ('{"article": "a.txt", "mentions": [], "events": [{}]}', "1 of its events lacks 'type'"),
        (
            '{"article": "a.txt", "mentions": [], "projects": [{"evidence": [1]}]}',
            "1 of its projects has 'evidence'",
        ),
    ],
)
def test_gold_that_lacks_what_is_measured_is_named(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=re.escape(said)):
        score(tmp_path, [])


def test_a_second_annotation_of_an_article_is_refused(gold: Path) -> None:
    (gold / "b.json").write_text(json.dumps(GOLD | {"mentions": []}), encoding="utf-8")
    with pytest.raises(DataError, match=r"b\.json: annotates a\.txt, as .*a\.json does"):
        score(gold, [])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"nope", "is no JSON object"),
        (b"\x80\x00\xff", "is no JSON object"),
        (b'{"a": 1}', "lacks 'article'"),
        (b'{"article": {"id": "b"}, "mentions": [{"start": 1, "type": "city"}]}', "lacks 'end'"),
        (b'{"article": {"id": "b"}, "aid": [{"quantity": "many"}]}', "has 'quantity' that is no"),
    ],
)
def test_a_prediction_that_cannot_be_scored_is_named_with_its_line(
    line: bytes, said: str, gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = gold / "said.jsonl"
    file.write_bytes(json.dumps(predicted()).encode() + b"\n\n" + line + b"\n")
    with pytest.raises(SystemExit) as left:
        main(["score", str(gold), "--predictions", str(file)])
    told = capsys.readouterr().err
    assert left.value.code == 2
    assert "said.jsonl, line 3: " in told
    assert said in told


def test_a_second_prediction_of_an_article_is_refused_with_both_lines(
    gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = gold / "said.jsonl"
    record = predicted(article={"path": "all.jsonl", "id": "x"})  # not annotated
    lines = [record, predicted(), record, predicted(events=[])]
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main(["score", str(gold), "--predictions", str(file)])
    assert left.value.code == 2
    assert "said.jsonl, line 4: is of the article a.txt, as line 2 is." in capsys.readouterr().err


@pytest.mark.shared
@pytest.mark.parametrize("seed", range(5))
def test_it_agrees_with_the_evaluation_script(shared: Path, tmp_path: Path, seed: int) -> None:
    """Predictions made by damaging the gold at random score the same in both programs."""
    folder = shared / "eval" / "dev" / "gold"
    dice = random.Random(seed)
    predictions = [
        damaged(json.loads(p.read_text(encoding="utf-8")), dice) for p in folder.glob("*.json")
    ]
    file = tmp_path / "predictions.jsonl"
    file.write_text("\n".join(json.dumps(p) for p in predictions), encoding="utf-8")
    command = [sys.executable, shared / "eval" / "score.py", folder, file, "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    ours, _ = score(folder, predictions)
    assert ours.to_dict() == theirs


def damaged(gold: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    def some(kind: str) -> list[dict[str, Any]]:
        return [dict(r) for r in gold.get(kind, []) if dice.random() < 0.7]

    def moved(record: dict[str, Any]) -> dict[str, Any]:
        start, end = record["evidence"]
        shift = dice.choice([0, 0, 10, 500])
        return record | {"evidence": [{"start": start + shift, "end": end + shift}]}

    mentions = some("mentions")
    for mention in mentions:
        mention["start"] += dice.choice([0, 0, 0, 2, 9])
        mention["type"] = dice.choice([mention["type"], mention["type"], "city", "country"])
        if mention.get("lat") is not None:
            mention["lat"] += dice.choice([0, 0.01, 0.3, 3])
    aid = [
        moved(r) | {"unit_value": r["value"] if r["value_is"] == "each" else None,
                    "total_value":
                    r["value"] if r["value_is"] == "total" else dice.choice([None, 7])}
        for r in some("aid")
    ]  # fmt: skip
    for record in aid:
        record.pop("value"), record.pop("value_is")
    return {
        "article": {"path": f"x/{Path(gold['article']).name}"},
        "mentions": mentions,
        "events": [moved(r) | {"place_names": [r["place"] or ""]} for r in some("events")],
        "aid": aid,
        "twinnings": [moved(r) | {"a_name": r["b"], "b_name": r["a"]} for r in some("twinnings")],
        "projects": [moved(r) | {"place_names": r["places"]} for r in some("projects")],
        "indicators": [moved(r) for r in some("indicators")],
    }


def test_every_type_of_place_and_event_has_its_own_figures(gold: Path) -> None:
    said = predicted()
    said["mentions"][2]["type"] = "city"
    said["mentions"].append({"start": 60, "end": 64, "text": "Bavet", "type": "city"})
    said["events"].append({"type": "visit", "evidence": [{"start": 300, "end": 310}]})
    board, _ = score(gold, [said])
    told = board.types_to_dict()
    assert set(told["places"]) == {"province", "country", "border_gate", "city"}
    assert (told["places"]["border_gate"]["tp"], told["places"]["city"]["fp"]) == (1, 1)
    assert (told["events"]["opening"]["f1"], told["events"]["visit"]["fp"]) == (1.0, 1)
    totals = [sum(t[n] for t in told["places"].values()) for n in ("tp", "fp", "fn")]
    both = [board.tallies["places"], board.tallies["countries"]]
    assert totals == [
        sum(t.right for t in both), sum(t.too_much for t in both), sum(t.missed for t in both)
    ]  # fmt: skip
