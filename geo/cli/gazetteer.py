"""``borderatlas gazetteer``: look names up; import, list and remove larger gazetteers."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from geo.cli.common import (
    ArticlePath,
    author_options,
    data_option,
    jobs_option,
    json_option,
    progress,
    quiet_option,
    source_option,
    tell_failures,
)
from geo.model import PlaceType

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from geo.gazetteer import Gazetteer
    from geo.model import Place
    from geo.register import By

__all__ = ["gazetteer"]


@click.group(
    epilog=(
        "Examples:\n\n\b\n"
        '  borderatlas gazetteer find "Svay Teap"\n'
        "  borderatlas gazetteer import KH.zip --licence 'CC BY 4.0'\n"
        "  borderatlas gazetteer list\n"
        "  borderatlas gazetteer unlisted news/\n"
        "  borderatlas gazetteer accept 'Rạch Muông' --type village --inside vn-c-25702 "
        "--source URL"
    )
)
def gazetteer() -> None:
    """Look up names; import larger gazetteers; make places of names that no list has."""


@gazetteer.command(
    epilog="Example:\n\n\b\n  borderatlas gazetteer find 'Bình Phước' --day 2023-05-01"
)
@click.argument("name")
@click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="As of this day: units of that time. [default: all times]",
)
@data_option
@json_option
def find(name: str, day: Any, data: Path | None, as_json: bool) -> None:
    """Print the places that NAME may mean, near spellings where there is none."""
    from geo.gazetteer import Gazetteer
    from geo.gazetteer.suggestions import suggest

    known = Gazetteer.load(data)
    places = [(place, 0.0) for place in known.named(name)] or suggest(known, name)
    when = day.date() if day else None
    if when:
        places = [(p, d) for p, d in places if _exists(p, when)]
    rows = [_row(known, place, distance, when) for place, distance in places]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if not rows:
        click.echo(f"No place is called {name!r}.", err=True)
    for row in rows:
        near = f"  (spelt like it: {row['distance']})" if row["distance"] else ""
        where = ", ".join(row["parents"])
        point = (
            f"{row['lat']}, {row['lon']} ±{row['radius_km']} km"
            if row["lat"] is not None
            else "no point"
        )
        click.echo(f"{row['id']:18} {row['type']:12} {row['name']}, {where}: {point}{near}")


def _exists(place: Place, day: date) -> bool:
    return (place.valid_from is None or place.valid_from <= day) and (
        place.valid_to is None or day <= place.valid_to
    )


def _row(known: Gazetteer, place: Place, distance: float, day: date | None) -> dict[str, Any]:
    spot = known.located(place.id, day)
    return {
        "id": place.id,
        "type": place.type,
        "name": place.name,
        "names": list(place.names),
        "parents": [parent.name for parent in known.parents(place.id, day)],
        "valid_from": place.valid_from and place.valid_from.isoformat(),
        "valid_to": place.valid_to and place.valid_to.isoformat(),
        "lat": spot.lat,
        "lon": spot.lon,
        "radius_km": spot.radius_km,
        "precision": spot.precision,
        "source": spot.source,
        "distance": distance,
    }


@gazetteer.command(
    "import",
    epilog=(
        "Examples:\n\n\b\n"
        "  borderatlas gazetteer import VN.zip --source GeoNames --licence 'CC BY 4.0'\n"
        "  borderatlas gazetteer import villages.csv --source 'District office, 2026'\n"
        "  borderatlas gazetteer import KH.txt --alternate-names alternateNamesV2.txt"
    ),
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--name", help="What to call the import. [default: the file's name]")
@click.option(
    "--source", default="", help="Where it comes from. [default: GeoNames, or the file's name]"
)
@click.option(
    "--licence", default="", help="Its licence. [default: that of GeoNames for its dumps]"
)
@click.option(
    "--country",
    "countries",
    multiple=True,
    help="Only this country (ISO code); again for more.",
)
@click.option(
    "--alternate-names",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="GeoNames' table of alternate names.",
)
@data_option
@json_option
@quiet_option
def import_(
    file: Path,
    name: str | None,
    source: str,
    licence: str,
    countries: tuple[str, ...],
    alternate_names: Path | None,
    data: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Take the places of FILE: a GeoNames dump (plain, gzip or zip) or a table with points.

    Names then resolve to them, and units without a point get one. The import is kept in the
    user's own folder (or in that of --data), not in the program's data.
    """
    from geo.gazetteer import Gazetteer
    from geo.gazetteer.imports import COUNTRIES, import_places

    known = Gazetteer.load(data, imports=False)
    wanted = tuple(code.upper() for code in countries) or COUNTRIES
    about = import_places(
        file,
        known,
        name=name,
        source=source,
        licence=licence,
        countries=wanted,
        alternate_names=alternate_names,
        data=data,
    )
    if as_json:
        click.echo(json.dumps(asdict(about), ensure_ascii=False))
    elif not quiet:
        click.echo(f"{about.name}: {about.places} places, {about.points} units now have a point")


@gazetteer.command("list", epilog="Example:\n\n\b\n  borderatlas gazetteer list --json")
@data_option
@json_option
def list_(data: Path | None, as_json: bool) -> None:
    """Print what was imported."""
    from geo.gazetteer.imports import list_imports

    found = list_imports(data)
    if as_json:
        click.echo(json.dumps([asdict(i) for i in found], ensure_ascii=False, indent=1))
        return
    for one in found:
        counts = f"{one.places:8} places  {one.points:6} points"
        click.echo(f"{one.name:20} {counts}  {one.source}  {one.licence}")
    if not found:
        click.echo("Nothing was imported.", err=True)


@gazetteer.command(epilog="Example:\n\n\b\n  borderatlas gazetteer remove kh")
@click.argument("name")
@data_option
@json_option
@quiet_option
def remove(name: str, data: Path | None, as_json: bool, quiet: bool) -> None:
    """Remove the import NAME."""
    from geo.gazetteer.imports import remove_import

    remove_import(name, data)
    if as_json:
        click.echo(json.dumps({"removed": name}, ensure_ascii=False))
    elif not quiet:
        click.echo(f"{name} is removed.")


@gazetteer.command(
    epilog=(
        "Examples:\n\n\b\n"
        "  borderatlas gazetteer unlisted news/\n"
        "  borderatlas gazetteer unlisted archive.parquet --jobs 4 --least 3\n\n"
        "Exit codes: 0 all read; 2 the request or a data file is wrong; 3 some were not read."
    )
)
@click.argument("articles", nargs=-1, required=True, type=ArticlePath())
@click.option(
    "--least", type=click.IntRange(1), default=1, show_default=True, help="In so many articles."
)
@jobs_option
@data_option
@json_option
@quiet_option
def unlisted(
    articles: tuple[Path, ...], least: int, jobs: int, data: Path | None, as_json: bool, quiet: bool
) -> None:
    """List the names in ARTICLES that are places by what the texts say, and in no list.

    Those of most articles come first, each with what contains it.
    """
    from geo.corpus import read_corpus
    from geo.errors import ArticleError
    from geo.gazetteer import Gazetteer
    from geo.gazetteer.intake import strangers

    failures: list[ArticleError] = []

    def readings() -> Iterator[dict[str, Any]]:
        with progress("Reading", quiet=quiet) as advance:
            for result in read_corpus(articles, data=data, jobs=jobs, progress=advance):
                if isinstance(result, ArticleError):
                    failures.append(result)
                else:
                    yield result

    found = [s for s in strangers(readings(), Gazetteer.load(data)) if s.articles >= least]
    if as_json:
        rows = [{k: v for k, v in asdict(s).items() if k != "types"} for s in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        if found and not quiet:
            click.echo("articles times  type        name, container; why; first article", err=True)
        for one in found:
            inside = f"{one.inside_name} ({one.inside})" if one.inside else "nobody says where"
            click.echo(
                f"{one.articles:6} {one.count:6}  {one.type:11} {one.name}, {inside}; {one.why}; "
                f"first in {one.example}"
            )
        if not found:
            click.echo("Every name is in a list.", err=True)
    sys.exit(tell_failures(failures))


@gazetteer.command(
    epilog=(
        "Examples:\n\n\b\n"
        "  borderatlas gazetteer accept 'Rạch Muông' --type village --inside vn-c-25702 "
        "--source https://example.org/report\n"
        "  borderatlas gazetteer accept 'Chợ Mới' --type landmark --inside vn-c-25702 "
        "--lat 11.08 --lon 106.17 --radius 0.5 --source 'District office, letter, 2026-03-01'"
    )
)
@click.argument("name")
@click.option(
    "--type", "type_", required=True, type=click.Choice(get_args(PlaceType)), help="What it is."
)
@click.option("--inside", required=True, metavar="ID", help="Id of the place that contains it.")
@click.option("--lat", type=float, help="Latitude, if its point is known.")
@click.option("--lon", type=float, help="Longitude.")
@click.option(
    "--radius",
    type=float,
    default=3.0,
    show_default=True,
    help="Kilometres around the point that hold the whole place.",
)
@source_option
@author_options
@data_option
@json_option
@quiet_option
def accept(
    name: str,
    type_: str,
    inside: str,
    lat: float | None,
    lon: float | None,
    radius: float,
    by: By,
    yes: bool,
    data: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Make a place of NAME, which is in no list: a row of places.csv in the data folder."""
    from geo.cli.checkpoint.telling import tell_folder
    from geo.gazetteer.intake import NewPlace, add_place
    from geo.register import Register

    place = NewPlace(
        name, type_, inside, "", f"{by.source}; entered by {by.who}, {by.day}", lat, lon,
        radius if lat is not None or lon is not None else None,
    )  # fmt: skip
    made = add_place(data, place, sure=yes)
    tell_folder(Register(data))
    if as_json:
        click.echo(json.dumps({"id": made, "name": name}, ensure_ascii=False))
    elif not quiet:
        click.echo(f"{name} is now the place {made}.")
