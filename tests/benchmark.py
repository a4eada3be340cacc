"""Measure how fast the program reads and builds; print one Markdown table.

    make bench

Whole processes are timed from outside, the pipeline inside one process after a warm-up. Texts are
the briefs of ``data/articles``, repeated under other names, so that anyone can run it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from geo.articles import read_article
from geo.atlas.reading import read
from geo.corpus import read_corpus
from geo.gazetteer import Gazetteer
from geo.geoparse import Geoparser

ROOT = Path(__file__).resolve().parent.parent
BRIEFS = sorted((ROOT / "data" / "articles").glob("*.md"))
CORES = 2
COPIES = 400


def seconds(*args: str | Path, runs: int = 5) -> float:
    """Return the median wall time of a command of the program."""
    command = [sys.executable, "-c", "from geo.cli import main; main()", *map(str, args)]
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, check=False, capture_output=True)
        taken.append(time.perf_counter() - start)
    return median(taken)


def rate(work: object, times: int, of: int) -> float:
    """Return how many things a second a piece of work does, the best of three rounds."""
    best = 0.0
    for _ in range(3):
        start = time.perf_counter()
        for _ in range(times):
            work()  # type: ignore[operator]
        best = max(best, times * of / (time.perf_counter() - start))
    return best


def corpus_rate(folder: Path) -> float:
    """Return the articles a second of the whole pipeline on two processes."""
    texts = [path.read_text(encoding="utf-8") for path in BRIEFS]
    paths = []
    for number in range(COPIES):
        path = folder / f"{number}.md"
        path.write_text(texts[number % len(texts)], encoding="utf-8")
        paths.append(path)
    start = time.perf_counter()
    count = sum(1 for _ in read_corpus(paths, jobs=CORES))
    return count / (time.perf_counter() - start)


def main() -> None:
    """Print the table."""
    articles = [read_article(path) for path in BRIEFS]
    words = sum(len(a.text.split()) for a in articles) / len(articles)
    geoparser = Geoparser(Gazetteer.load())
    for article in articles:
        read(article, geoparser)
    names = rate(lambda: [geoparser.parse(a) for a in articles], 10, len(articles))
    whole = rate(lambda: [read(a, geoparser) for a in articles], 10, len(articles))
    with tempfile.TemporaryDirectory() as folder:
        built = seconds("build", "--quiet", "-o", folder)
        page = (Path(folder) / "index.html").stat().st_size / 1e6
    with tempfile.TemporaryDirectory() as folder:
        corpus = corpus_rate(Path(folder))
    rows = [
        ("`--help`", f"{seconds('--help'):.2f} s"),
        ("`build` of the default atlas, cold", f"{built:.1f} s"),
        ("its page", f"{page:.2f} MB"),
        (
            f"names found and resolved, one core (texts of {words:.0f} words)",
            f"{names:.0f} a second",
        ),
        ("whole pipeline, one core", f"{whole:.0f} articles a second"),
        (
            f"`extract` of {COPIES} files, {CORES} processes, start included",
            f"{corpus:.0f} articles a second",
        ),
    ]
    print("| what | measured |\n| --- | --- |")  # noqa: T201
    for what, figure in rows:
        print(f"| {what} | {figure} |")  # noqa: T201


if __name__ == "__main__":
    main()
