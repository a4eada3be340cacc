"""Every data file has a section of SOURCES.md that says where it comes from and on what terms."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from geo.export.terms import LICENCES, attribution

DATA = Path(__file__).resolve().parent.parent / "data"
NO_DATA = {".py", ".pyc"}
ITSELF = {"SOURCES.md", "compile/README.md"}
KEPT_BY_THE_PROGRAM = {"checkpoints.log.csv", "reviews.csv"}  # what people do, each row with author


def files() -> list[str]:
    found = [p for p in DATA.rglob("*") if p.is_file() and p.suffix not in NO_DATA]
    names = {p.relative_to(DATA).as_posix() for p in found}
    return sorted(n for n in names - ITSELF - KEPT_BY_THE_PROGRAM if not n.startswith("."))


def sections() -> dict[str, str]:
    """Return the text of each section by the file or folder that its heading names."""
    parts = re.split(r"^## ", (DATA / "SOURCES.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = {}
    for part in parts[1:]:
        heading, _, text = part.partition("\n")
        found |= dict.fromkeys(re.findall(r"`([^`]+)`", heading), text)
    return found


@pytest.mark.parametrize("name", files())
def test_every_data_file_has_a_section_that_tells_its_licence(name: str) -> None:
    known = sections()
    folder = name.partition("/")[0] + "/"
    # The schema of a table is told of beside the table.
    own = known.get(name) or known.get(name.replace(".schema.json", ".csv")) or known.get(folder)
    assert own, f"data/{name} is in no heading of SOURCES.md"
    assert re.search(r"MIT|ODbL|CC BY|public domain|own words|attribution", own), name


def test_no_section_tells_of_a_file_that_is_gone() -> None:
    there = set(files()) | {name.partition("/")[0] + "/" for name in files() if "/" in name}
    assert set(sections()) <= there


def test_the_files_of_the_map_carry_their_licences() -> None:
    for path in DATA.glob("*.geojson"):
        licence = json.loads(path.read_text(encoding="utf-8"))["licence"]
        assert "OpenStreetMap" in licence
        assert ("GSHHG" in licence) == (path.stem in {"basemap", "provinces"})


def test_exported_layers_name_those_whose_data_they_hold() -> None:
    text = (DATA / "SOURCES.md").read_text(encoding="utf-8")
    for licence in LICENCES.values():
        assert licence.name.partition("-")[0] in {"ODbL", "LGPL", "CC", "MIT", "other"}
    assert "GSHHG" in attribution("provinces")
    assert "GSHHG" not in attribution("border")
    assert "data.mef.gov.kh" in attribution("places")
    assert "data.mef.gov.kh" in text
