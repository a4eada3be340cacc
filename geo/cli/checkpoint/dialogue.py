"""Asking for a checkpoint at the terminal, one question after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from geo.cli.checkpoint.telling import tell_findings

if TYPE_CHECKING:
    from datetime import date

    from geo.register import Register

__all__ = ["QUESTIONS", "fill_in"]

# column, question, columns whose errors this answer must clear
QUESTIONS = (
    ("name_vi", "Vietnamese half (Mộc Bài)", ("name_vi",)),
    ("name_kh", "Cambodian half, in Latin letters (Bavet; empty if unknown)", ("name_kh",)),
    ("name_km", "The same in Khmer script (empty if unknown)", ("name_km",)),
    ("class", "Class: international, main or secondary", ("class",)),
    ("class_from", "Since when (2025-12-08, 2025-12 or 2025; empty if unknown)", ("class_from",)),
    ("point", "Point, latitude and longitude (11.0766, 106.1730; empty if unknown)",
     ("lat", "lon")),
    ("radius_m", "Metres within which the crossing lies (300 seen on a map, 3000 by its village)",
     ("radius_m",)),
    ("province_vn", "Province of Vietnam", ("province_vn",)),
    ("province_kh", "Province of Cambodia", ("province_kh",)),
    ("commune_kh", "Commune of Cambodia (empty if unknown)", ("commune_kh",)),
    ("sources", "Source: a URL, or publisher, title and date", ("sources",)),
)  # fmt: skip


def fill_in(register: Register, draft: dict[str, str], today: date) -> dict[str, str]:
    """Return a draft with the answers to everything that was not given, each one checked."""
    click.echo("A new checkpoint pair. Press Ctrl-C to stop; nothing is written before the end.")
    draft = dict(draft)
    for column, question, watched in QUESTIONS:
        if _is_settled(column, draft):
            continue
        if column == "commune_kh":
            # Only where the point does not tell it; the note says why.
            examined = register.examine(draft, today)
            if examined.cells["commune_kh"]:
                continue
            tell_findings(n for n in examined.notes if n.column == "commune_kh")
        while True:
            answer = click.prompt(question, default="", show_default=False).strip()
            tried = draft | _cells(column, answer)
            examined = register.examine(tried, today)
            wrong = [f for f in examined.errors if f.column in watched]
            tell_findings(wrong)
            if not wrong:
                draft = {name: text for name, text in tried.items() if text}
                _tell_filled(column, examined.cells)
                break
    return draft


def _is_settled(column: str, draft: dict[str, str]) -> bool:
    if column == "point":
        return any(name in draft for name in ("lat", "point_vn", "point_kh"))
    if column in ("radius_m", "province_vn", "province_kh"):
        # The radius is asked for with a point, the provinces without one.
        has_point = any(name in draft for name in ("lat", "point_vn", "point_kh"))
        return column in draft or has_point != (column == "radius_m")
    return column in draft


def _cells(column: str, answer: str) -> dict[str, str]:
    if column != "point" or not answer:
        return {} if column == "point" else {column: answer}
    from geo.register.coordinates import split_point

    try:
        lat, lon = split_point(answer)
    except ValueError:
        return {"lat": answer, "lon": answer}  # the checks say what is wrong with it
    return {"lat": lat, "lon": lon}


def _tell_filled(column: str, cells: dict[str, str]) -> None:
    if column == "point" and cells["province_vn"]:
        commune = f"{cells['commune_vn']}, " if cells["commune_vn"] else ""
        where = f"{commune}{cells['province_vn']}; {cells['province_kh']}"
        click.echo(f"  lies in: {where}")
