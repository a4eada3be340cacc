"""What CONTRIBUTING.md shows of the register is what the program prints."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from geo.cli.checkpoint import checkpoint

TEXT = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(
    r"```console\n\$ borderatlas checkpoint ([^\n]+)\n(.*?)```", TEXT, flags=re.DOTALL
)


@pytest.mark.parametrize(("command", "printed"), EXAMPLES, ids=lambda text: text[:20])
def test_the_example_prints_what_is_shown(
    command: str, printed: str, data: Path, tmp_path: Path
) -> None:
    ignored = shutil.ignore_patterns("articles", "compile", ".checkpoints", "*.log.csv")
    folder = shutil.copytree(data, tmp_path / "data", ignore=ignored)
    result = CliRunner().invoke(checkpoint, [*shlex.split(command), "--data", str(folder)])
    assert result.output == printed


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 2
