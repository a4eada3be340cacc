"""``borderatlas export``: the layers in the formats that other programs read."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from geo.cli.common import (
    ArticlePath,
    blank_atlas,
    boundaries_option,
    data_option,
    jobs_option,
    json_option,
    layers_option,
    quiet_option,
    refuse_unwritable,
    tell_failures,
    told_reading,
)
from geo.cli.readers import read_atlas, reader_of, reader_options

__all__ = ["export"]


def _formats(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    from geo.export import FORMATS

    return [name for name in [*FORMATS, "list"] if name.startswith(incomplete)]


@click.command(
    epilog=(
        "Examples:\n\n\b\n"
        "  borderatlas export geojson -o layers\n"
        "  borderatlas export gpkg -o atlas --layers checkpoints,events\n"
        "  borderatlas export csv -o tables --articles news/\n"
        "  borderatlas export csv --layers indicators,unplaced\n"
        "  borderatlas export gpkg -o atlas --reader swift\n"
        "  borderatlas export postgis -o sql && psql -d DATABASE -f sql/borderatlas.sql\n\n"
        "Exit codes: 0 written; 2 the request or a data file is wrong, or no article could be "
        "read; 3 written, but some articles were not read."
    )
)
@click.argument("form", metavar="FORMAT", shell_complete=_formats)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("export"),
    show_default=True,
    help="Folder to write into.",
)
@layers_option
@click.option(
    "--articles",
    multiple=True,
    type=ArticlePath(),
    help="Article or folder to read instead of those of the data folder; may be given again.",
)
@boundaries_option
@jobs_option
@reader_options
@data_option
@json_option
@quiet_option
def export(
    form: str,
    output: Path,
    layers: tuple[str, ...] | None,
    articles: tuple[Path, ...],
    boundaries: Path | None,
    jobs: int,
    reader: str,
    base_url: str | None,
    model: str | None,
    timeout: float | None,
    data: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Write the layers as FORMAT: geojson, gpkg, csv, parquet, fgb, kml and others.

    What has no place (articles, indicators, agreements, unplaced facts) is written as tables by the
    formats that have such: csv, hxl, gpkg, parquet, datapackage and postgis.

    ``borderatlas export list`` prints all formats.
    """
    from geo.export import FORMATS, requested
    from geo.export import export as write

    if form == "list":
        if as_json:
            click.echo(json.dumps(FORMATS, ensure_ascii=False, indent=1))
            return
        for name, line in FORMATS.items():
            click.echo(f"{name:10} {line}")
        return
    who = reader_of(reader, base_url, model, timeout)
    blank = blank_atlas()
    requested(blank.layers | blank.tables, form, layers)  # a slip is told before the reading
    refuse_unwritable(output)
    atlas = read_atlas(articles, data, boundaries, who, jobs=jobs, quiet=quiet)
    files = write(atlas.layers | atlas.tables, output, form, layers=layers)
    if as_json:
        written = {"files": [str(path) for path in files]}
        click.echo(json.dumps(written | told_reading(atlas), ensure_ascii=False))
    elif not quiet:
        for path in files:
            click.echo(path)
    sys.exit(tell_failures(atlas.failures))
