"""What several commands share: options, progress on a terminal, and how failures are told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.errors import ArticleError

__all__ = ["data_option", "json_option", "progress", "quiet_option", "tell_failures"]

Command = TypeVar("Command", bound=Callable[..., Any])

EXIT_PARTLY = 3
EXIT_DIFFERENT = 4


def data_option(command: Command) -> Command:
    """Add ``--data``: the data folder to work with."""
    return click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        help="Folder with checkpoints.csv and the other data. [default: that of the program]",
    )(command)


def quiet_option(command: Command) -> Command:
    """Add ``--quiet``: only what was asked for and errors."""
    return click.option(
        "-q", "--quiet", is_flag=True, help="Print only what was asked for, and errors."
    )(command)


def json_option(command: Command) -> Command:
    """Add ``--json``: the result as JSON, for scripts."""
    return click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")(
        command
    )


@contextmanager
def progress(label: str, total: int, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """Show a bar on standard error while long work goes on; silent where nobody looks."""
    if quiet or total < 2 or not sys.stderr.isatty():
        yield lambda _done: None
        return
    with click.progressbar(length=total, label=label, file=sys.stderr) as bar:
        yield bar.update


def tell_failures(failures: Iterable[ArticleError]) -> int:
    """Print what could not be read; return the exit code that follows (0 or 3)."""
    code = 0
    for failure in failures:
        click.echo(f"borderatlas: not read: {failure}", err=True)
        code = EXIT_PARTLY
    return code
