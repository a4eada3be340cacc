"""What several commands share: options, progress on a terminal, and how failures are told."""

from __future__ import annotations

import functools
import os
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.atlas import Atlas
    from geo.errors import ArticleError
    from geo.register import By

__all__ = [
    "ArticlePath",
    "as_day",
    "author_options",
    "blank_atlas",
    "boundaries_option",
    "data_option",
    "jobs_option",
    "json_option",
    "layers_option",
    "progress",
    "quiet_option",
    "refuse_nothing",
    "refuse_unwritable",
    "source_option",
    "tell_failures",
    "today",
    "told_reading",
]

Command = TypeVar("Command", bound=Callable[..., Any])

EXIT_WRONG = 2
EXIT_PARTLY = 3
EXIT_DIFFERENT = 4
_TELL_SECONDS = 0.2
_MOST_TOLD = 100


def data_option(command: Command) -> Command:
    """Add ``--data``: the data folder to work with, for all that the command does."""

    @functools.wraps(command)
    def within(*args: Any, data: Path | None, **options: Any) -> Any:
        from geo.tables import use_data_folder

        with use_data_folder(data):
            return command(*args, data=data, **options)

    option = click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        help="Folder with checkpoints.csv and the other data. [default: that of the program]",
    )
    return cast("Command", option(within))


def quiet_option(command: Command) -> Command:
    """Add ``--quiet``: only what was asked for and errors."""
    return click.option(
        "-q", "--quiet", is_flag=True, help="Print only what was asked for, and errors."
    )(command)


def jobs_option(command: Command) -> Command:
    """Add ``--jobs``: the processes that read at the same time."""
    return click.option(
        "--jobs",
        type=click.IntRange(1),
        default=1,
        show_default=True,
        help="Processes that read at the same time.",
    )(command)


def boundaries_option(command: Command) -> Command:
    """Add ``--boundaries``: a file with better province areas."""
    return click.option(
        "--boundaries",
        type=click.Path(path_type=Path, dir_okay=False),
        help="GeoJSON or GeoPackage with better province areas than the approximate ones.",
    )(command)


def json_option(command: Command) -> Command:
    """Add ``--json``: the result as JSON, for scripts."""
    return click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")(
        command
    )


def today() -> date:
    """Return the day that the clock of this machine shows."""
    return datetime.now(tz=UTC).astimezone().date()


def as_day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Check a day given as an option (YYYY-MM-DD) and return it."""
    try:
        return date.fromisoformat(value).isoformat() if value is not None else None
    except ValueError:
        msg = f"{value!r} is no day; expected YYYY-MM-DD."
        raise click.BadParameter(msg) from None


def author_options(command: Command) -> Command:
    """Add who makes a change and when, given to the command as ``by``, and ``--yes``.

    ``by`` has the source of ``source_option`` where the command has that too.
    """

    @functools.wraps(command)
    def signed(*args: Any, who: str | None, day: str | None, **options: Any) -> Any:
        return command(*args, by=_signed(who, day, options.pop("signed_source", "")), **options)

    yes = click.option("-y", "--yes", is_flag=True, help="Take the warnings; ask nothing.")
    when = click.option(
        "--date", "day", callback=as_day, help="Day of the change. [default: today]"
    )
    by = click.option(
        "--by",
        "who",
        envvar="BORDERATLAS_AUTHOR",
        help="Who makes the change. [default: $BORDERATLAS_AUTHOR, or who is logged in]",
    )
    options: Any = by(when(yes(signed)))
    return cast("Command", options)


def _signed(who: str | None, day: str | None, source: str) -> By:
    from geo.register import By

    name = who or os.environ.get("USER") or os.environ.get("USERNAME") or "unknown"
    return By(name, day or today().isoformat(), source)


def source_option(command: Command) -> Command:
    """Add the source that a change rests on; it goes into the ``by`` of ``author_options``."""
    return click.option(
        "--source", "signed_source", required=True, help="URL or citation that the change rests on."
    )(command)


class ArticlePath(click.Path):
    """A file or folder of articles; an empty text is none, and not the folder one stands in."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path; refuse an empty one."""
        if value == "":
            self.fail("An empty path; is a variable of your script unset?", param, ctx)
        return super().convert(value, param, ctx)


def layers_option(command: Command) -> Command:
    """Add ``--layers``, given to the command as a tuple of names; None for all."""
    return click.option(
        "--layers",
        metavar="NAME,NAME…",
        callback=_names,
        help="Only these layers, separated by commas.",
    )(command)


def _names(
    _ctx: click.Context, _param: click.Parameter, value: str | None
) -> tuple[str, ...] | None:
    if value is None:
        return None
    names = tuple(name.strip() for name in value.split(",") if name.strip())
    if not names:
        msg = "No name is given."
        raise click.BadParameter(msg)
    return names


@contextmanager
def progress(label: str, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """Count on standard error while long work goes on; silent where nobody looks.

    How many there will be is not known: files of records and folders are read as they come.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _done: None
        return
    done, told = 0, time.monotonic()

    def advance(number: int) -> None:
        nonlocal done, told
        done += number
        if time.monotonic() - told >= _TELL_SECONDS:
            told = time.monotonic()
            click.echo(f"\r{label}: {done:,}", nl=False, err=True)

    try:
        yield advance
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)


def tell_failures(failures: Iterable[ArticleError]) -> int:
    """Print what could not be read; return the exit code that follows (0 or 3)."""
    told = list(failures)
    for failure in told[:_MOST_TOLD]:
        click.echo(f"borderatlas: not read: {failure}", err=True)
    if len(told) > _MOST_TOLD:
        click.echo(f"borderatlas: not read: {len(told) - _MOST_TOLD:,} more.", err=True)
    return EXIT_PARTLY if told else 0


def refuse_nothing(read: int, failures: Sequence[ArticleError], *, given: bool = False) -> None:
    """Stop where no article could be read: what was written before stays.

    No articles at all are nothing wrong, unless some were given.
    """
    if not read and (failures or given):
        tell_failures(failures)
        click.echo("borderatlas: nothing was written: no article could be read.", err=True)
        sys.exit(EXIT_WRONG)


def refuse_unwritable(folder: Path) -> None:
    """Raise UsageError where nothing can be written into a folder; one to be made is not made."""
    from geo.errors import UsageError

    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        return
    what = "may not be written to" if there.is_dir() else "is no folder"
    msg = f"{folder}: nothing can be written there: {there} {what}. Give another --output."
    raise UsageError(msg)


def blank_atlas() -> Atlas:
    """Return an atlas without rows, on which a request is tried before the articles are read."""
    from geo.atlas import LAYERS, TABLES, Atlas
    from geo.atlas.frames import frame, table

    return Atlas(
        layers={name: frame(name, []) for name in LAYERS},
        tables={name: table(name, []) for name in TABLES},
    )


def told_reading(atlas: Atlas) -> dict[str, Any]:
    """Return how the reading went, for the results that are printed as JSON."""
    return {
        "articles": len(atlas.articles),
        "not_read": [str(failure) for failure in atlas.failures],
        "left_out": atlas.left_out,
    }
