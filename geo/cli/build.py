"""``borderatlas build``: from articles to the map and its layers."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from geo.cli.common import (
    EXIT_DIFFERENT,
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

__all__ = ["build"]


@click.command(
    epilog=(
        "Examples:\n\n\b\n"
        "  borderatlas build                          the articles that come with the program\n"
        "  borderatlas build news/ -o my-map          your own\n"
        "  borderatlas build --lang vi --theme dark   labels in Vietnamese, dark\n"
        "  borderatlas build --check                  is maps/ what would be written today?\n\n"
        "Exit codes: 0 written; 2 the request or a data file is wrong, or no article could be "
        "read (the last good map stays); 3 written, but some articles were not read; 4 (--check) "
        "maps/ is out of date."
    )
)
@click.argument("articles", nargs=-1, type=ArticlePath())
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("maps"),
    show_default=True,
    help="Folder for index.html and layers/.",
)
@click.option("--title", help="Title of the page.")
@click.option(
    "--lang",
    type=click.Choice(["en", "vi", "km"]),
    default="en",
    show_default=True,
    help="Language of the labels when the page opens.",
)
@click.option(
    "--theme",
    type=click.Choice(["auto", "light", "dark"]),
    default="auto",
    show_default=True,
    help="Colours when the page opens; auto follows the reader's system.",
)
@layers_option
@boundaries_option
@click.option(
    "--tiles",
    help="An online base map for those who want one; its host alone may then be asked for tiles.",
)
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing; say whether the folder holds what would be written.",
)
@jobs_option
@reader_options
@data_option
@json_option
@quiet_option
def build(
    articles: tuple[Path, ...],
    output: Path,
    title: str | None,
    lang: str,
    theme: str,
    layers: tuple[str, ...] | None,
    boundaries: Path | None,
    tiles: str | None,
    check: bool,
    jobs: int,
    reader: str,
    base_url: str | None,
    model: str | None,
    timeout: float | None,
    data: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Read ARTICLES and write the map and its layers.

    Without ARTICLES, those of the data folder are read. The map is one HTML file that needs no
    network; the layers are GeoJSON (RFC 7946).
    """
    from geo.map import to_folium
    from geo.map.site import PageOptions, stale_files, write_site

    who = reader_of(reader, base_url, model, timeout)
    if layers is not None or tiles is not None:  # a slip is told before the articles are read
        to_folium(blank_atlas(), layers=layers, tiles=tiles)
    if not check:
        refuse_unwritable(output)
    atlas = read_atlas(articles, data, boundaries, who, jobs=jobs, quiet=quiet)
    options = PageOptions(title=title, lang=lang, theme=theme, layers=layers, tiles=tiles)
    if check:
        stale = stale_files(atlas, output, options)
        for name in stale:
            click.echo(f"borderatlas: {output / name} is not what build writes today", err=True)
        if as_json:
            old = [str(output / name) for name in stale]
            told = {"out_of_date": old} | told_reading(atlas)
            click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        sys.exit(EXIT_DIFFERENT if stale else tell_failures(atlas.failures))
    files = write_site(atlas, output, options)
    code = tell_failures(atlas.failures)
    if as_json:
        written = {
            "files": {str(path): path.stat().st_size for path in files},
            "layers": {name: len(frame) for name, frame in atlas.layers.items()},
        }
        click.echo(json.dumps(written | told_reading(atlas), ensure_ascii=False, indent=1))
    elif not quiet:
        page = files[0]
        click.echo(f"{page}: {page.stat().st_size / 1e6:.2f} MB, {len(atlas.articles)} articles")
        for name, frame in atlas.layers.items():
            click.echo(f"  {name:12} {len(frame):6}")
    sys.exit(code)
