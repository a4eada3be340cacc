"""A real Dask cluster on this machine: scheduler and workers in processes of their own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from geo.corpus import read_corpus
from geo.errors import ArticleError, AtlasError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Start = Callable[..., subprocess.Popen[bytes]]

pytestmark = pytest.mark.slow
TEXT = "The Moc Bai border gate in Tay Ninh province was opened on 8 December 2025. No. {}."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return articles in files and records, one of each broken in the middle."""
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(40):
        (articles / f"{number:03}.txt").write_text(TEXT.format(number), encoding="utf-8")
    (articles / "020.txt").write_bytes(b"\x00\x00")
    lines = [json.dumps({"text": TEXT.format(n)}) for n in range(200)]
    lines[100] = "broken"
    (articles / "zz.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return articles


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Return what starts a scheduler or a worker; all end with the test."""
    pytest.importorskip("distributed", reason="SKIPPED LOUDLY: Dask is not installed")
    running: list[subprocess.Popen[bytes]] = []

    def begin(what: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--no-dashboard"]
        shared = ["--scheduler-file", str(tmp_path / "scheduler.json"), *options]
        with (tmp_path / f"{what}.log").open("ab") as log:
            running.append(subprocess.Popen([*command, *shared], stdout=log, stderr=log))
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.wait()


def address(tmp_path: Path) -> str:
    file = tmp_path / "scheduler.json"
    for _ in range(240):
        if file.is_file() and file.read_text():
            return str(json.loads(file.read_text())["address"])
        time.sleep(0.25)
    pytest.fail((tmp_path / "scheduler.log").read_text())


def scheduler(start: Start, tmp_path: Path) -> subprocess.Popen[bytes]:
    process = start("scheduler", "--host", "127.0.0.1", "--port", "0")
    address(tmp_path)
    return process


def worker(start: Start) -> subprocess.Popen[bytes]:
    return start("worker", "--no-nanny", "--nthreads", "1")


def told(results: list[object]) -> list[str]:
    return [str(r) if isinstance(r, ArticleError) else json.dumps(r) for r in results]


def test_a_cluster_reads_the_same_even_if_a_worker_dies(
    folder: Path, start: Start, tmp_path: Path
) -> None:
    scheduler(start, tmp_path)
    workers = [worker(start), worker(start)]
    found: list[object] = []
    for result in read_corpus([folder], scheduler=address(tmp_path)):
        found.append(result)
        if len(found) == 30:
            workers[0].kill()
    assert told(found) == told(list(read_corpus([folder])))
    assert [isinstance(r, ArticleError) for r in found].count(True) == 2


def test_a_cluster_reads_with_all_of_the_data_folder_that_is_given(
    start: Start, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, own = tmp_path / "a.txt", tmp_path / "own"
    article.write_text(f"8 Decembrus 2025\n\n{TEXT}", encoding="utf-8")
    own.mkdir()
    for part in data.iterdir():
        (own / part.name).symlink_to(part)
    (own / "vocabulary").unlink()
    words = shutil.copytree(data / "vocabulary", own / "vocabulary") / "datelines.txt"
    changed = words.read_text(encoding="utf-8").replace("december,", "decembrus,")
    words.write_text(changed, encoding="utf-8")
    scheduler(start, tmp_path)
    worker(start)
    monkeypatch.chdir(tmp_path)

    def published(data: str | None) -> str | None:
        (read,) = read_corpus([article], data=data, scheduler=address(tmp_path))
        assert isinstance(read, dict)
        return read["article"]["published"]

    assert [published(given) for given in (None, "own", None)] == [None, "2025-12-08", None]


def test_a_cluster_that_goes_away_is_told_and_not_waited_for(
    folder: Path, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dask = pytest.importorskip("dask")
    monkeypatch.setattr("geo.corpus.workers._LOOK_SECONDS", 0.5)
    master = scheduler(start, tmp_path)
    one = worker(start)
    with dask.config.set({"distributed.comm.timeouts.connect": "2s"}):
        results = read_corpus([folder], scheduler=address(tmp_path))
        next(results)
        master.kill()
        one.kill()
        with pytest.raises(AtlasError, match="The cluster went away"):
            list(results)


def test_an_address_where_nobody_listens_is_told_at_once(folder: Path) -> None:
    pytest.importorskip("distributed", reason="SKIPPED LOUDLY: Dask is not installed")
    for wrong in ("tcp://127.0.0.1:1", "nonsense"):
        begun = time.monotonic()
        with pytest.raises(UsageError, match="No Dask scheduler answers"):
            next(read_corpus([folder], scheduler=wrong))
        assert time.monotonic() - begun < 10
