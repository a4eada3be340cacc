"""``borderatlas score``: how well extraction reads, against gold annotations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo.cli.common import data_option, json_option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.score import Scoreboard, Tally

__all__ = ["score"]


@click.command(
    epilog=(
        "Examples:\n\n\b\n"
        "  borderatlas score gold/ --articles articles/\n"
        "  borderatlas score gold/ --predictions mine.jsonl --misses\n"
        "  borderatlas score gold/ --by-type --per-article"
    )
)
@click.argument("gold", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option(
    "--articles",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Folder of the annotated articles. [default: articles/ beside GOLD]",
)
@click.option(
    "--predictions",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Output of extract to score instead of reading the articles now.",
)
@click.option("--misses", is_flag=True, help="List what was missed, wrong or too much.")
@click.option("--by-type", is_flag=True, help="Add the figures of each type of place and event.")
@click.option("--per-article", is_flag=True, help="Add the figures of each article.")
@data_option
@json_option
def score(
    gold: Path,
    articles: Path | None,
    predictions: Path | None,
    misses: bool,
    by_type: bool,
    per_article: bool,
    data: Path | None,
    as_json: bool,
) -> None:
    """Measure extraction against the annotations in the folder GOLD."""
    from geo.score import read_gold, read_predictions
    from geo.score import score as measure

    wanted = read_gold(gold)
    folder = articles or gold.parent / "articles"
    said = (
        read_predictions(predictions, wanted)
        if predictions
        else _readings([folder / name for name in wanted], data)
    )
    board, boards = measure(wanted, said)
    if misses:
        for article, kind, what in board.misses:
            click.echo(f"{article}: {kind}: {what}", err=as_json)
    if as_json:
        table = board.to_dict()
        if by_type:
            table["by_type"] = board.types_to_dict()
        if per_article:
            table["by_article"] = {name: one.to_dict() for name, one in boards.items()}
        click.echo(json.dumps(table, ensure_ascii=False))
        return
    _print_board(board)
    if by_type:
        for kind, tallies in (("places", board.by_type), ("events", board.by_event)):
            click.echo(f"\n{kind} by type")
            _print_tallies({name: tallies[name] for name in sorted(tallies)})
    if per_article:
        _print_articles(boards)


def _readings(articles: Sequence[Path], data: Path | None) -> list[dict[str, Any]]:
    from geo.corpus import read_corpus
    from geo.errors import ArticleError

    results = list(read_corpus(articles, data=data))
    for result in results:
        if isinstance(result, ArticleError):
            raise result
    return [result for result in results if not isinstance(result, ArticleError)]


def _print_articles(boards: Mapping[str, Scoreboard]) -> None:
    """Print one line an article: F1 of every measure that the gold or the reading has."""
    for name, one in boards.items():
        figures = [
            f"{kind} {tally.f1:.2f}"
            for kind, tally in one.tallies.items()
            if tally.right + tally.too_much + tally.missed
        ]
        if one.shares["@radius"][1]:
            figures.append(f"@radius {one.share('@radius'):.2f}")
        click.echo(f"\n{name}\n  {'  '.join(figures)}")


def _print_board(board: Scoreboard) -> None:
    _print_tallies(board.tallies)
    click.echo("   ".join(f"{name} {board.share(name):.3f}" for name in board.shares))
    if board.absent:
        click.echo(f"no prediction for: {', '.join(board.absent)}")


def _print_tallies(tallies: Mapping[str, Tally]) -> None:
    for name, tally in tallies.items():
        click.echo(
            f"{name:13} P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}"
            f"   ({tally.right} right, {tally.too_much} too much, {tally.missed} missed)"
        )
