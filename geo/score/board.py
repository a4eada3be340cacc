"""The scoreboard: all measures over a folder of gold annotations."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.score import matching as m
from geo.score.matching import Record, Tally
from geo.score.records import name_of, read_gold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = ["Scoreboard", "score"]

TALLIES = (
    "places", "gates", "countries", "events", "events+", "aid", "twinnings", "projects",
    "indicators",
)  # fmt: skip
SHARES = ("typed", "admin1", "@radius", "@local", "@5", "@25", "@161")
LOCAL_KM = 10.0
_DISTANCES = (("@5", 5.0), ("@25", 25.0), ("@161", 161.0))


@dataclass
class Scoreboard:
    """Tallies (precision, recall, F1) and shares (right, of) by measure, and every miss.

    ``by_type`` has a tally a type of place (the gold's; the prediction's for what is too much) and
    ``by_event`` one a type of event. ``misses`` are (article, what kind, what).
    """

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in TALLIES})
    shares: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0] for name in SHARES})
    by_type: dict[str, Tally] = field(default_factory=dict)
    by_event: dict[str, Tally] = field(default_factory=dict)
    misses: list[tuple[str, str, str]] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)

    def share(self, name: str) -> float:
        """Return one of the shares as a number from 0 to 1."""
        right, of = self.shares[name]
        return right / of if of else 0.0

    def count(self, name: str, *, right: bool) -> None:
        """Count one more case of a share."""
        self.shares[name][0] += right
        self.shares[name][1] += 1

    def add(self, other: Scoreboard) -> None:
        """Add the counts of another board, such as that of one article."""
        for name, tally in other.tallies.items():
            _add(self.tallies[name], tally)
        for name, (right, of) in other.shares.items():
            self.shares[name][0] += right
            self.shares[name][1] += of
        for mine, theirs in ((self.by_type, other.by_type), (self.by_event, other.by_event)):
            for name, tally in theirs.items():
                _add(mine.setdefault(name, Tally()), tally)
        self.misses += other.misses
        self.absent += other.absent

    def to_dict(self) -> dict[str, Any]:
        """Return all figures, rounded to four places, in the form of the evaluation script."""
        table: dict[str, Any] = {name: _told_tally(t) for name, t in self.tallies.items()}
        table |= {name: round(self.share(name), 4) for name in SHARES}
        table["located"], table["local"] = self.shares["@radius"][1], self.shares["@local"][1]
        table["absent"] = self.absent
        return table

    def types_to_dict(self) -> dict[str, dict[str, Any]]:
        """Return the figures of each type of place and of each type of event."""
        return {
            kind: {name: _told_tally(tallies[name]) for name in sorted(tallies)}
            for kind, tallies in (("places", self.by_type), ("events", self.by_event))
        }


def _told_tally(tally: Tally) -> dict[str, float]:
    return {
        "precision": round(tally.precision, 4), "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4), "tp": tally.right, "fp": tally.too_much, "fn": tally.missed,
    }  # fmt: skip


def _add(to: Tally, other: Tally) -> None:
    to.right += other.right
    to.too_much += other.too_much
    to.missed += other.missed


def score(
    gold: Path | Mapping[str, Record], predictions: Iterable[Record]
) -> tuple[Scoreboard, dict[str, Scoreboard]]:
    """Hold predictions against gold annotations.

    Parameters
    ----------
    gold
        Folder of JSON files, one an article, or what ``read_gold`` returns for it; joined to the
        predictions by the article's file name.
    predictions
        Records of the extraction format, one an article.

    Returns
    -------
    The board over all articles, and one board an article by its file name.

    Raises
    ------
    DataError
        The folder holds no gold annotations, one of them cannot be read or lacks what is measured,
        or an article has two.
    """
    by_name = {name_of(p): p for p in predictions}
    annotated = read_gold(gold) if isinstance(gold, Path) else gold
    boards = {
        name: _score_article(name, wanted, by_name.get(name)) for name, wanted in annotated.items()
    }
    total = Scoreboard()
    for board in boards.values():
        total.add(board)
    return total, boards


def _score_article(name: str, gold: Record, said: Record | None) -> Scoreboard:
    board = Scoreboard()
    if said is None:
        board.absent.append(name)
        said = {}
    miss = _Misses(board, name)
    _score_mentions(board, miss, gold["mentions"], said.get("mentions", []))
    _score_events(board, miss, gold.get("events", []), said.get("events", []))
    _score_aid(board, miss, gold.get("aid", []), said.get("aid", []))
    for kind, agrees in (
        ("twinnings", m.twinning_agrees),
        ("projects", m.project_agrees),
        ("indicators", m.indicator_agrees),
    ):
        _score_records(board, miss, kind, gold.get(kind, []), said.get(kind, []), agrees)
    return board


class _Misses:
    """Writes down what was missed, wrong or too much in one article."""

    def __init__(self, board: Scoreboard, article: str) -> None:
        self.board = board
        self.article = article

    def __call__(self, kind: str, what: str) -> None:
        self.board.misses.append((self.article, kind, what))


def _score_mentions(
    board: Scoreboard, miss: _Misses, gold: Sequence[Record], said: Sequence[Record]
) -> None:
    pairs = dict(m.best_pairs(gold, said, m.mention_agrees, m.mention_overlap))
    for i, g in enumerate(gold):
        if g.get("embedded"):
            continue
        p = said[pairs[i]] if i in pairs else None
        _tally_mention(board, g["type"], "right" if p else "missed")
        if p is None:
            miss(f"missed {g['type']}", repr(g["text"]))
        elif g["type"] != "country":
            _score_reading(board, miss, g, p)
        if g.get("lat") is not None:
            _score_position(board, miss, g, p)
    taken = set(pairs.values())
    for j, p in enumerate(said):
        second_reading = any(m.mention_agrees(g, p) for g in gold)
        if j not in taken and not p.get("embedded") and not second_reading:
            _tally_mention(board, p["type"], "too_much")
            miss("too much", f"{p.get('text')!r} as {p['type']}")


def _tally_mention(board: Scoreboard, kind: str, what: str) -> None:
    names = ["countries"] if kind == "country" else ["places"]
    if kind == "border_gate":
        names.append("gates")
    tallies = [board.tallies[name] for name in names]
    tallies.append(board.by_type.setdefault(kind, Tally()))
    for tally in tallies:
        setattr(tally, what, getattr(tally, what) + 1)


def _score_reading(board: Scoreboard, miss: _Misses, g: Record, p: Record) -> None:
    same = m.same_type(g, p)
    board.count("typed", right=same)
    if not same:
        miss("type", f"{g['text']!r} is {g['type']}, said {p.get('type')}")
    if g.get("admin1"):
        right = m.flat(p.get("admin1")) == m.flat(g["admin1"])
        board.count("admin1", right=right)
        if not right:
            miss("admin1", f"{g['text']!r} is in {g['admin1']}, said {p.get('admin1')}")


def _score_position(board: Scoreboard, miss: _Misses, g: Record, p: Record | None) -> None:
    placed = p is not None and p.get("lat") is not None and p.get("lon") is not None
    km = float("inf")
    if placed and p is not None:
        km = m.distance_km((g["lat"], g["lon"]), (p["lat"], p["lon"]))
    radius = g.get("radius_km") or 1
    board.count("@radius", right=km <= radius)
    if g.get("radius_km") is not None and g["radius_km"] <= LOCAL_KM:
        board.count("@local", right=km <= radius)
    for name, limit in _DISTANCES:
        board.count(name, right=km <= max(limit, radius if limit < _DISTANCES[-1][1] else 0))
    if p is not None and not placed:
        miss("not placed", repr(g["text"]))
    elif p is not None and km > max(5, radius):
        miss("far", f"{g['text']!r} {km:.0f} km from the gold (radius {radius})")


def _score_events(
    board: Scoreboard, miss: _Misses, gold: Sequence[Record], said: Sequence[Record]
) -> None:
    def full(g: Record, p: Record) -> tuple[bool, bool]:
        return m.dates_agree(g.get("date"), p.get("date")), m.places_agree(g.get("place"), p)

    pairs = m.best_pairs(
        gold, said, m.event_agrees, lambda g, p: sum(full(g, p)) + m.evidence_overlap(g, p) / 10000
    )
    complete = [(i, j) for i, j in pairs if all(full(gold[i], said[j]))]
    asked = sum(not g.get("generic") for g in gold)
    for name, got in (("events", pairs), ("events+", complete)):
        tally = board.tallies[name]
        tally.right += len(got)
        tally.missed += asked - sum(not gold[i].get("generic") for i, _ in got)
        tally.too_much += len(said) - len(got)
    _tally_events(board, gold, said, pairs)
    found = {i for i, _ in complete}
    for i, g in enumerate(gold):
        if i not in found:
            miss("event", f"{g['type']} {g.get('date')} {g.get('place')}: {g.get('summary')}")
    used = {j for _, j in pairs}
    for j, p in enumerate(said):
        if j not in used:
            miss("event too much", f"{p.get('type')} {p.get('date')} {p.get('title')}")


def _tally_events(
    board: Scoreboard,
    gold: Sequence[Record],
    said: Sequence[Record],
    pairs: Sequence[tuple[int, int]],
) -> None:
    found, used = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, g in enumerate(gold):
        if i in found or not g.get("generic"):
            tally = board.by_event.setdefault(g["type"], Tally())
            tally.right += i in found
            tally.missed += i not in found
    for j, p in enumerate(said):
        if j not in used:
            board.by_event.setdefault(str(p.get("type")), Tally()).too_much += 1


def _score_aid(
    board: Scoreboard, miss: _Misses, gold: Sequence[Record], said: Sequence[Record]
) -> None:
    tally = board.tallies["aid"]
    pairs = dict(m.best_pairs(gold, said, m.aid_agrees, m.evidence_overlap))
    for i, g in enumerate(gold):
        if g.get("generic"):
            continue
        tally.right += i in pairs
        tally.missed += i not in pairs
        if i not in pairs:
            miss("aid", f"{g.get('quantity')} {g['item']} {g.get('value')} {g.get('currency')}")
    used = set(pairs.values())
    vague = [g for g in gold if g.get("generic")]
    for j, p in enumerate(said):
        if j not in used and not any(m.evidence_overlap(g, p) for g in vague):
            tally.too_much += 1
            value = p.get("unit_value") or p.get("total_value")
            miss("aid too much", f"{p.get('quantity')} {p.get('item')} {value}")


def _score_records(
    board: Scoreboard,
    miss: _Misses,
    kind: str,
    gold: Sequence[Record],
    said: Sequence[Record],
    agrees: Callable[[Record, Record], bool],
) -> None:
    pairs = m.best_pairs(gold, said, agrees, m.evidence_overlap)
    found = {i for i, _ in pairs}
    asked = {i for i, g in enumerate(gold) if not g.get("generic")}
    tally = board.tallies[kind]
    tally.right += len(found & asked)
    tally.missed += len(asked - found)
    tally.too_much += len(said) - len(pairs)
    for i in sorted(asked - found):
        miss(kind, _told(gold[i]))
    for j in sorted(set(range(len(said))) - {j for _, j in pairs}):
        miss(f"{kind} too much", _told(said[j]))


def _told(record: Record) -> str:
    if "measure" in record:
        return f"{record.get('value')} {record.get('unit')} {record['measure']}"
    if "kind" in record:
        return f"{record['kind']}: {record.get('title')}"
    return f"{record.get('a_name') or record.get('a')} – {record.get('b_name') or record.get('b')}"
