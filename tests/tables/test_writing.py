"""A file is the old or the new one; a pipe stays a pipe; a refusal names what was asked for."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING, Any

import pytest

from geo.map.site import write_site
from geo.tables import atomic_write

if TYPE_CHECKING:
    from pathlib import Path


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with atomic_write(pipe) as stream:
        stream.write("Mộc Bài\n")
    assert os.read(reader, 100).decode() == "Mộc Bài\n"
    os.close(reader)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_what_may_not_be_written_is_named_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, prefix: str, dir: Path, **__: Any) -> None:  # noqa: A002
        raise PermissionError(13, "Permission denied", f"{dir}/{prefix}x7")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    with pytest.raises(PermissionError, match="that you may write") as raised:
        atomic_write(tmp_path / "news.jsonl").__enter__()
    assert raised.value.filename == str(tmp_path / "news.jsonl")

    monkeypatch.setattr(tempfile, "mkdtemp", lambda _, prefix, dir: refuse(prefix=prefix, dir=dir))  # noqa: A006
    with pytest.raises(PermissionError, match="that you may write") as raised:
        write_site(None, tmp_path / "maps")  # type: ignore[arg-type]
    assert raised.value.filename == str(tmp_path / "maps")
