"""The options that add and edit share: one for every field of a checkpoint."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from pathlib import Path

    from click.shell_completion import CompletionItem

__all__ = ["draft_of", "field_options", "pair_argument", "said_for"]

Command = TypeVar("Command", bound=Callable[..., Any])

# column, option, may it be given several times, help
_FIELDS = (
    ("name_vi", "--vi", False, "Name of the Vietnamese half, with diacritics: Mộc Bài."),
    ("name_kh", "--kh", False, "Name of the Cambodian half in Latin letters: Bavet."),
    ("name_km", "--km", False, "The same in Khmer script: បាវិត."),
    ("name_en", "--en", False, "Vietnamese name in plain letters. [default: made from --vi]"),
    ("aliases_vi", "--alias-vi", True, "Another spelling of the Vietnamese half."),
    ("aliases_kh", "--alias-kh", True, "Another spelling of the Cambodian half."),
    ("class", "--class", False, "international, main or secondary; also quốc tế, chính, phụ."),
    ("class_from", "--class-from", False, "Since when: 2025, 2025-12 or 2025-12-08."),
    ("class_source", "--class-source", False, "Source of the class. [default: first --source]"),
    ("status", "--status", False, "open, planned, closed or unconfirmed. [default: open]"),
    ("mode", "--mode", False, "road, river, road+river or rail."),
    ("lat", "--lat", False, "Latitude of the crossing: 11.0766, or 11°04'36\"N."),
    ("lon", "--lon", False, "Longitude of the crossing: 106.1730."),
    ("point", "--point", False, "Both at once: 11.0766,106.1730."),
    ("point_vn", "--point-vn", False, "Point of the Vietnamese half, if the crossing is unknown."),
    ("point_kh", "--point-kh", False, "Point of the Cambodian half, if the crossing is unknown."),
    ("radius_m", "--radius", False, "Metres around the point within which it lies."),
    ("point_method", "--point-method", False, "How the point was found, in one sentence."),
    ("province_vn", "--province-vn", False, "Province of Vietnam. [default: from the point]"),
    ("commune_vn", "--commune-vn", False, "Commune of Vietnam. [default: from the point]"),
    ("province_vn_before", "--province-vn-before", False, "Before July 2025."),
    ("district_vn_before", "--district-vn-before", False, "Before July 2025."),
    ("commune_vn_before", "--commune-vn-before", False, "Before July 2025."),
    ("province_kh", "--province-kh", False, "Province of Cambodia. [default: from the point]"),
    ("district_kh", "--district-kh", False, "District of Cambodia."),
    ("commune_kh", "--commune-kh", False, "Commune of Cambodia."),
    ("sources", "--source", True, "URL, or publisher, title and date. Needed."),
    ("history", "--event", True, "What changed: 'date | what | value | source'."),
    ("confidence", "--confidence", False, "high, medium or low. [default: medium]"),
    ("conflicts", "--conflicts", False, "What sources say against each other."),
    ("notes", "--notes", False, "Anything else."),
    ("last_confirmed", "--last-confirmed", False, "Date of the newest source. [default: today]"),
)


def field_options(command: Command) -> Command:
    """Add an option for every field of a checkpoint."""
    for name, option, several, text in reversed(_FIELDS):
        command = click.option(option, f"field_{name}", multiple=several, help=text)(command)
    return command


def draft_of(options: dict[str, Any]) -> dict[str, str]:
    """Return the fields that were given, as column → text, and take them out of the options."""
    draft: dict[str, str] = {}
    for name, _, several, _ in _FIELDS:
        value = options.pop(f"field_{name}", None)
        if value is None or value == ():
            continue
        if not several:
            draft[name] = value
        elif any(str(item).startswith("+") for item in value):
            draft[name] = "+" + " ; ".join(str(item).removeprefix("+").strip() for item in value)
        else:
            draft[name] = (" ; " if name in ("sources", "history") else "; ").join(value)
    if "point" in draft:
        from geo.register.coordinates import split_point

        try:
            draft["lat"], draft["lon"] = split_point(draft.pop("point"))
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--point") from None
    return draft


def _complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return, for the shell, the ids of the pairs that have a name with these letters in it."""
    from click.shell_completion import CompletionItem

    from geo.errors import AtlasError
    from geo.gazetteer.checkpoints import halves, read_checkpoints
    from geo.names import key

    try:
        pairs = read_checkpoints(ctx.params.get("data"))
    except AtlasError:
        return []
    wanted = key(incomplete)
    return [
        CompletionItem(pair.id, help=f"{pair.name_vi} – {pair.name_kh or '?'}")
        for pair in pairs
        if wanted in key(pair.id)
        or any(wanted in key(name) for half in halves(pair) if half for name in half.names)
    ]


def pair_argument(*, required: bool = True) -> Callable[[Command], Command]:
    """Add NAME: which pair is meant."""
    return click.argument("name", required=required, shell_complete=_complete)


def said_for(column: str, said: str | None, data: Path | None) -> str | None:
    """Return the register's word for what was given as a class or status; None stays None."""
    if said is None:
        return None
    from geo.names import fold
    from geo.register.wording import meanings
    from geo.tables import data_folder

    meant = meanings(column, data_folder(data))
    if fold(said) not in meant:
        allowed = ", ".join(dict.fromkeys(meant.values()))
        msg = f"{said!r} is no {column}; expected one of: {allowed}."
        raise click.BadParameter(msg, param_hint=f"--{column}")
    return meant[fold(said)]
