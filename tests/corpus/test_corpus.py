"""Many articles: in order, the same on one process and on several, within bounds."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING

import pytest

from geo.corpus import CHUNK, read_corpus, write_corpus
from geo.corpus.engine import read_chunk_afar
from geo.corpus.reading import _windowed
from geo.corpus.workers import Workers
from geo.errors import ArticleError, DataError, Fault, RegisterError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "The Moc Bai border gate in Tay Ninh province was opened on 8 December 2025. No. {}."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(CHUNK + 3):
        (tmp_path / f"{number:03}.txt").write_text(TEXT.format(number), encoding="utf-8")
    (tmp_path / "005.txt").write_bytes(b"\x00\x00")
    lines = [json.dumps({"text": TEXT.format(n), "id": f"line-{n}"}) for n in range(3)]
    (tmp_path / "zz.jsonl").write_text("\n".join(lines) + "\nbroken\n", encoding="utf-8")
    return tmp_path


def told(results) -> list[str]:
    return [str(r) if isinstance(r, ArticleError) else json.dumps(r) for r in results]


def test_results_come_in_the_order_of_the_articles(folder: Path) -> None:
    done: list[int] = []
    results = list(read_corpus([folder], progress=done.append))
    assert sum(done) == len(results) == CHUNK + 3 + 4
    ids = [r["article"]["id"] for r in results if not isinstance(r, ArticleError)]
    assert ids == sorted(ids, key=lambda i: (i.startswith("line"), i))
    assert "binary" in str(results[5])
    assert "line 4" in str(results[-1])
    names = {m["name"] for m in results[0]["mentions"]}
    assert "Tây Ninh" in names


@pytest.mark.slow
def test_several_processes_read_the_same_as_one(folder: Path) -> None:
    assert told(read_corpus([folder], jobs=2)) == told(read_corpus([folder]))


def test_no_more_is_held_than_the_window() -> None:
    class Lazy:
        """An executor that counts what is under way."""

        under_way = most = 0

        def submit(self, work, chunk):
            self.under_way += 1
            self.most = max(self.most, self.under_way)
            lazy = self

            class Future:
                def result(self, timeout):
                    lazy.under_way -= 1
                    return [{"n": n} for n in chunk]

            return Future()

    executor = Lazy()
    chunks = ([n] for n in range(100))
    answers = list(_windowed(Workers(executor, 2), chunks, None))
    assert [a["n"] for a in answers] == list(range(100))
    assert executor.most <= 6


def test_one_line_an_article_is_written(folder: Path) -> None:
    output = folder / "out" / "all.jsonl"
    summary = write_corpus([folder / "000.txt", folder / "005.txt", folder / "001.txt"], output)
    lines = output.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["article"]["id"] for line in lines] == ["000", "001"]
    assert (summary.read, len(summary.failures)) == (2, 1)


@pytest.mark.parametrize("resume", [False, True])
def test_what_was_written_stays_where_no_article_can_be_read(resume: bool, tmp_path: Path) -> None:
    output = tmp_path / "all.jsonl"
    output.write_text("the last good readings\n", encoding="utf-8")
    summary = write_corpus([tmp_path / "gone.txt"], output, resume=resume)
    assert (summary.read, len(summary.failures)) == (0, 1)
    assert output.read_text(encoding="utf-8") == "the last good readings\n"
    assert list(tmp_path.iterdir()) == [output]


def test_the_output_is_no_article_of_its_own_folder(folder: Path) -> None:
    output = folder / "out.jsonl"
    first = write_corpus([folder], output)
    whole = output.read_bytes()
    again = write_corpus([folder], output)
    assert (again.read, len(again.failures)) == (first.read, len(first.failures))
    assert output.read_bytes() == whole
    with pytest.raises(UsageError, match=r"out\.jsonl\. Write to another file"):
        write_corpus([output], output)
    assert output.read_bytes() == whole


def test_a_wrong_data_folder_is_told_before_anything_starts(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        next(read_corpus(["a.txt"], data=tmp_path / "nowhere", jobs=2))


def test_a_wrong_data_file_is_told_by_a_worker_as_by_the_process_itself() -> None:
    faults = [Fault("a.csv", "is wrong.", row=number) for number in (2, 3)]
    for error in (DataError(faults), RegisterError(faults[0], only_warnings=True)):
        came = deepcopy(error)  # made anew, as on its way from another process
        assert str(came) == str(error)
        assert getattr(came, "only_warnings", None) == getattr(error, "only_warnings", None)


def test_a_worker_elsewhere_says_that_the_data_folder_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"gone: is no folder on a machine of the cluster\. Put it"):
        read_chunk_afar([], str(tmp_path / "gone"), 1)


def test_a_cluster_needs_dask_or_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(UsageError, match=r"borderatlas\[cluster\]"):
        next(read_corpus([folder], scheduler="tcp://127.0.0.1:1"))
