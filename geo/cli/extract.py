"""``borderatlas extract``: what articles name and report, one JSON object an article."""

from __future__ import annotations

import json
import sys
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import IO, Any

import click

from geo.cli.common import (
    ArticlePath,
    data_option,
    jobs_option,
    progress,
    quiet_option,
    refuse_nothing,
    refuse_unwritable,
    tell_failures,
)
from geo.cli.readers import reader_of, reader_options, tell_left_out

__all__ = ["extract"]


@click.command(
    epilog=(
        "Examples:\n\n\b\n"
        "  borderatlas extract news.txt\n"
        "  borderatlas extract *.html -o news.jsonl\n"
        "  borderatlas extract archive.parquet --jobs 4 | jq -c '.events[]'\n"
        "  borderatlas extract archive/ --resume -o archive.jsonl\n"
        "  borderatlas extract news.txt --reader openai --base-url http://127.0.0.1:8080/v1 "
        "--model NAME\n\n"
        "Exit codes: 0 all read; 2 the request or a data file is wrong, or no article could be "
        "read (OUTPUT stays as it was); 3 some were not read."
    )
)
@click.argument("articles", nargs=-1, required=True, type=ArticlePath())
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "json"]),
    default="jsonl",
    show_default=True,
    help="One object a line, or one indented list.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write instead of printing.",
)
@click.option(
    "--resume",
    is_flag=True,
    help="Keep what is read in OUTPUT.part if stopped, and go on from there next time.",
)
@jobs_option
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="A Dask scheduler (tcp://…:8786) whose workers read instead; they need the package, and "
    "ARTICLES and --data under the same paths. Needs borderatlas[cluster].",
)
@reader_options
@data_option
@quiet_option
def extract(
    articles: tuple[Path, ...],
    form: str,
    output: Path | None,
    resume: bool,
    jobs: int,
    scheduler: str | None,
    reader: str,
    base_url: str | None,
    model: str | None,
    timeout: float | None,
    data: Path | None,
    quiet: bool,
) -> None:
    """Print what ARTICLES name and report.

    ARTICLES are text, Markdown, HTML, MHTML, PDF, Word, e-mail, JSON Lines or Parquet files, or
    folders of them; JSON and CSV are read where they are named.
    """
    from geo.corpus import read_corpus, write_corpus
    from geo.errors import ArticleError
    from geo.tables import atomic_write

    if output and output.exists() and any(p.is_file() and p.samefile(output) for p in articles):
        msg = f"{output} is one of the articles. Write to another file."
        raise click.UsageError(msg)
    if output:
        refuse_unwritable(output.resolve().parent)
    failures: list[ArticleError] = []
    left_out: Counter[str] = Counter()
    who = reader_of(reader, base_url, model, timeout)
    options: dict[str, Any] = {
        "data": data,
        "jobs": jobs,
        "scheduler": scheduler,
        "reader": who,
    }
    if resume:
        if output is None or form != "jsonl":
            msg = "--resume needs --output FILE, and goes with --format jsonl."
            raise click.UsageError(msg)
        with progress("Reading", quiet=quiet) as advance:
            summary = write_corpus(
                articles,
                output,
                resume=True,
                by=f"{reader}, {model}" if model else reader,
                progress=advance,
                **options,
            )
        refuse_nothing(summary.before + summary.read, summary.failures, given=True)
        if summary.before and not quiet:
            click.echo(f"borderatlas: {summary.before:,} had been read before.", err=True)
        tell_left_out(summary.left_out, quiet=quiet)
        sys.exit(tell_failures(summary.failures))
    shown = output is None and sys.stdout.isatty()  # the articles themselves tell how far it is

    def write(stream: IO[str]) -> int:
        read = 0
        with progress("Reading", quiet=quiet or shown) as advance:
            for result in read_corpus(articles, output=output, progress=advance, **options):
                if isinstance(result, ArticleError):
                    failures.append(result)
                    continue
                left_out.update(result["left_out"])
                stream.write(_rendered(result, form, first=not read))
                read += 1
        if form == "json":
            stream.write("\n]\n" if read else "[]\n")
        return read

    with atomic_write(output) if output else nullcontext(sys.stdout) as stream:
        read = write(stream)
        if output:
            refuse_nothing(read, failures, given=True)
    tell_left_out(left_out, quiet=quiet)
    sys.exit(tell_failures(failures))


def _rendered(record: dict[str, Any], form: str, *, first: bool) -> str:
    if form == "jsonl":
        return json.dumps(record, ensure_ascii=False) + "\n"
    return ("[\n" if first else ",\n") + json.dumps(record, ensure_ascii=False, indent=1)
