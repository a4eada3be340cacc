"""Decisions are written down, hold for the next build, and are refused where they make no sense."""

from __future__ import annotations

import csv
import json
import shutil
from typing import TYPE_CHECKING

import pytest
from click import Command
from click.testing import CliRunner

from geo.atlas import build_atlas
from geo.atlas.deciding import NewPlace, accept_place, decide, orphans, subject_of
from geo.cli.review import _Desk, _walk, review
from geo.errors import DataError, UsageError
from geo.register import By

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from geo.atlas import Atlas

BY = By("Anna", "2026-03-01")
TEXT = """---
title: Border guards open a clinic
published: 2026-02-03
---
On February 2, 2026, border guards of Tay Ninh province opened a clinic at the Moc Bai
international border gate. They gave 40 bicycles to pupils of Rach Muong hamlet, Long Thuan
commune, Tay Ninh province.
"""


@pytest.fixture
def folder(data: Path, tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("articles", "compile", ".checkpoints", "*.log.csv")
    folder = shutil.copytree(data, tmp_path / "data", ignore=ignored)
    (folder / "articles").mkdir()
    (folder / "articles" / "clinic.md").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def atlas(folder: Path) -> Atlas:
    return build_atlas(data=folder)


def decisions(folder: Path) -> list[dict[str, str]]:
    with (folder / "reviews.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_rejected_record_is_gone_from_the_next_build(atlas: Atlas, folder: Path) -> None:
    event = atlas.records.events[0]
    assert decide(folder, atlas, event.id, "reject", BY, note="another gate") == event.id
    assert event.id not in {e.id for e in build_atlas(data=folder).records.events}
    assert decisions(folder)[-1] == {
        "id": event.id, "decision": "reject", "field": "", "value": "", "author": "Anna",
        "date": "2026-03-01", "note": "another gate",
    }  # fmt: skip


def test_a_corrected_record_has_the_new_value_and_is_certain(atlas: Atlas, folder: Path) -> None:
    gift = next(aid for aid in atlas.records.aid if aid.quantity == 40)
    decide(folder, atlas, gift.id, "correct", BY, field="quantity", value="41")
    again = next(aid for aid in build_atlas(data=folder).records.aid if aid.id == gift.id)
    assert (again.quantity, again.confidence) == (41, 1.0)


def test_an_unlisted_name_that_is_accepted_becomes_a_place(atlas: Atlas, folder: Path) -> None:
    rows = atlas.layers["review"]
    row = rows[(rows["kind"] == "unlisted") & (rows["name"] == "Rach Muong")].iloc[0]
    place = NewPlace("Rach Muong", "village", row["place_id"], "VN", "Border guards open a clinic")
    made = accept_place(folder, atlas, row["id"], place, BY)
    assert made == "pl-rach-muong"
    after = build_atlas(data=folder)
    assert made in set(after.layers["hamlets"]["id"]) | set(after.layers["places"]["id"])
    assert row["id"] not in set(after.layers["review"]["id"])
    with pytest.raises(UsageError, match="in the gazetteer already"):
        accept_place(folder, atlas, row["id"], place, BY)


def test_what_makes_no_sense_is_refused_and_not_written(atlas: Atlas, folder: Path) -> None:
    event = atlas.records.events[0]
    with pytest.raises(UsageError, match="no record and no review row"):
        subject_of(atlas, "ev-nothing")
    with pytest.raises(DataError, match="does not fit"):
        decide(folder, atlas, event.id, "correct", BY, field="type", value="party")
    with pytest.raises(DataError, match="no date"):
        decide(folder, atlas, event.id, "correct", BY, field="date", value="soon")
    with pytest.raises(UsageError, match="no place 'xx-1'"):
        decide(folder, atlas, event.id, "correct", BY, field="place", value="xx-1")
    with pytest.raises(DataError, match="ends before it begins"):
        decide(folder, atlas, event.id, "correct", BY, field="date", value="2026-05/2020-01")
    with pytest.raises(DataError, match=r"reviews\.csv, column value: ';' names no place"):
        decide(folder, atlas, event.id, "correct", BY, field="place", value=";")
    with pytest.raises(DataError, match="'maybe' is not allowed"):
        decide(folder, atlas, event.id, "maybe", BY)
    with pytest.raises(DataError, match="not printed"):
        decide(folder, atlas, event.id, "accept", BY, note="hid\u200bden")
    with pytest.raises(DataError, match="begins with '='"):
        decide(folder, atlas, event.id, "accept", By("=cmd", "2026-03-01"))
    with pytest.raises(DataError, match="line break"):
        decide(folder, atlas, event.id, "accept", BY, note="two\nlines")
    assert not (folder / "reviews.csv").exists()


def test_a_quantity_is_a_number_from_0_up(atlas: Atlas, folder: Path) -> None:
    gift = next(aid for aid in atlas.records.aid if aid.quantity == 40)
    for value in ("nan", "inf", "-5", "five"):
        with pytest.raises(DataError, match=f"'{value}' is no quantity; expected a number from 0"):
            decide(folder, atlas, gift.id, "correct", BY, field="quantity", value=value)
    assert not (folder / "reviews.csv").exists()
    row = f"{gift.id},correct,quantity,nan,Anna,2026-03-01,\n"
    head = "id,decision,field,value,author,date,note\n"
    (folder / "reviews.csv").write_text(head + row, encoding="utf-8")
    with pytest.raises(DataError, match=r"reviews\.csv, line 2, column value: "):
        build_atlas(data=folder)


def test_a_place_may_be_the_border_or_a_pair_or_end_with_a_semicolon(
    atlas: Atlas, folder: Path
) -> None:
    event = atlas.records.events[0]
    places = "border; cp-moc-bai; vn-p-80;"
    decide(folder, atlas, event.id, "correct", BY, field="place", value=places)
    again = next(e for e in build_atlas(data=folder).records.events if e.id == event.id)
    assert again.place_ids == ("border", "cp-moc-bai", "vn-p-80")


def test_of_several_decisions_none_is_written_if_one_cannot_be(atlas: Atlas, folder: Path) -> None:
    event = atlas.records.events[0].id
    rows = atlas.layers["review"]
    (name,) = rows[(rows["kind"] == "unlisted") & (rows["name"] == "Rach Muong")]["id"]
    places = (folder / "places.csv").read_bytes()
    for args, told in (
        (["--accept", name, "--type", "village", "--reject", "ev-nothing"], "no review row"),
        (["--accept", event, "--type", "village"], f"{event} is no unlisted name"),
    ):
        result = CliRunner().invoke(review, [*args, "--data", str(folder)])
        assert told in str(result.exception)
        assert not (folder / "reviews.csv").exists()
        assert (folder / "places.csv").read_bytes() == places


def test_the_command_tells_what_it_could_not_read(folder: Path, tmp_path: Path) -> None:
    def run(*args: str) -> Result:
        return CliRunner().invoke(review, [*args, "--list", "--data", str(folder)])

    gone = str(tmp_path / "gone.txt")
    alone = run(gone)
    assert alone.exit_code == 2
    assert f"not read: {gone}" in alone.stderr
    beside = run(gone, str(folder / "articles"))
    assert beside.exit_code == 3
    assert f"not read: {gone}" in beside.stderr
    assert "Rach Muong" in beside.stdout
    assert run("--kind", "castle").exit_code == 2


def test_the_command_lists_decides_and_keeps_what_was_there(folder: Path) -> None:
    def run(*args: str) -> str:
        options = ["--data", str(folder), "--by", "Anna", "--date", "2026-03-01"]
        result = CliRunner().invoke(review, [*args, *options])
        assert result.exit_code == 0, result.output
        return result.stdout

    rows = json.loads(run("--kind", "unlisted", "--json"))
    (id_,) = [row["id"] for row in rows if row["name"] == "Rach Muong"]
    assert "Rach Muong" in run("--list", "--kind", "unlisted")
    assert "pl-rach-muong" in run("--accept", id_, "--type", "village", "--point", "11.1,106.1")
    register = json.loads(run("--kind", "register", "--json"))
    run("--reject", register[0]["id"], "--note", "settled")
    assert [row["decision"] for row in decisions(folder)] == ["accept", "reject"]
    assert "Rach Muong" not in run("--list", "--kind", "unlisted")


def test_a_bad_point_is_asked_for_again_and_the_decisions_stand(atlas: Atlas, folder: Path) -> None:
    rows = atlas.layers["review"].to_dict("records")
    first = next(row for row in rows if row["kind"] == "register")
    name = next(row for row in rows if row["name"] == "Rach Muong")
    desk = _Desk(atlas, folder, BY, "", quiet=False)
    ask = Command("ask", callback=lambda: _walk([first, name], desk))
    typed = "r\na\nvillage\nbeside the river\n11.1\n11.1, 106.1\n"
    result = CliRunner().invoke(ask, input=typed)
    assert result.exit_code == 0, result.output
    assert result.output.count("is no point; expected latitude, longitude") == 2
    assert "Rach Muong is now the place pl-rach-muong" in result.output
    assert [row["decision"] for row in decisions(folder)] == ["reject", "accept"]


def test_who_decided_and_when_stands_on_the_record(atlas: Atlas, folder: Path) -> None:
    gift = next(aid for aid in atlas.records.aid if aid.quantity == 40)
    decide(folder, atlas, gift.id, "correct", BY, field="quantity", value="41")
    decide(folder, atlas, gift.id, "accept", By("Bert", "2026-03-02"))
    after = build_atlas(data=folder)
    told = {row["record"]: row["reviewed"] for row in after.layers["aid"].to_dict("records")}
    told |= {row["id"]: row["reviewed"] for row in after.tables["unplaced"].to_dict("records")}
    assert told[gift.id] == "quantity corrected by Anna, 2026-03-01; accepted by Bert, 2026-03-02"


def test_a_decision_outlives_a_moved_file_and_a_small_edit_of_the_text(
    atlas: Atlas, folder: Path
) -> None:
    gift = next(aid for aid in atlas.records.aid if aid.quantity == 40)
    decide(folder, atlas, gift.id, "correct", BY, field="quantity", value="41")
    rejected = atlas.records.events[0]
    decide(folder, atlas, rejected.id, "reject", BY)
    (folder / "articles" / "clinic.md").unlink()
    edited = TEXT.replace("They gave", "On that day they also gave").replace(
        "On February 2", "In good weather, on February 2"
    )
    (folder / "articles" / "renamed.md").write_text(edited, encoding="utf-8")
    after = build_atlas(data=folder)
    assert [aid.quantity for aid in after.records.aid if aid.id == gift.id] == [41]
    assert rejected.id not in {event.id for event in after.records.events}
    assert orphans(folder, after) == []
    (folder / "articles" / "renamed.md").write_text(TEXT.replace("40", "60"), encoding="utf-8")
    assert orphans(folder, build_atlas(data=folder)) == [gift.id]


def test_a_contradiction_that_was_settled_stays_so_when_its_file_is_renamed(folder: Path) -> None:
    def contradictions(atlas: Atlas) -> list[str]:
        rows = atlas.layers["review"]
        return list(rows[rows["kind"] == "contradiction"]["id"])

    text = TEXT + "\nThe Bavet border gate in Takeo province was busy.\n"
    path = folder / "articles" / "clinic.md"
    path.write_text(text, encoding="utf-8")
    atlas = build_atlas(data=folder)
    (id_,) = contradictions(atlas)
    decide(folder, atlas, id_, "accept", BY)
    path.rename(folder / "articles" / "other.md")
    assert contradictions(build_atlas(data=folder)) == []


def test_what_two_articles_may_both_tell_is_asked(folder: Path) -> None:
    other = TEXT.replace("February 2, 2026", "February 4, 2026").replace("a clinic", "a hall")
    (folder / "articles" / "hall.md").write_text(other, encoding="utf-8")
    rows = build_atlas(data=folder).layers["review"]
    (row,) = rows[rows["kind"] == "duplicate"].to_dict("records")
    assert "may be the same" in row["reason"]
    assert len({piece["article"] for piece in row["evidence"]}) == 2
