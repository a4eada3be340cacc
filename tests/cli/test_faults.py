"""What people get wrong, what the disk refuses, Ctrl-C: a clear line, and nothing half-written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from geo.cli import main

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = [sys.executable, "-c", "from geo.cli import main; main()"]
TEXT = "A meeting was held in Tay Ninh province on May 3, 2024.\n"


def run(*args: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *map(str, args)], capture_output=True, text=True, check=False)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "args",
    [("build", "-o"), ("export", "csv", "-o"), ("export", "gpkg", "-o"), ("extract", "{}", "-o")],
)
def test_a_place_that_cannot_be_written_is_named_without_a_traceback(
    args: tuple[str, ...], article: Path
) -> None:
    given = [arg.format(article) for arg in args]
    result = run(*given, article / "below" / "out")
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert str(article) in result.stderr


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("build", "", "-o", "{out}"), "An empty path"),
        (("extract", ""), "An empty path"),
        (("export", "csv", "--layers", ",", "-o", "{out}"), "No name is given"),
        (("export", "geojson", "--layers", "indicators", "-o", "{out}"), "Use gpkg, csv"),
        (("build", "{gone}", "-o", "{out}"), "nothing was written: no article could be read"),
        (("export", "csv", "--articles", "{gone}", "-o", "{out}"), "nothing was written"),
        (("build", "--data", "{gone}", "-o", "{out}"), "is no folder"),
        (("build", "--boundaries", "{gone}", "-o", "{out}"), "does not exist"),
        (("build", "--layers", "gates", "-o", "{out}"), "no layer 'gates'"),
    ],
)
def test_a_request_that_makes_no_sense_is_explained_and_writes_nothing(
    args: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    result = run(*(arg.format(out=out, gone=tmp_path / "gone") for arg in args))
    assert result.returncode == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert not out.exists() or not any(out.iterdir())


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("build", "{article}", "--layers", "gates", "-o", "{out}"), "no layer 'gates'"),
        (("build", "{article}", "--tiles", "gates", "-o", "{out}"), "no base map 'gates'"),
        (("build", "{article}", "-o", "{article}/out"), "is no folder"),
        (("export", "gates", "--articles", "{article}", "-o", "{out}"), "no format 'gates'"),
        (("export", "geojson", "--layers", "gates", "-o", "{out}"), "no layer 'gates'"),
        (("export", "kml", "--layers", "indicators", "-o", "{out}"), "Use gpkg, csv"),
        (("export", "csv", "--articles", "{article}", "-o", "{article}"), "is no folder"),
        (("extract", "{article}", "-o", "{article}/out"), "is no folder"),
    ],
)
def test_a_slip_in_the_options_is_told_before_an_article_is_read(
    args: tuple[str, ...],
    told: str,
    article: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def read(*args: object) -> None:
        msg = "an article was read"
        raise AssertionError(msg)

    monkeypatch.setattr("geo.atlas.build.read_or_fail", read)
    monkeypatch.setattr("geo.corpus.reading.read_chunk", read)
    with pytest.raises(SystemExit) as left:
        main([arg.format(article=article, out=tmp_path / "out") for arg in args])
    assert left.value.code == 2
    assert told in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [article]


@pytest.mark.parametrize("form", ["jsonl", "json"])
def test_readings_stay_where_no_article_can_be_read(form: str, tmp_path: Path) -> None:
    good = tmp_path / "good"
    good.write_text("the last good readings\n", encoding="utf-8")
    result = run("extract", tmp_path / "gone.txt", "--format", form, "-o", good)
    assert result.returncode == 2
    assert "nothing was written: no article could be read" in result.stderr
    assert good.read_text(encoding="utf-8") == "the last good readings\n"
    assert list(tmp_path.iterdir()) == [good]


@pytest.mark.parametrize("options", [(), ("--format", "json"), ("--resume",)])
def test_readings_stay_where_a_file_holds_no_article(
    options: tuple[str, ...], tmp_path: Path
) -> None:
    empty, good = tmp_path / "empty.jsonl", tmp_path / "good"
    empty.write_bytes(b"\n")
    good.write_text("the last good readings\n", encoding="utf-8")
    result = run("extract", empty, *options, "-o", good)
    assert result.returncode == 2
    assert "nothing was written: no article could be read" in result.stderr
    assert good.read_text(encoding="utf-8") == "the last good readings\n"
    assert set(tmp_path.iterdir()) == {empty, good}


def test_the_last_good_map_stays_where_none_of_the_own_articles_can_be_read(
    data: Path, tmp_path: Path
) -> None:
    folder, maps = tmp_path / "data", tmp_path / "maps"
    folder.mkdir()
    for own in data.iterdir():
        if own.name not in ("articles", "compile", "examples", "annotated"):
            (folder / own.name).symlink_to(own)
    (folder / "articles").mkdir()
    (folder / "articles" / "empty.txt").write_bytes(b"")
    maps.mkdir()
    (maps / "index.html").write_text("the last good map", encoding="utf-8")
    result = run("build", "--data", folder, "-o", maps)
    assert result.returncode == 2
    assert "nothing was written: no article could be read" in result.stderr
    assert (maps / "index.html").read_text(encoding="utf-8") == "the last good map"


def test_an_output_that_is_one_of_the_articles_is_refused(tmp_path: Path) -> None:
    articles = tmp_path / "io.jsonl"
    articles.write_text(json.dumps({"text": TEXT}) + "\n", encoding="utf-8")
    result = run("extract", tmp_path / "." / "io.jsonl", "-o", articles)
    assert result.returncode == 2
    assert "io.jsonl is one of the articles" in result.stderr
    assert json.loads(articles.read_text(encoding="utf-8")) == {"text": TEXT}


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_nothing_behind(jobs: str, tmp_path: Path) -> None:
    source, out = tmp_path / "many.jsonl", tmp_path / "out"
    record = json.dumps({"text": TEXT * 20})
    source.write_text(f"{record}\n" * 20_000, encoding="utf-8")
    out.mkdir()
    with subprocess.Popen(
        [*COMMAND, "extract", str(source), "--jobs", jobs, "-o", str(out / "all.jsonl")],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        while not any(out.iterdir()) and process.poll() is None:
            time.sleep(0.05)
        told = interrupted(process)
    assert process.returncode == 1
    assert "Traceback" not in told
    assert list(out.iterdir()) == []


def interrupted(process: subprocess.Popen[str]) -> str:
    """Press Ctrl-C as a person would, again where it was not heard; return what is told then."""
    for _ in range(3):
        os.killpg(process.pid, signal.SIGINT)
        try:
            return process.communicate(timeout=20)[1]
        except subprocess.TimeoutExpired:
            continue  # a library that was being loaded swallowed it
    os.killpg(process.pid, signal.SIGKILL)
    pytest.fail("not stopped by Ctrl-C")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_there_for_each_shell(shell: str) -> None:
    asked = os.environ | {"_BORDERATLAS_COMPLETE": f"{shell}_source"}
    done = subprocess.run(COMMAND, env=asked, capture_output=True, text=True, check=False)
    assert "_BORDERATLAS_COMPLETE" in done.stdout


def test_completion_offers_commands_and_formats() -> None:
    def offered(words: str, number: int) -> list[str]:
        asked = os.environ | {
            "_BORDERATLAS_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(number),
        }
        done = subprocess.run(COMMAND, env=asked, capture_output=True, text=True, check=False)
        return [line.partition(",")[2] for line in done.stdout.splitlines()]

    assert offered("borderatlas ex", 1) == ["extract", "export"]
    assert offered("borderatlas export geo", 2) == ["geojson"]
