"""Every fact of the five articles is in the layers, or in the list of those without a place.

Each row of the checklist is asserted twice: on the atlas of the briefs in ``data/articles``, and
on that of the articles as published, where they lie beside the checkout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from geo.atlas import Atlas, build_atlas
from geo.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Row = dict[str, Any]
BEFORE_TODAY = "2025-06-30"


class Look:
    """Asks an atlas for facts; every question asserts that there is an answer."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.layers = {n: list(f.to_dict("records")) for n, f in atlas.layers.items()}

    def _found(self, what: str, rows: Iterator[Row] | list[Row], near: list[Row]) -> list[Row]:
        found = list(rows)
        told = "\n".join(
            f"  {r.get('name')} | {r.get('date_start')} | {r.get('place_name')} {r.get('place_id')}"
            for r in near
        )
        assert found, f"{what} is not there; of its kind there are:\n{told}"
        for row in found:
            assert row["evidence"], what
            assert all(e["quote"] for e in row["evidence"]), what
        return found

    def event(self, *types: str, day: str | None = None, at: tuple[str, ...] = (),
              says: str = "", status: str | None = None) -> list[Row]:  # fmt: skip
        """Return events on the map; ``at`` are ids of places of which each must have one."""
        kind = [r for r in self.layers["events"] if r["type"] in types]
        fits = [r for r in kind if dated(r, day) and quoted(r, says) and stands(r, status)]
        for place in at:
            self._found(
                f"{types} {day} at {place}", (r for r in fits if r["place_id"] == place), kind
            )
        return self._found(f"{types} {day}", fits, kind)

    def listed(self, kind: str, *types: str, day: str | None = None, says: str = "",
               status: str | None = None) -> list[Row]:  # fmt: skip
        """Return facts of the list beside the map."""
        rows = [r for r in self.atlas.unplaced if r["kind"] == kind]
        fits = (
            r for r in rows
            if (not types or r.get("type") in types) and dated(r, day) and quoted(r, says)
            and stands(r, status)
        )  # fmt: skip
        found = self._found(f"{kind} {types} {day} {says}", fits, rows)
        assert all(r["reason"] for r in found)
        return found

    def anywhere(self, *types: str, day: str | None = None, says: str = "") -> None:
        """Assert an event, on the map or in the list."""
        rows = self.layers["events"] + [r for r in self.atlas.unplaced if r["kind"] == "event"]
        kind = [r for r in rows if not types or r["type"] in types]
        self._found(
            f"{types} {day} {says}", (r for r in kind if dated(r, day) and quoted(r, says)), kind
        )

    def aid(self, *, says: str, at: tuple[str, ...] = (), status: str | None = None,
            **figures: Any) -> list[Row]:  # fmt: skip
        """Return gifts on the map with these figures; ``at`` any one of these places."""
        kind = self.layers["aid"]
        fits = (
            r for r in kind
            if all(r[n] == v for n, v in figures.items()) and quoted(r, says)
            and stands(r, status) and (not at or r["place_id"] in at)
        )  # fmt: skip
        return self._found(f"aid {says} {figures} at {at}", fits, kind)

    def project(self, kind: str, *, through: tuple[str, ...] = (), says: str = "",
                status: str | None = None) -> list[Row]:  # fmt: skip
        rows = self.layers["projects"]
        fits = (
            r for r in rows
            if r["kind"] == kind and set(through) <= set(r["place_ids"]) and quoted(r, says)
            and stands(r, status)
        )  # fmt: skip
        return self._found(f"project {kind} {through} {says}", fits, rows)

    def indicator(self, value: float, class_: str | None = None) -> None:
        rows = [r for r in self.atlas.unplaced if r["kind"] == "indicator"]
        fits = (r for r in rows if r["value"] == value and (not class_ or r["class"] == class_))
        self._found(f"{value} {class_}", fits, rows)

    def place(self, layer: str, place_id: str) -> Row:
        (row,) = [r for r in self.layers[layer] if r["id"] == place_id]
        return row


def dated(row: Row, day: str | None) -> bool:
    start, end = row.get("date_start") or "", row.get("date_end") or ""
    if day is None:
        return True
    first, _, last = day.partition("/")
    return start.startswith(first) and end.startswith(last or first)


def quoted(row: Row, says: str) -> bool:
    """Say whether one sentence of the evidence has all of these words."""
    words = [fold(word) for word in says.split()]
    return not words or any(all(w in fold(e["quote"]) for w in words) for e in row["evidence"])


def stands(row: Row, status: str | None) -> bool:
    return status is None or row["status"] == status


TAY_NINH, SVAY_RIENG, SCHOOL = "vn-p-80", "kh-p-20", "pl-ben-cau-primary-school"
SVAY_TEAB, MONOUROM, BORDER = "kh-d-2007", "kh-c-200704", "border"
CAPITAL, SAIGON, PHNOM_PENH = "vn-p-01", "vn-p-79", "kh-p-12"
SIEM_REAP = ("gn-1824888", "kh-p-17", "kh-d-1710")
LINE = (PHNOM_PENH, "cp-moc-bai", SAIGON)
CHECKLIST: dict[str, Callable[[Look], Any]] = {}


def row(name: str) -> Callable[[Callable[[Look], Any]], Callable[[Look], Any]]:
    def keep(check: Callable[[Look], Any]) -> Callable[[Look], Any]:
        CHECKLIST[name] = check
        return check

    return keep


# --- A. border defence exchange, November 2025 --------------------------------------------


@row("A: 49 pairs of checkpoints: 10 international, 11 main, 28 secondary")
def _(look: Look) -> None:
    look.indicator(49)
    look.indicator(10, "international")
    look.indicator(11, "main")
    look.indicator(28, "secondary")


@row("A: the tri-border point and the sea end")
def _(look: Look) -> None:
    ends = {r["kind"]: r["geometry"] for r in look.layers["border"]}
    assert ends["tri-border"].y == pytest.approx(14.69, abs=0.02)
    assert ends["sea-end"].distance(ends["tri-border"]) > 4
    assert look.place("places", "vn-c-30769")["province"] == "An Giang"
    look.place("provinces", "kh-p-07")


@row("A: second border defence friendship exchange")
def _(look: Look) -> None:
    look.event("exchange", day="2025-11", at=(TAY_NINH, SVAY_RIENG))


@row("A: ministers sign the cooperation plan for 2026")
def _(look: Look) -> None:
    look.event("signing", day="2025-11", at=(TAY_NINH, SVAY_RIENG))


@row("A: talks of the defence ministers")
def _(look: Look) -> None:
    look.anywhere("meeting", day="2025-11", says="talks")


@row("A: young border officers' exchange, 12 November 2025")
def _(look: Look) -> None:
    look.anywhere("exchange", day="2025-11-12", says="young officer")


@row("A: joint patrol; friendship trees")
def _(look: Look) -> None:
    look.anywhere("patrol", day="2025-11", says="joint patrol")
    look.anywhere(day="2025-11", says="friendship trees")


@row("A: classrooms inaugurated")
def _(look: Look) -> None:
    look.event("opening", day="2025-11", at=(SCHOOL,), says="boarding classrooms")


@row("A: ground broken for a friendship primary school")
def _(look: Look) -> None:
    look.event("groundbreaking", day="2025-11", at=(SVAY_TEAB,), says="friendship primary school")


@row("A: medical examinations for nearly 1,000 people")
def _(look: Look) -> None:
    look.event("medical", day="2025-11", at=(TAY_NINH,), says="medical examinations")
    (gift, *_) = look.aid(quantity=1000, says="free medicine")
    assert gift["approximate"]


@row("A: first exchange, 2022")
def _(look: Look) -> None:
    look.anywhere("exchange", day="2022")


@row("A: law outreach before the exchange")
def _(look: Look) -> None:
    look.anywhere("other", says="law")


@row("A: Long Cường twinned with Ou Ta Mou")
def _(look: Look) -> None:
    twinning = next(r for r in look.layers["twinnings"] if "Ou Ta Mou" in r["name"])
    assert {fold(twinning["a_name"]), fold(twinning["b_name"])} == {"long cuong", "ou ta mou"}
    assert twinning["crosses_border"]
    assert twinning["date_start"].startswith("2025-11")
    assert "twinn" in fold(twinning["evidence"][0]["quote"])
    for end in (twinning["a"], twinning["b"]):
        hamlet = look.place("hamlets", end)
        assert hamlet["twins"]
        assert hamlet["province"] in ("Tây Ninh", "Svay Rieng")


@row("A: boarding house, 25 billion VND")
def _(look: Look) -> None:
    look.aid(says="boarding house", total_value=25e9, currency="VND", at=(SCHOOL, TAY_NINH))


@row("A: IT room")
def _(look: Look) -> None:
    gifts = look.aid(says="IT room", at=(SCHOOL, TAY_NINH))
    assert any("IT room" in gift["item"] for gift in gifts)


@row("A: 60 scholarships of 2 million VND")
def _(look: Look) -> None:
    (gift, *_) = look.aid(
        says="scholarships", quantity=60, unit_value=2e6, currency="VND", at=(TAY_NINH,)
    )
    assert gift["total_value"] == 120e6
    assert gift["status"] == "delivered"


@row("A: 20 breeding cows of 20 million VND")
def _(look: Look) -> None:
    (gift, *_) = look.aid(
        says="breeding cows", quantity=20, unit_value=20e6, currency="VND", at=(TAY_NINH,)
    )
    assert gift["category"] == "livestock"


@row("A: one of the cows to Monourom")
def _(look: Look) -> None:
    look.aid(says="cow", at=(MONOUROM,))


@row("A: 872 pupils, 500,000 VND a month since 2016")
def _(look: Look) -> None:
    (gift, *_) = look.aid(
        says="872", quantity=872, unit_value=500_000, currency="VND", period="month"
    )
    assert gift["date_start"].startswith("2016")


@row("A: friendship primary school promised")
def _(look: Look) -> None:
    look.aid(says="friendship primary school", at=(SVAY_TEAB,), status="promised")


# --- B. defence ministers' talks, November 2023 -------------------------------------------


@row("B: talks in Hà Nội, 13 November 2023")
def _(look: Look) -> None:
    look.event("meeting", day="2023-11-13", at=(CAPITAL,))


@row("B: official visit, 12–14 November 2023")
def _(look: Look) -> None:
    look.anywhere("visit", day="2023-11-12/2023-11-14", says="official visit")


@row("B: three-country exchange and meeting, December 2023, planned")
def _(look: Look) -> None:
    look.listed("event", "exchange", day="2023-12", status="planned")
    look.listed("event", "meeting", day="2023-12", status="planned")


@row("B: anniversaries in 2024, planned")
def _(look: Look) -> None:
    look.listed("event", "other", "cultural", day="2024", says="anniversar", status="planned")


@row("B: protocol 2019–2024")
def _(look: Look) -> None:
    look.listed("agreement", day="2019/2024", says="protocol")


# --- C. border commands' talks, 2023 ------------------------------------------------------


@row("C: talks of the border commands; minutes signed")
def _(look: Look) -> None:
    look.anywhere("meeting", day="2023", says="talks")
    look.anywhere("signing", says="minutes")


@row("C: 55 years of diplomatic ties, 24 June 2022; first exchange, May 2022")
def _(look: Look) -> None:
    look.anywhere("other", "cultural", day="2022-06-24", says="diplomatic ties")
    look.anywhere("exchange", day="2022-05")


@row("C: commemoration in Bình Phước and Tboung Khmum, June 2022")
def _(look: Look) -> None:
    look.event("other", "cultural", "meeting", day="2022-06", at=("vn-p63-70", "kh-p-25"))
    before = look.place("provinces", "vn-p63-70")
    assert before["valid_to"] == BEFORE_TODAY
    assert "Bình Phước" in look.place("provinces", "vn-p-75")["before"]
    assert look.place("provinces", "vn-p-75")["name"] == "Đồng Nai"
    assert set(before["events"]) <= set(look.place("provinces", "vn-p-75")["events"])


@row("C: 16 % still to be demarcated")
def _(look: Look) -> None:
    look.indicator(16)


@row("C: joint patrols and demarcation planned")
def _(look: Look) -> None:
    look.event("patrol", at=(BORDER,), status="planned")
    look.event("demarcation", at=(BORDER,), status="planned")


# --- D. Joint Commission, December 2025 ---------------------------------------------------


@row("D: 21st meeting, 9 December 2025; minutes signed")
def _(look: Look) -> None:
    assert look.event("meeting", day="2025-12-09")[0]["place_id"] in SIEM_REAP
    assert look.event("signing", day="2025-12-09")[0]["place_id"] in SIEM_REAP


@row("D: courtesy call, 8 December 2025")
def _(look: Look) -> None:
    look.anywhere("meeting", "visit", day="2025-12-08", says="courtesy call")


@row("D: Meun Chey – Tân Nam opened, 8 December 2025")
def _(look: Look) -> None:
    (opening, *_) = look.event("opening", day="2025-12-08", at=("cp-tan-nam",))
    assert opening["geometry"].geom_type == "Point"
    pair = look.place("checkpoints", "cp-tan-nam")
    assert opening["record"] in pair["events"]
    assert pair["class"] == "international"


@row("D: infrastructure from the checkpoint to the economic zones")
def _(look: Look) -> None:
    assert look.place("checkpoints", "cp-tan-nam")["n_projects"] >= 1
    projects = look.layers["projects"]
    assert any(quoted(r, "infrastructure") and "cp-tan-nam" in r["place_ids"] for r in projects)


@row("D: expressway")
def _(look: Look) -> None:
    (road, *_) = look.project("expressway", through=LINE)
    assert road["geometry"].geom_type == "LineString"


@row("D: rail link")
def _(look: Look) -> None:
    (rail, *_) = look.project("railway", through=LINE, status="under_study")
    assert rail["geometry"].geom_type == "LineString"
    longitudes = [x for x, _ in rail["geometry"].coords]
    assert longitudes == sorted(longitudes)


@row("D: Southern Economic Corridors")
def _(look: Look) -> None:
    rows = look.layers["projects"] + [r for r in look.atlas.unplaced if r["kind"] == "project"]
    assert any(quoted(r, "southern economic corridors") for r in rows)


@row("D: treatment and rehabilitation centre in eastern Cambodia")
def _(look: Look) -> None:
    (centre, *_) = look.project("building", says="rehabilitation", status="under_study")
    assert centre["geometry"].geom_type == "Polygon"


@row("D: visits")
def _(look: Look) -> None:
    look.listed("event", "visit", day="2024-11", says="Sihamoni")
    look.event("visit", day="2025-04", at=(SAIGON,))
    look.event("visit", day="2025-09", at=(CAPITAL,))
    look.listed("event", "visit", day="2024-07", says="Lam")
    look.listed("event", "visit", day="2023-12", says="Hun Manet")


@row("D: culture weeks 2025 and 2026")
def _(look: Look) -> None:
    look.listed("event", "cultural", day="2025", says="Cambodian")
    look.listed("event", "cultural", day="2026", status="planned")


@row("D: treatment of Cambodian patients")
def _(look: Look) -> None:
    look.aid(says="treatment", at=(SAIGON,))


@row("D: 22nd meeting, 2026, planned")
def _(look: Look) -> None:
    look.listed("event", "meeting", day="2026", status="planned")


@row("D: trade target of 20 billion USD")
def _(look: Look) -> None:
    look.indicator(20e9)


# --- E. political departments' talks ------------------------------------------------------


@row("E: talks of two generals; protocol 2025–2029")
def _(look: Look) -> None:
    look.listed("event", "meeting", says="talks")
    look.listed("agreement", day="2025/2029", says="protocol")


@pytest.fixture(scope="module")
def briefs(data: Path) -> Look:
    atlas = build_atlas(data=data)
    assert len(atlas.articles) == 5
    return Look(atlas)


@pytest.fixture(scope="module")
def published(shared: Path, data: Path) -> Look:
    return Look(build_atlas([shared / "articles"], data))


@pytest.mark.parametrize("name", CHECKLIST)
def test_a_brief_puts_it_on_the_map(briefs: Look, name: str) -> None:
    CHECKLIST[name](briefs)


def test_both_twinned_hamlets_are_known_to_a_point(briefs: Look) -> None:
    ends = [briefs.place("hamlets", end) for end in ("pl-long-cuong", "kh-v-20070401")]
    assert [end["geometry"].geom_type for end in ends] == ["Point", "Point"]
    assert [end["twins"] for end in ends] == [["kh-v-20070401"], ["pl-long-cuong"]]


NOT_SO_IN_THE_ORIGINAL = {
    "A: ground broken for a friendship primary school": "its sentence gives no date",
    "D: infrastructure from the checkpoint to the economic zones": "read with the provinces alone",
    "D: treatment of Cambodian patients": "told as a habit, without a figure",
}
"""Rows that the published wording gives only by inference; they are wished for, not promised."""


@pytest.mark.shared
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(n, marks=pytest.mark.xfail(reason=NOT_SO_IN_THE_ORIGINAL[n]))
        if n in NOT_SO_IN_THE_ORIGINAL
        else n
        for n in CHECKLIST
    ],
)
def test_the_article_as_published_puts_it_on_the_map(published: Look, name: str) -> None:
    CHECKLIST[name](published)
