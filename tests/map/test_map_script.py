"""The page's own JavaScript: linted, tested module by module, accessible."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, get_args

import pytest

from geo import model
from geo.map.assets import MODULES, STATIC, strings
from geo.names import fold

HERE = Path(__file__).resolve().parent
NODE = shutil.which("node")
TOOLS = HERE / "node_modules"
needs_node = pytest.mark.skipif(NODE is None, reason="SKIPPED LOUDLY: no Node on this machine")
needs_tools = pytest.mark.skipif(
    not TOOLS.is_dir(), reason="SKIPPED LOUDLY: run `npm ci` in tests/map for ESLint and axe"
)


@pytest.fixture(scope="session")
def run_module(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return a function that runs an expression on a module of the page and gives its value."""
    folder = tmp_path_factory.mktemp("static")
    for name in MODULES:
        shutil.copy(STATIC / name, folder / name)
    (folder / "package.json").write_text('{"type": "module"}')

    def run(module: str, expression: str) -> Any:
        code = (
            f"import * as m from {json.dumps((folder / module).as_uri())};"
            f"process.stdout.write(JSON.stringify({expression}));"
        )
        done = subprocess.run(
            [NODE or "node", "--input-type=module", "-e", code],
            capture_output=True, check=True, encoding="utf-8", timeout=60,
        )  # fmt: skip
        return json.loads(done.stdout)

    return run


def test_every_module_stands_in_the_page_once() -> None:
    assert sorted(MODULES) == sorted(path.name for path in STATIC.glob("*.js"))


def test_no_file_of_the_page_outgrows_its_noun() -> None:
    long = [p.name for p in STATIC.glob("*.*s*") if len(p.read_text("utf-8").splitlines()) > 400]
    assert [name for name in long if name != "strings.json"] == []


def test_every_text_of_the_page_stands_in_three_languages() -> None:
    for key, texts in strings().items():
        assert set(texts) == {"en", "vi", "km"}, key
        assert all(text.strip() for text in texts.values()), key
        marks = {tuple(sorted(re.findall(r"{(\w+)}", text))) for text in texts.values()}
        assert len(marks) == 1, f"{key}: the languages fill in different values"


VOCABULARIES = [
    (model.EventType, "type"), (model.ProjectKind, "kind"), (model.ProjectStatus, "status"),
    (model.EventStatus, "status"), (model.AidStatus, "status"), (model.PlaceType, "place"),
    (model.Precision, "precision"),
]  # fmt: skip


@pytest.mark.parametrize(("values", "group"), VOCABULARIES)
def test_every_word_of_the_records_has_its_words_on_the_page(values: Any, group: str) -> None:
    missing = [v for v in get_args(values) if f"{group}.{v}" not in strings()]
    assert missing == []


def test_khmer_texts_write_figures_as_the_page_does() -> None:
    assert [key for key, texts in strings().items() if re.search("[០-៩]", texts["km"])] == []


SAY = "(m.setStrings({words}), m.setLanguage({lang!r}), [{calls}])"


@needs_node
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["1,242.6", "0.5", "-12,000", "0", "25.52 billion VND", "999,999 VND", "1 billion",
                "November 2025", "12 November 2025", "2025", "50 m", "1.6 km"]),
        ("vi", ["1.242,6", "0,5", "-12.000", "0", "25,52 tỷ VND", "999.999 VND", "1 tỷ",
                "tháng 11/2025", "12/11/2025", "2025", "50 m", "1,6 km"]),
        ("km", ["1,242.6", "0.5", "-12,000", "0", "25.52 ពាន់លាន VND", "999,999 VND", "1 ពាន់លាន",
                "វិច្ឆិកា 2025", "12 វិច្ឆិកា 2025", "2025", "50 m", "1.6 km"]),
    ],
)  # fmt: skip
def test_numbers_sums_and_dates_are_written_as_the_language_has_them(
    run_module: Any, lang: str, said: list[str]
) -> None:
    calls = (
        "m.number(1242.6), m.number(0.5), m.number(-12000), m.number(-0.0001), "
        'm.money(25520000000, "VND"), m.money(999999, "VND"), m.money(999999999.6), '
        'm.day("2025-11"), m.day("2025-11-12"), m.day("2025"), m.kilometres(0.05), '
        "m.kilometres(1.58)"
    )
    words = json.dumps(strings())
    page = "globalThis.document = { documentElement: {} }, "
    code = SAY.format(words=words, lang=lang, calls=calls).replace("(m.set", f"({page}m.set", 1)
    assert run_module("i18n.js", code) == said


@needs_node
@pytest.mark.parametrize(
    "name",
    ["Mộc Bài – Bavet", "Đắk Kôi", "O'Yadav", "ĐƯỜNG  Mới", "តៃនិញ", "Phnom\u200bPenh", "Œuvre ß"],
)
def test_the_page_folds_names_as_the_program_does(run_module: Any, name: str) -> None:
    words = "".join(c if c.isalnum() or "\u1780" <= c <= "\u17ff" else " " for c in fold(name))
    assert run_module("text.js", f"m.fold({json.dumps(name)})") == " ".join(words.split())


@needs_node
def test_edit_distance_counts_swapped_letters_once(run_module: Any) -> None:
    calls = '[m.distance("bavet","bavte",2), m.distance("abc","abd",1), m.distance("a","wxyz",2)]'
    assert run_module("text.js", calls) == [1, 1, 3]


@needs_node
@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"), ("+84", "'+84"), ("-x", "'-x"), ("@a", "'@a"), (" =1", "' =1"),
        ("\t=1", "'\t=1"), ("a,b", '"a,b"'), ('say "x"', '"say ""x"""'), (-3.5, "-3.5"), (None, ""),
        ("=a,b", "\"'=a,b\""),
    ],
)  # fmt: skip
def test_csv_cells_are_quoted_and_never_formulas(run_module: Any, value: Any, cell: str) -> None:
    assert run_module("text.js", f"m.csvCell({json.dumps(value)})") == cell


@needs_node
def test_words_are_found_in_a_sentence_without_diacritics(run_module: Any) -> None:
    text = "Lễ ở Mộc Bài: 20 con bò."
    spans = run_module("text.js", f'm.occurrences({json.dumps(text)}, ["moc bai", "20", "con"])')
    assert [text[a:b] for a, b in spans] == ["Mộc Bài", "20", "con"]


@needs_node
def test_geometry_survives_the_way_into_the_page(run_module: Any) -> None:
    from shapely.geometry import Polygon, shape

    from geo.map.geometry import encode

    hole = [(105.2, 11.2), (105.4, 11.2), (105.3, 11.4)]
    area = Polygon([(105, 11), (105, 12), (106, 12), (106, 11)], [hole])
    back = shape(run_module("geometry.js", f"m.toGeoJson(m.decode({json.dumps(encode(area))}))"))
    assert back.equals(area)
    assert back.exterior.is_ccw
    assert not back.interiors[0].is_ccw


@needs_node
def test_distances_agree_with_the_ellipsoid(run_module: Any) -> None:
    from pyproj import Geod

    line = [1, [10_600_000, 1_100_000, 0, 50_000]]
    call = f"m.kilometresToLine([106.1, 11.25], m.decode({json.dumps(line)}))"
    meant = Geod(ellps="WGS84").inv(106.1, 11.25, 106.0, 11.25)[2] / 1000
    assert run_module("geometry.js", call) == pytest.approx(meant, rel=0.005)


@needs_node
@needs_tools
def test_the_javascript_is_clean() -> None:
    linter = TOOLS / "eslint" / "bin" / "eslint.js"
    done = subprocess.run(
        [NODE or "node", linter, "--config", HERE / "eslint.config.js", "--max-warnings=0", "."],
        cwd=STATIC, capture_output=True, check=False, encoding="utf-8", timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@needs_tools
@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "address",
    ["#", "#sel=checkpoints:cp-moc-bai&table=aid", "#sel=provinces:vn-p-80&lang=vi", "#lang=km"],
)
def test_axe_finds_no_violation(open_page: Any, theme: str, address: str) -> None:
    opened = open_page(theme=theme, address=address, context={"bypass_csp": True})
    assert violations(opened.page) == []


@needs_tools
@pytest.mark.browser
@pytest.mark.parametrize("name", ["Without a place", "Sources", "Help", "Add a checkpoint"])
def test_axe_finds_nothing_in_the_dialogs(open_page: Any, name: str) -> None:
    opened = open_page(context={"bypass_csp": True})
    opened.page.get_by_role("button", name=name, exact=True).first.click()
    assert violations(opened.page) == []


@needs_tools
@pytest.mark.browser
@pytest.mark.parametrize("button", [".more", ".menu", '[data-time="play"]'])
def test_axe_finds_nothing_on_a_phone(open_page: Any, button: str) -> None:
    opened = open_page(width=360, height=740, context={"bypass_csp": True})
    opened.page.locator(button).click()
    assert violations(opened.page) == []


def violations(page: Any) -> list[str]:
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.add_script_tag(path=TOOLS / "axe-core" / "axe.min.js")
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
