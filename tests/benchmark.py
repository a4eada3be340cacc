"""Measure how fast the program reads and builds; print one Markdown table.

    make bench

Whole processes are timed from outside, the steps of reading inside one process after a warm-up.
Texts are the briefs of ``data/articles``, repeated under other names, so that anyone can run it.
``extract`` is timed twice, on few files and on many: what the many take longer is its steady rate.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from geo.articles import read_article
from geo.atlas.reading import read
from geo.facts import read_facts
from geo.gazetteer import Gazetteer
from geo.geoparse import Geoparser
from geo.geoparse.recognise import find_names
from geo.geoparse.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
BRIEFS = sorted((ROOT / "data" / "articles").glob("*.md"))
CORES = 2
FEW, MANY = 400, 4000


def seconds(*args: str | Path, runs: int = 5) -> float:
    """Return the median wall time of a command of the program."""
    command = [sys.executable, "-c", "from geo.cli import main; main()", *map(str, args)]
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return median(taken)


def rate(work: Callable[[], object], times: int, of: int) -> float:
    """Return how many things a second a piece of work does, the best of three rounds."""
    best = 0.0
    for _ in range(3):
        start = time.perf_counter()
        for _ in range(times):
            work()
        best = max(best, times * of / (time.perf_counter() - start))
    return best


def extracting(count: int, jobs: int = CORES) -> float:
    """Return how long ``extract`` takes for a folder of files."""
    texts = [path.read_text(encoding="utf-8") for path in BRIEFS]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "articles")
        folder.mkdir()
        for number in range(count):
            path = folder / f"{number:05}.md"
            path.write_text(texts[number % len(texts)], encoding="utf-8")
        output = Path(name, "out.jsonl")
        return seconds("extract", "-q", "-o", output, "--jobs", str(jobs), folder, runs=1)


def reading() -> list[tuple[str, str]]:
    """Return the rows of the steps of reading, one core each."""
    articles = [read_article(path) for path in BRIEFS]
    words = sum(len(a.text.split()) for a in articles) / len(articles)
    geoparser = Geoparser(Gazetteer.load())
    lexicon, index, gazetteer = geoparser.lexicon, geoparser.index, geoparser.gazetteer
    parsed = [(article, geoparser.parse(article).mentions) for article in articles]
    steps: dict[str, Callable[[], object]] = {
        f"names recognised (texts of {words:.0f} words)": lambda: [
            find_names(Tokens(a.text, lexicon), index) for a in articles
        ],
        "names recognised and resolved": lambda: [geoparser.parse(a) for a in articles],
        "facts read, names given": lambda: [read_facts(a, m, gazetteer) for a, m in parsed],
        "names and facts": lambda: [read(a, geoparser) for a in articles],
        "names and facts, without the encoder": lambda: [
            read(a, geoparser, partial(read_facts, encoded=False)) for a in articles
        ],
    }
    found = []
    for what, work in steps.items():
        work()
        found.append(
            (f"{what}, one core", f"{rate(work, 10, len(articles)):.0f} articles a second")
        )
    return found


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        built = seconds("build", "--quiet", "-o", folder)
        page = (Path(folder) / "index.html").stat().st_size / 1e6
    few, many = extracting(FEW), extracting(MANY)
    extract = f"`extract --jobs {CORES}`"
    rows = [
        ("`--help`", f"{seconds('--help'):.2f} s"),
        ("`build` of the default atlas, cold", f"{built:.1f} s"),
        ("its page", f"{page:.2f} MB"),
        *reading(),
        (f"{extract}, {FEW} files, start included", f"{FEW / few:.0f} articles a second"),
        (f"{extract}, {MANY} files, start included", f"{MANY / many:.0f} articles a second"),
        (f"{extract}, once it runs", f"{(MANY - FEW) / (many - few):.0f} articles a second"),
    ]
    print("| what | measured |\n| --- | --- |")  # noqa: T201
    for what, figure in rows:
        print(f"| {what} | {figure} |")  # noqa: T201


if __name__ == "__main__":
    main()
