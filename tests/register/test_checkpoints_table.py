"""The register as shipped: its schema, its figures, its names, its two halves."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from geo.errors import DataError
from geo.gazetteer.checkpoints import (
    CLASSES,
    COLUMNS,
    CONFIDENCES,
    MODES,
    STATUSES,
    halves,
    parse_date,
    parse_history,
    read_checkpoints,
)
from geo.names import key
from geo.register.notes import read_notes
from geo.register.wording import is_source

if TYPE_CHECKING:
    from pathlib import Path

    from geo.model import Checkpoint


@pytest.fixture(scope="module")
def checkpoints(data: Path) -> list[Checkpoint]:
    return read_checkpoints(data)


def test_it_holds_37_pairs_and_two_that_are_planned(checkpoints: list[Checkpoint]) -> None:
    built = Counter(c.class_ for c in checkpoints if c.status != "planned")
    assert built == {"international": 11, "main": 11, "secondary": 15}
    assert sorted(c.id for c in checkpoints if c.status == "planned") == ["cp-go-noi", "cp-ho-le"]


def test_every_pair_has_sources_that_can_be_followed(checkpoints: list[Checkpoint]) -> None:
    for pair in checkpoints:
        cited = [*pair.sources, *(entry[3] for entry in pair.history), pair.class_source]
        assert [source for source in cited if not is_source(source)] == [], pair.id


def test_every_pair_has_a_point_with_radius_and_method_or_a_unit(
    checkpoints: list[Checkpoint],
) -> None:
    for pair in checkpoints:
        if pair.lat is None:
            assert pair.province_vn, pair.id
            assert pair.province_kh, pair.id
        else:
            assert pair.radius_km, pair.id
            assert pair.point_method, pair.id


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [
        ("Oyadav", "cp-le-thanh:kh"),
        ("O'Yadaw", "cp-le-thanh:kh"),
        ("Trapaing Sre", "cp-hoa-lu:kh"),
        ("Mean Chey", "cp-tan-nam:kh"),
        ("Bavet", "cp-moc-bai:kh"),
        ("Prey Voir", "cp-binh-hiep:kh"),
        ("Koh Roka", "cp-thuong-phuoc:kh"),
        ("Kaorm Samnor", "cp-vinh-xuong:kh"),
        ("Phnom Den", "cp-tinh-bien:kh"),
        ("Xa Xia", "cp-ha-tien:vn"),
        ("Chrey Thom", "cp-khanh-binh:kh"),
        ("O Raing", "cp-bu-prang:kh"),
        ("MOC BAI", "cp-moc-bai:vn"),
        ("បាវិត", "cp-moc-bai:kh"),
    ],
)
def test_the_spellings_that_the_press_uses_are_known(
    checkpoints: list[Checkpoint], spelling: str, expected: str
) -> None:
    found = {
        half.id
        for pair in checkpoints
        for half in halves(pair)
        if half is not None and key(spelling) in {key(name) for name in half.names}
    }
    assert found == {expected}


def test_a_pair_becomes_two_gates_that_share_its_point(checkpoints: list[Checkpoint]) -> None:
    pair = next(c for c in checkpoints if c.id == "cp-moc-bai")
    vietnamese, cambodian = halves(pair)
    assert cambodian is not None
    assert (vietnamese.id, cambodian.id) == ("cp-moc-bai:vn", "cp-moc-bai:kh")
    assert (vietnamese.country, cambodian.country) == ("VN", "KH")
    assert (vietnamese.parent, cambodian.parent) == ("vn-c-25681", "kh-c-200802")
    assert (vietnamese.lat, vietnamese.radius_km) == (cambodian.lat, 0.3)
    assert vietnamese.type == cambodian.type == "border_gate"
    assert vietnamese.precision == "exact"


def test_a_half_without_a_name_is_none(checkpoints: list[Checkpoint]) -> None:
    pair = next(c for c in checkpoints if c.id == "cp-hung-dien-a")
    assert halves(pair)[1] is None


def test_the_table_schema_says_what_the_program_checks(data: Path) -> None:
    schema = json.loads((data / "checkpoints.schema.json").read_text(encoding="utf-8"))
    fields = {field["name"]: field for field in schema["fields"]}
    assert list(fields) == [column.name for column in COLUMNS]
    for column in COLUMNS:
        constraints = fields[column.name].get("constraints", {})
        assert constraints.get("required", False) == column.required, column.name
    enums = {name: fields[name]["constraints"]["enum"] for name in ("class", "status", "mode")}
    assert enums == {"class": list(CLASSES), "status": list(STATUSES), "mode": list(MODES)}
    assert fields["confidence"]["constraints"]["enum"] == list(CONFIDENCES)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"class": "local"}, "line 2, column class: 'local' is not allowed"),
        ({"lat": "106"}, "line 2, column lat: 106 is out of range"),
        ({"id": "Moc Bai"}, "line 2, column id: 'Moc Bai' is no id"),
        ({"commune_vn_code": "2568"}, "line 2, column commune_vn_code: '2568' is no code"),
        ({"class_from": "2025-02-30"}, "column class_from: '2025-02-30' is no date"),
        ({"history": "2025 | class"}, "has 2 fields; expected date | what | value | source"),
        ({"radius_m": ""}, "column radius_m: is empty, while lat and lon is given"),
        ({"sources": ""}, "column sources: is empty; a value is required"),
    ],
)
def test_a_bad_row_is_told_by_file_line_and_column(
    tmp_path: Path, cells: dict[str, str], message: str
) -> None:
    good = {
        "id": "cp-a", "name_vi": "A", "name_en": "A", "class": "main", "status": "open",
        "province_vn": "Tây Ninh", "province_kh": "Svay Rieng", "confidence": "low",
        "sources": "https://example.org", "lat": "11", "lon": "106", "radius_m": "300",
    }  # fmt: skip
    names = [column.name for column in COLUMNS]
    row = ",".join((good | cells).get(name, "") for name in names)
    (tmp_path / "checkpoints.csv").write_text(",".join(names) + "\n" + row + "\n", encoding="utf-8")
    with pytest.raises(DataError) as refused:
        read_checkpoints(tmp_path)
    assert message in str(refused.value)


def test_an_id_that_stands_twice_is_refused(data: Path, tmp_path: Path) -> None:
    text = (data / "checkpoints.csv").read_text(encoding="utf-8")
    (tmp_path / "checkpoints.csv").write_text(text + text.splitlines()[1] + "\n", encoding="utf-8")
    with pytest.raises(DataError, match="cp-le-thanh stands already in line 2"):
        read_checkpoints(tmp_path)


def test_dates_may_be_as_short_as_a_year() -> None:
    assert [parse_date(text) for text in ("2025", "2025-12", "2024-02-29")]
    for text in ("25", "2025-1", "2025-02-29", "2025-12-08T00:00"):
        with pytest.raises(ValueError, match="is no date"):
            parse_date(text)


def test_history_has_four_fields_and_maybe_no_date() -> None:
    assert parse_history(" | class | river gate | Somebody, 1999 ") == (
        ("", "class", "river gate", "Somebody, 1999"),
    )


def test_what_sources_say_against_each_other_is_kept(
    data: Path, checkpoints: list[Checkpoint]
) -> None:
    notes = {note.id: note for note in read_notes(data)}
    assert {"international-10-or-11", "secondary-28"} <= set(notes)
    ids = {pair.id for pair in checkpoints}
    for note in notes.values():
        assert set(note.checkpoints) <= ids, note.id
        assert all(is_source(source) for source in note.sources), note.id
