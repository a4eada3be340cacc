"""No measure of reading falls by more than half a point below the recorded one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import scoreboard

if TYPE_CHECKING:
    from pathlib import Path

ALLOWED = 0.005


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("name", scoreboard.SETS)
def test_no_measure_falls_below_the_recorded_one(shared: Path, name: str) -> None:
    recorded = json.loads(scoreboard.RECORDED.read_text(encoding="utf-8"))
    now = scoreboard.our_figures(name, scoreboard.geoparser())
    fallen = [
        f"{measure}: {now[measure]:.4f}, recorded {value:.4f}"
        for measure, value in recorded["sets"][name][scoreboard.OURS].items()
        if measure in now and now[measure] < value - ALLOWED
    ]
    assert fallen == [], "If the fall is meant, record it: make scoreboard"


def test_the_table_of_the_readme_is_the_recorded_one() -> None:
    recorded = json.loads(scoreboard.RECORDED.read_text(encoding="utf-8"))
    text = scoreboard.README.read_text(encoding="utf-8")
    assert scoreboard.with_table(text, scoreboard.table(recorded)) == text


def test_only_what_stands_between_the_markers_is_replaced() -> None:
    text = f"before\n{scoreboard.BEGIN}\nold\n{scoreboard.END}\nafter\n"
    new = scoreboard.with_table(text, "new")
    assert new == f"before\n{scoreboard.BEGIN}\nnew\n{scoreboard.END}\nafter\n"
    assert scoreboard.with_table(new, "new") == new
    with pytest.raises(SystemExit, match="markers"):
        scoreboard.with_table("before", "new")


def test_names_without_spans_are_found_in_order() -> None:
    from baselines import spans

    text = "Hanoi, Bavet, Hanoi"
    assert list(spans(text, ["Hanoi", "Hanoi", "Paris"])) == [(0, 5), (14, 19)]
