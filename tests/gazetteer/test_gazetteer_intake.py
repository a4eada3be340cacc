"""A confirmed name becomes one row of places.csv; what is doubtful or wrong is refused."""

from __future__ import annotations

import csv
import json
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from geo.cli.gazetteer import gazetteer
from geo.errors import DataError, UsageError
from geo.gazetteer import Gazetteer
from geo.gazetteer.intake import NewPlace, add_place, doubts, strangers

if TYPE_CHECKING:
    from pathlib import Path

COMMUNE = "kh-c-200704"


@pytest.fixture
def folder(data: Path, tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("articles", "compile", ".checkpoints")
    return shutil.copytree(data, tmp_path / "data", ignore=ignored)


@pytest.fixture(scope="module")
def known(data: Path) -> Gazetteer:
    return Gazetteer.load(data, imports=False)


def hamlet(name: str = "Xóm Thử", **changes: object) -> NewPlace:
    values = {
        "name": name, "type": "village", "parent": COMMUNE, "country": "",
        "source": "https://example.org",
    } | changes  # fmt: skip
    return NewPlace(**values)  # type: ignore[arg-type]


def test_a_new_place_is_one_more_line_and_is_found_by_its_name(folder: Path) -> None:
    before = (folder / "places.csv").read_text(encoding="utf-8")
    assert add_place(folder, hamlet()) == "pl-xom-thu"
    after = (folder / "places.csv").read_text(encoding="utf-8")
    assert after.startswith(before)
    assert after.count("\n") == before.count("\n") + 1
    (place,) = Gazetteer.load(folder).named("xom thu")
    assert (place.type, place.parent, place.country) == ("village", COMMUNE, "KH")
    with pytest.raises(UsageError, match="already: pl-xom-thu"):
        add_place(folder, hamlet("XOM THU"), sure=True)


def test_a_place_with_the_name_of_another_nearby_needs_somebody_who_is_sure(
    folder: Path, known: Gazetteer
) -> None:
    village = next(p for p in known if p.id.startswith("kh-v-2007") and p.parent != COMMUNE)
    place = hamlet(village.name)
    assert any(village.id in doubt for doubt in doubts(place, known))
    with pytest.raises(UsageError, match="--yes"):
        add_place(folder, place)
    assert add_place(folder, place, sure=True).startswith("pl-")


def test_a_point_far_from_its_container_is_doubted(known: Gazetteer) -> None:
    far = hamlet(lat=21.0, lon=105.8, radius_km=1.0)
    assert any("km from the middle" in doubt for doubt in doubts(far, known))
    spot = known.located(COMMUNE)
    assert doubts(hamlet(lat=spot.lat, lon=spot.lon, radius_km=1.0), known) == []


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"type": "castle"}, "castle"),
        ({"name": "two\nlines"}, "line break"),
        ({"name": "***"}, "no name"),
        ({"name": "x" * 200}, "no name"),
        ({"source": ""}, "required"),
        ({"lat": 111.0, "lon": 10.0, "radius_km": 1.0}, "out of range"),
        ({"lat": 11.0, "radius_km": 1.0}, "both"),
        ({"lat": 11.0, "lon": 106.0}, "kilometres"),
    ],
)
def test_what_the_table_does_not_allow_is_refused(
    folder: Path, changes: dict[str, object], what: str
) -> None:
    before = (folder / "places.csv").read_bytes()
    with pytest.raises(DataError, match=what):
        add_place(folder, hamlet(**changes), sure=True)  # type: ignore[arg-type]
    assert (folder / "places.csv").read_bytes() == before


def test_a_container_that_does_not_exist_is_refused(folder: Path) -> None:
    with pytest.raises(UsageError, match="gazetteer find"):
        add_place(folder, hamlet(parent="kh-c-0"))


def test_unlisted_names_are_counted_over_articles(known: Gazetteer) -> None:
    def name(text: str, kind: str = "village", inside: str | None = COMMUNE) -> dict[str, object]:
        return {"text": text, "type": kind, "inside": inside, "why": "class word"}

    def reading(id_: str, *names: dict[str, object]) -> dict[str, object]:
        return {"article": {"id": id_}, "unlisted": list(names)}

    found = strangers(
        [
            reading("a", name("Xóm Thử"), name("Xom\nThu"), name("Bến Lạ", inside=None)),
            reading("b", name("XOM THU", "commune")),
        ],
        known,
    )
    told = [(s.name, s.type, s.inside, s.articles, s.count, s.example) for s in found]
    assert told == [
        ("Xóm Thử", "village", COMMUNE, 2, 3, "a"),
        ("Bến Lạ", "village", None, 1, 1, "a"),
    ]
    assert found[0].inside_name == known.get(COMMUNE).name


def test_the_commands_list_a_name_and_make_a_place_of_it(folder: Path, tmp_path: Path) -> None:
    article = tmp_path / "news.txt"
    article.write_text(
        "Pupils of Rach Muong hamlet, Long Thuan commune, Tay Ninh province, got 40 bicycles "
        "on February 2, 2026.",
        encoding="utf-8",
    )

    def run(*args: str) -> str:
        result = CliRunner().invoke(gazetteer, [*args, "--data", str(folder)])
        assert result.exit_code == 0, result.output
        return result.stdout

    (row,) = json.loads(run("unlisted", str(article), "--json"))
    assert (row["name"], row["type"], row["articles"]) == ("Rach Muong", "village", 1)
    said = run(
        "accept", row["name"], "--type", row["type"], "--inside", row["inside"],
        "--source", "https://example.org", "--by", "Anna", "--date", "2026-03-01", "--yes",
        "--json",
    )  # fmt: skip
    assert json.loads(said) == {"id": "pl-rach-muong", "name": "Rach Muong"}
    with (folder / "places.csv").open(encoding="utf-8", newline="") as stream:
        last = list(csv.reader(stream))[-1]
    assert last[-1] == "https://example.org; entered by Anna, 2026-03-01"
    assert Gazetteer.load(folder).get("pl-rach-muong").parent == row["inside"]
