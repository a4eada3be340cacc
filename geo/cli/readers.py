"""The options that choose who reads the facts, and how what it could not prove is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from geo.cli.common import progress, refuse_nothing

if TYPE_CHECKING:
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.facts import FactReader

__all__ = ["read_atlas", "reader_of", "reader_options", "tell_left_out"]

Command = TypeVar("Command", bound=Callable[..., Any])


def reader_options(command: Command) -> Command:
    """Add ``--reader`` and what a model needs: ``--base-url``, ``--model``, ``--timeout``."""
    options = (
        click.option(
            "--reader",
            type=click.Choice(["rules", "swift", "openai"]),
            default="rules",
            show_default=True,
            help="Who reads the facts: the program's rules with the encoder it brings along; the "
            "rules alone, several times as fast and less exact; or a model that is asked. Articles "
            "are then sent to it; its key is taken from $BORDERATLAS_API_KEY.",
        ),
        click.option(
            "--base-url",
            metavar="URL",
            help="Address of an OpenAI-compatible endpoint, up to /v1 (with --reader openai).",
        ),
        click.option("--model", metavar="NAME", help="Name of the model there."),
        click.option(
            "--timeout",
            type=click.FloatRange(0, 3600, min_open=True),
            help="Seconds within which the model must answer. [default: 120]",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def reader_of(
    reader: str, base_url: str | None, model: str | None, timeout: float | None
) -> FactReader | None:
    """Return the reader that the options ask for; None for the rules.

    Raises
    ------
    click.UsageError
        An option of a model is given without asking one, or one that it needs is missing.
    """
    if reader != "openai":
        if base_url or model or timeout:
            msg = "--base-url, --model and --timeout go with --reader openai."
            raise click.UsageError(msg)
        return None if reader == "rules" else _swift()
    if not (base_url and model):
        msg = "--reader openai needs --base-url URL and --model NAME."
        raise click.UsageError(msg)
    from geo.facts.openai import OpenAIReader

    return OpenAIReader(base_url, model, **({"timeout": timeout} if timeout else {}))


def _swift() -> FactReader:
    from functools import partial

    from geo.facts import read_facts

    return partial(read_facts, encoded=False)


def read_atlas(
    articles: Sequence[Path],
    data: Path | None,
    boundaries: Path | None,
    reader: FactReader | None,
    *,
    jobs: int,
    quiet: bool,
) -> Atlas:
    """Return the atlas of some articles, or of those of the data folder; stop if none is read."""
    from functools import partial

    from geo.atlas import build_atlas
    from geo.corpus import readings_of

    with progress("Reading", quiet=quiet) as advance:
        atlas = build_atlas(
            articles=articles or None,
            data=data,
            boundaries=boundaries,
            reader=reader,
            read_all=partial(readings_of, jobs=jobs) if jobs > 1 else None,
            progress=advance,
        )
    refuse_nothing(len(atlas.articles), atlas.failures, given=bool(articles))
    tell_left_out(atlas.left_out, quiet=quiet)
    return atlas


def tell_left_out(left_out: Mapping[str, int], *, quiet: bool) -> None:
    """Print how much of a reader's findings the texts do not prove."""
    if quiet or not left_out:
        return
    click.echo("borderatlas: left out, for the texts do not prove it:", err=True)
    for what, count in sorted(left_out.items()):
        click.echo(f"  {count:5}  {what}", err=True)
