"""Measure reading beside other programs; write the README's table and the recorded figures.

    make scoreboard

Reads the five articles as published and the development texts from ``shared/`` beside the
checkout, with their annotations. ``recorded.json`` is what ``test_recorded_score.py`` holds later
readings against. Imports that the user made do not count, save in the row that says so.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from baselines import BASELINES, version_of

import geo
from geo.articles import read_article
from geo.atlas.reading import read, reading_to_dict
from geo.border import Border
from geo.gazetteer import Gazetteer
from geo.gazetteer.imports import import_places
from geo.geoparse import Geoparser
from geo.score import score
from geo.tables import atomic_write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.score import Scoreboard

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
README = ROOT / "README.md"
RECORDED = Path(__file__).with_name("recorded.json")
LARGER = SHARED / "data" / "geonames_P_vn_kh_2018_via_wof.csv.gz"
BEGIN, END = "<!-- scoreboard:begin -->", "<!-- scoreboard:end -->"
SETS = {
    "articles": ("articles", SHARED / "articles", SHARED / "eval" / "articles_gold"),
    "dev": (
        "development texts",
        SHARED / "eval" / "dev" / "articles",
        SHARED / "eval" / "dev" / "gold",
    ),
}
OURS = "Border Atlas"

# measure → what the table calls it; a measure of a tally is its F1 unless it says otherwise
ROWS = {
    "places precision": "places: precision",
    "places recall": "places: recall",
    "places": "places: F1",
    "gates": "checkpoints: F1",
    "countries": "countries: F1",
    "typed": "type of the place right",
    "admin1": "province right",
    "@radius": "placed within the annotators' radius",
    "@local": "the same, of places known to 10 km",
    "@local imported": "the same, with GeoNames' places imported",
    "events": "events: F1 (type and evidence)",
    "events+": "events: F1 (date and place too)",
    "aid": "aid: F1 (quantity and value)",
    "twinnings": "twinnings: F1",
    "projects": "projects: F1",
    "indicators": "figures: F1",
}
SEEN = (
    "Both sets were at hand while the rules were written and the others have never seen them: the "
    f"figures of {OURS} say what is covered, those on texts of your own will be lower."
)
_NAMES_ONLY = ("places precision", "places recall", "places", "gates", "countries")


def geoparser(imports: Path | None = None) -> Geoparser:
    """Return a geoparser on the checkout's data, with the imports of that folder alone."""
    before = os.environ.get("BORDERATLAS_HOME")
    os.environ["BORDERATLAS_HOME"] = str(imports or ROOT / "no-imports")
    try:
        return Geoparser(Gazetteer.load(ROOT / "data"), Border.load(ROOT / "data"))
    finally:
        os.environ.pop("BORDERATLAS_HOME")
        if before is not None:
            os.environ["BORDERATLAS_HOME"] = before


def files(name: str) -> list[Path]:
    """Return the annotated articles of a set."""
    _, folder, gold = SETS[name]
    named = [json.loads(p.read_text(encoding="utf-8"))["article"] for p in gold.glob("*.json")]
    return sorted(folder / Path(article).name for article in named)


def our_figures(name: str, parser: Geoparser) -> dict[str, float]:
    """Return every measure of our reading of a set, save the one with imports."""
    readings = [reading_to_dict(read(read_article(path), parser)) for path in files(name)]
    return figures(score(SETS[name][2], readings)[0])


def their_figures(name: str, tool: str) -> dict[str, float]:
    """Return the measures of a baseline, which finds names and nothing else."""
    find = BASELINES[tool]()
    readings = [
        {"article": {"path": str(path)}, "mentions": find(read_article(path).text)}
        for path in files(name)
    ]
    every = figures(score(SETS[name][2], readings)[0])
    return {measure: every[measure] for measure in _NAMES_ONLY}


def figures(board: Scoreboard) -> dict[str, float]:
    """Return the measures of a board from 0 to 1, rounded to four places."""
    places = board.tallies["places"]
    found = {"places precision": places.precision, "places recall": places.recall}
    found |= {name: tally.f1 for name, tally in board.tallies.items()}
    found |= {name: board.share(name) for name in ("typed", "admin1", "@radius", "@local")}
    return {name: round(value, 4) for name, value in found.items()}


def measured() -> dict[str, Any]:
    """Return the measures of every program on every set."""
    shipped = geoparser()
    sets: dict[str, dict[str, dict[str, float]]] = {}
    for name in SETS:
        sets[name] = {OURS: our_figures(name, shipped)}
        sets[name] |= {tool: their_figures(name, tool) for tool in BASELINES}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BORDERATLAS_HOME"] = folder
        known = Gazetteer.load(ROOT / "data", imports=False)
        import_places(LARGER, known, name="larger", source="GeoNames", licence="CC BY 4.0")
        larger = geoparser(Path(folder))
        for name in SETS:
            sets[name][OURS]["@local imported"] = our_figures(name, larger)["@local"]
    versions = {tool: version_of(tool) for tool in BASELINES}
    texts = {name: len(files(name)) for name in SETS}
    return {"sets": sets, "texts": texts, "versions": versions | {OURS: geo.__version__}}


def table(result: dict[str, Any]) -> str:
    """Return the Markdown table of measures: a row a measure, a column a program and set."""
    programs = [OURS, *BASELINES]
    heads = [f"{result['texts'][name]} {SETS[name][0]}" for name in SETS]
    columns = [f"{head}: {program}" for head in heads for program in programs]
    lines = [row(["", *columns]), row(["---", *["---:"] * len(columns)])]
    for measure, title in ROWS.items():
        values = [
            result["sets"][name][program].get(measure) for name in SETS for program in programs
        ]
        lines.append(row([title, *("–" if v is None else f"{v:.3f}" for v in values)]))
    versions = ", ".join(f"{tool} {result['versions'][tool]}" for tool in BASELINES)
    how = f"Measured by `make scoreboard` against annotations made by hand; {versions}."
    lines += ["", how, "“–”: the program does not do it.", SEEN]
    return "\n".join(lines)


def row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def with_table(text: str, new: str) -> str:
    """Return a text with what stands between the markers replaced."""
    head, begin, rest = text.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not (begin and end):
        msg = f"{README.name} has not both markers, {BEGIN} and {END}: put them in."
        raise SystemExit(msg)
    return f"{head}{BEGIN}\n{new}\n{END}{tail}"


def main() -> None:
    """Measure, print the table, and write both files."""
    missing = [str(path) for _, *paths in SETS.values() for path in paths if not path.is_dir()]
    if missing:
        msg = f"Nothing was measured or written: {', '.join(missing)} is not there."
        raise SystemExit(msg)
    with_table(README.read_text(encoding="utf-8"), "")  # a fault in it is told before the work
    result = measured()
    text = table(result)
    with atomic_write(RECORDED) as stream:
        stream.write(json.dumps(result, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    readme = with_table(README.read_text(encoding="utf-8"), text)
    with atomic_write(README) as stream:
        stream.write(readme)
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
