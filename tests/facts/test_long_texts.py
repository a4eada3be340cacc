"""What a reader of facts asks for again and again grows with a text as the text does, no faster."""

from __future__ import annotations

import pytest

from geo.facts import merging, read_facts
from geo.facts.passage import Passage
from geo.model import Article

MONTHS = ("January", "March", "May", "July", "August", "October", "December")
GATES = "The crossing was opened again on {day}. Many people live on trade. "
GIFTS = (
    "On {day} the army gave rice, medicine and clothes to villagers. They were given blankets "
    "worth {number} million VND. "
)


@pytest.mark.parametrize(
    ("told", "of", "name"), [(GATES, Passage, "named"), (GIFTS, merging, "_head")]
)
def test_a_text_of_twice_the_length_takes_twice_the_work(
    monkeypatch: pytest.MonkeyPatch, told: str, of: object, name: str
) -> None:
    calls, does = 0, getattr(of, name)

    def counted(*given: object, **how: object) -> object:
        nonlocal calls
        calls += 1
        return does(*given, **how)

    def work(times: int) -> int:
        days = [f"{MONTHS[n % 7]} {1 + n % 28}, {1990 + n % 34}" for n in range(times)]
        text = "".join(told.format(number=n, day=day) for n, day in enumerate(days, 3))
        before = calls
        read_facts(Article("a", "a", text), (), encoded=False)
        return calls - before

    monkeypatch.setattr(of, name, counted)
    assert work(80) < 2.2 * work(40)
