"""``borderatlas review``: going through what extraction is unsure of."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from geo.cli.common import (
    ArticlePath,
    author_options,
    data_option,
    json_option,
    quiet_option,
    refuse_nothing,
    tell_failures,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geo.atlas import Atlas
    from geo.register import By

__all__ = ["review"]

_KINDS = ("unlisted", "unsure", "contradiction", "duplicate", "proposal", "register")


@click.command(
    epilog=(
        "Examples:\n\n\b\n"
        "  borderatlas review                              asks, one after the other\n"
        "  borderatlas review --list --kind unlisted       what there is\n"
        "  borderatlas review --accept rv-18b21ee322 --type village\n"
        "  borderatlas review --reject ev-1c2d3e4f50 --note 'another meeting'\n"
        "  borderatlas review --correct ai-0a1b2c3d4e quantity=20\n\n"
        "Decisions go into reviews.csv with author and date, and hold for every later build. A "
        "correction names place (ids, ; between), date, type, status or quantity. Of several "
        "decisions none is written if one of them cannot be.\n\n"
        "Exit codes: 0 decided, or listed; 2 there is no such record or row, or the value is none "
        "that it can have, or no article could be read; 3 decided or listed, but some articles "
        "were not read."
    )
)
@click.argument("articles", nargs=-1, type=ArticlePath())
@click.option("--list", "only_list", is_flag=True, help="Print what is open; ask nothing.")
@click.option("--kind", type=click.Choice(_KINDS), help="Only rows of this kind.")
@click.option("--accept", multiple=True, metavar="ID", help="Accept a record or row.")
@click.option("--reject", multiple=True, metavar="ID", help="Reject a record or row.")
@click.option("--correct", multiple=True, nargs=2, metavar="ID FIELD=VALUE", help="Correct one.")
@click.option("--type", "type_", help="Type of an unlisted place that is accepted: village …")
@click.option("--point", help="Its point, latitude and longitude, if known.")
@click.option("--radius", type=float, default=3.0, show_default=True, help="Kilometres around it.")
@click.option("--note", default="", help="Why; kept with the decision.")
@author_options
@data_option
@json_option
@quiet_option
def review(
    articles: tuple[Path, ...],
    only_list: bool,
    kind: str | None,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    correct: tuple[tuple[str, str], ...],
    type_: str | None,
    point: str | None,
    radius: float,
    note: str,
    by: By,
    yes: bool,
    data: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Decide on what the program is unsure of in ARTICLES (default: those of the data folder)."""
    from geo.atlas import build_atlas

    if (type_ and not accept) or (point and not type_):
        msg = "--type goes with --accept, and --point with --type."
        raise click.UsageError(msg)
    atlas = build_atlas(articles=articles or None, data=data)
    refuse_nothing(len(atlas.articles), atlas.failures, given=bool(articles))
    rows = [
        row
        for row in atlas.layers["review"].drop(columns="geometry").to_dict("records")
        if kind is None or row["kind"] == kind
    ]
    rows.sort(key=lambda row: row["kind"] == "register")  # what articles say comes first
    if not quiet:
        _tell_orphans(atlas, data)
    if accept or reject or correct:
        for dry in (True, False):  # all are checked before the first is written
            desk = _Desk(atlas, data, by, note, quiet, dry=dry)
            for id_ in accept:
                desk.accept(id_, type_, point, radius)
            for id_ in reject:
                desk.decide(id_, "reject")
            for id_, change in correct:
                field, _, value = change.partition("=")
                desk.decide(id_, "correct", field.strip(), value.strip())
    elif as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1, default=str))
    elif only_list or yes or not sys.stdin.isatty():
        for row in rows:
            click.echo(f"{row['id']}  {row['kind']:13} {row['name']}: {row['reason']}")
        click.echo(f"{len(rows)} open", err=True)
    else:
        _walk(rows, _Desk(atlas, data, by, note, quiet))
    sys.exit(tell_failures(atlas.failures))


def _tell_orphans(atlas: Atlas, data: Path | None) -> None:
    """Say which decisions are about nothing that is read now: an article has changed or gone."""
    from geo.atlas.deciding import orphans

    left = orphans(data, atlas)
    if left:
        click.echo(
            f"{len(left)} decision{'s' if len(left) > 1 else ''} of reviews.csv about nothing that "
            f"these articles say: {', '.join(left)}",
            err=True,
        )


class _Desk:
    """Where decisions are made: of one person, on one atlas; ``dry``: checked, and not written."""

    def __init__(
        self, atlas: Atlas, data: Path | None, by: By, note: str, quiet: bool, *, dry: bool = False
    ) -> None:
        self._atlas = atlas
        self._data = data
        self._by = by
        self._note = note
        self._quiet = quiet or dry
        self._dry = dry

    def decide(self, id_: str, decision: str, field: str = "", value: str = "") -> None:
        """Write a decision down and say so."""
        from geo.atlas.deciding import decide

        subject = decide(
            self._data, self._atlas, id_, decision, self._by,
            field=field, value=value, note=self._note, dry=self._dry,
        )  # fmt: skip
        self._tell(f"{subject}: {decision}{f' {field}={value}' if field else ''}")

    def accept(self, id_: str, type_: str | None, point: str | None, radius: float) -> None:
        """Accept a record or row; an unlisted name becomes a place if its type is given."""
        if type_ is None:
            self.decide(id_, "accept")
            return
        from geo.atlas.deciding import NewPlace, accept_place, subject_of
        from geo.errors import UsageError
        from geo.gazetteer import Gazetteer
        from geo.register.coordinates import parse_point

        subject_of(self._atlas, id_)
        row = self._row(id_)
        if row is None or row["kind"] != "unlisted":
            msg = f"{id_} is no unlisted name: accept it without --type."
            raise UsageError(msg)
        parent = row["place_id"] or ""
        country = Gazetteer.load(self._data).country(parent) if parent else None
        try:
            lat, lon = parse_point(point) if point else (None, None)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--point") from None
        evidence = row["evidence"]
        source = (evidence[0].get("url") or evidence[0]["title"]) if evidence else row["article"]
        place = NewPlace(
            row["name"], type_, parent, country or "", source or "review", lat, lon,
            radius if lat is not None else None,
        )  # fmt: skip
        made = accept_place(
            self._data, self._atlas, id_, place, self._by, self._note, dry=self._dry
        )
        self._tell(f"{id_}: accept; {row['name']} is now the place {made}")

    def is_record(self, id_: str) -> bool:
        """Say whether a row is about a record, which can be corrected."""
        from geo.atlas.deciding import subject_of

        return not subject_of(self._atlas, id_).startswith("rv-")

    def _row(self, id_: str) -> dict[str, Any] | None:
        frame = self._atlas.layers["review"]
        found = frame[frame["id"] == id_].to_dict("records")
        return found[0] if found else None

    def _tell(self, text: str) -> None:
        if not self._quiet:
            click.echo(text)


def _walk(rows: Sequence[dict[str, Any]], desk: _Desk) -> None:
    """Show one row after the other and ask what to do."""
    for number, row in enumerate(rows, 1):
        click.secho(f"\n{number} of {len(rows)}  {row['kind']}: {row['name']}", bold=True)
        click.echo(f"  {row['reason']}")
        for piece in row["evidence"]:
            click.echo(f"  “{piece['quote']}”\n    {piece['title']}, {piece['published'] or '?'}")
        if row["kind"] == "proposal":
            click.echo(
                "  If it is right, change the pair (borderatlas checkpoint rename, reclassify,\n"
                f"  open, close or edit {row['place_id']}), and accept this row."
            )
        words = {"a": "(a)ccept", "r": "(r)eject", "c": "(c)orrect", "s": "(s)kip", "q": "(q)uit"}
        if not desk.is_record(row["id"]):
            del words["c"]
        answer = click.prompt(
            ", ".join(words.values()), type=click.Choice(list(words)), default="s",
            show_choices=False,
        )  # fmt: skip
        if answer == "q":
            return
        _answer(answer, row, desk)


def _point(text: str) -> str:
    """Return a point as it was typed, or nothing; BadParameter, so that it is asked for again."""
    from geo.register.coordinates import parse_point

    try:
        if text:
            parse_point(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    return text


def _answer(answer: str, row: dict[str, Any], desk: _Desk) -> None:
    from geo.errors import AtlasError

    try:
        if answer == "a" and row["kind"] == "unlisted":
            type_ = click.prompt("Type of the place (village, facility …)", default="village")
            point = click.prompt(
                "Its point, if known", default="", show_default=False, value_proc=_point
            )
            desk.accept(row["id"], type_, point or None, 3.0)
        elif answer in ("a", "r"):
            desk.decide(row["id"], {"a": "accept", "r": "reject"}[answer])
        elif answer == "c":
            field, _, value = click.prompt("FIELD=VALUE").partition("=")
            desk.decide(row["id"], "correct", field.strip(), value.strip())
    except AtlasError as error:
        click.echo(f"Not taken: {error}", err=True)
