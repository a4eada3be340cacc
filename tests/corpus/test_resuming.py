"""A reading that is broken off goes on where it was, and gives what one in one go gives."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from geo.cli.root import root
from geo.corpus import write_corpus
from geo.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "The Moc Bai border gate in Tay Ninh province was opened on 8 December 2025. No. {}."


class StoppedError(Exception):
    """The power went."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(6):
        (articles / f"{number}.txt").write_text(TEXT.format(number), encoding="utf-8")
    (articles / "3.txt").write_bytes(b"\x00\x00")
    records = [json.dumps({"text": TEXT.format(n % 2)}) for n in range(6)]  # the same ones again
    (articles / "z.jsonl").write_text("\n".join(records) + "\n", encoding="utf-8")
    return articles


def stop_after(number: int) -> object:
    seen = 0

    def count(done: int) -> None:
        nonlocal seen
        seen += done
        if seen > number:
            raise StoppedError

    return count


@pytest.mark.parametrize("number", [0, 2, 5, 8])
def test_it_goes_on_where_it_was_stopped(number: int, folder: Path, tmp_path: Path) -> None:
    whole, parts = tmp_path / "whole.jsonl", tmp_path / "parts.jsonl"
    write_corpus([folder], whole)
    with pytest.raises(StoppedError):
        write_corpus([folder], parts, resume=True, progress=stop_after(number))
    part = tmp_path / "parts.jsonl.part"
    assert not parts.exists()
    with part.open("a", encoding="utf-8") as stream:
        stream.write('{"article": {"pa')  # a line that broke off
    summary = write_corpus([folder], parts, resume=True)
    assert parts.read_bytes() == whole.read_bytes()
    assert summary.before + summary.read == 11
    assert len(summary.failures) == 1
    assert not part.exists()


def test_a_file_that_changed_since_is_read_again(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "all.jsonl"
    with pytest.raises(StoppedError):
        write_corpus([folder], output, resume=True, progress=stop_after(2))
    (folder / "0.txt").write_text("Something else happened in Bavet.", encoding="utf-8")
    assert write_corpus([folder], output, resume=True).before == 2
    last = output.read_text(encoding="utf-8").splitlines()
    assert len(last) == 12  # as it was then, and as it is now


def test_the_command_says_what_it_needs_and_what_was_there(folder: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    wrong = run(root, ["extract", str(folder), "--resume"])
    assert wrong.exit_code == 2
    assert "--resume needs --output FILE" in wrong.output
    output = tmp_path / "all.jsonl"
    with pytest.raises(StoppedError):
        write_corpus([folder], output, resume=True, progress=stop_after(2))
    right = run(root, ["extract", str(folder), "--resume", "-o", str(output)])
    assert right.exit_code == 3
    assert "2 had been read before" in right.output
    assert len(output.read_text(encoding="utf-8").splitlines()) == 11


@pytest.mark.parametrize("line", [b"garbage", b"[1]", b'{"article": {}}', b"\xff\xfe"])
def test_an_unfinished_file_that_is_none_is_named_and_kept(
    line: bytes, folder: Path, tmp_path: Path
) -> None:
    output, part = tmp_path / "all.jsonl", tmp_path / "all.jsonl.part"
    with pytest.raises(StoppedError):
        write_corpus([folder], output, resume=True, progress=stop_after(2))
    before = part.read_bytes() + line + b"\n"
    part.write_bytes(before)
    with pytest.raises(DataError, match=r"all\.jsonl\.part, line 3: .* remove the file"):
        write_corpus([folder], output, resume=True)
    assert part.read_bytes() == before


def test_what_one_reader_began_no_other_goes_on_with(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "all.jsonl"
    with pytest.raises(StoppedError):
        write_corpus([folder], output, resume=True, by="swift", progress=stop_after(2))
    with pytest.raises(DataError, match=r"all\.jsonl\.part: was begun by swift, .* by rules, "):
        write_corpus([folder], output, resume=True)
    resumed = ["extract", str(folder), "--resume", "-o", str(output)]
    assert isinstance(CliRunner().invoke(root, resumed).exception, DataError)
    right = CliRunner().invoke(root, [*resumed, "--reader", "swift"])
    assert "2 had been read before" in right.output
    assert {path.name for path in tmp_path.iterdir()} == {"articles", "all.jsonl"}


def test_an_unfinished_file_of_an_unknown_reader_is_not_gone_on_with(
    folder: Path, tmp_path: Path
) -> None:
    output = tmp_path / "all.jsonl"
    with pytest.raises(StoppedError):
        write_corpus([folder], output, resume=True, progress=stop_after(2))
    (tmp_path / "all.jsonl.part.reader").unlink()
    with pytest.raises(DataError, match="unknown reader"):
        write_corpus([folder], output, resume=True)
