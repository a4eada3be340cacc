"""How one pair is shown at the terminal: what it is, where it lies, what happened to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["tell_history", "tell_pair"]

_WIDTH = 12
_REMARKS = ("confidence", "conflicts", "notes")


def tell_pair(row: Mapping[str, str]) -> None:
    """Print everything that the register holds of a pair."""
    from geo.gazetteer.checkpoints import parse_history, parse_list

    click.secho(f"{row['name_vi']} – {row['name_kh'] or '?'}  ({row['id']})", bold=True)
    for title, lines in _sections(row):
        for number, line in enumerate(filter(None, lines)):
            click.echo(f"  {'' if number else title:{_WIDTH}}  {line}")
    tell_history(parse_history(row["history"]))
    click.secho("Sources", bold=True)
    for source in parse_list(row["sources"]):
        click.echo(f"  {source}")


def tell_history(history: Iterable[tuple[str, str, str, str]]) -> None:
    """Print what happened to a pair, the oldest first, each with its source."""
    entries = sorted(history, key=lambda entry: entry[0])
    click.secho("What happened", bold=True)
    for when, what, value, source in entries:
        click.echo(f"  {when or '?':10}  {what}: {value}")
        click.secho(f"  {'':10}  {source}", dim=True)
    if not entries:
        click.echo("  nothing is told")


def _sections(row: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    from geo.gazetteer.checkpoints import COLUMNS

    since = f" since {row['class_from']}" if row["class_from"] else ""
    yield "class", [row["class"] + since, row["class_source"] and f"source: {row['class_source']}"]
    yield "status", [", ".join(filter(None, (row["status"], row["mode"])))]
    yield "confirmed", [row["last_confirmed"]]
    yield "Vietnamese", [_names(row["name_vi"], row["name_en"], row["aliases_vi"])]
    yield "Khmer", [_names(row["name_kh"], row["name_km"], row["aliases_kh"])]
    yield "point", [_point(row), row["point_method"]]
    before = _units(row, "commune_vn_before", "district_vn_before", "province_vn_before")
    yield (
        "Vietnam",
        [_units(row, "commune_vn", "province_vn"), before and f"before 2025-07: {before}"],
    )
    yield "Cambodia", [_units(row, "commune_kh", "district_kh", "province_kh")]
    known = {column.name for column in COLUMNS}
    for column, text in row.items():
        if column in _REMARKS or column not in known:
            yield column, [text]


def _names(name: str, other: str, aliases: str) -> str:
    main = f"{name} ({other})" if other and other != name else name
    return f"{main}; also {aliases}" if aliases else main


def _point(row: Mapping[str, str]) -> str:
    if not row["lat"]:
        return "not known"
    return f"{row['lat']}, {row['lon']}, to {row['radius_m']} m"


def _units(row: Mapping[str, str], commune: str, *holders: str) -> str:
    code = row[f"{commune}_code"]
    first = f"{row[commune]} ({code})" if code else row[commune]
    return ", ".join(filter(None, (first, *(row[holder] for holder in holders))))
