"""Hostile data files, file names and addresses go through a real build and stay text."""

from __future__ import annotations

import csv
import json
import shutil
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from geo.cli import main

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

RUN = "window.hacked=1"
POISON = f"</script><img src=x onerror={RUN}>${{{RUN}}}`{{{{7*7}}}}\u202e\u200b"
LINK = f"javascript:{RUN}"
FREE = ("point_method", "conflicts", "notes", "class_source", "commune_vn", "district_kh")


def poison_table(path: Path, change: Any) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        lines = stream.readlines()
    head = [line for line in lines if line.startswith("#")]
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    kept = [change(i, row) for i, row in enumerate(rows)]
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(head)
        writer = csv.DictWriter(stream, list(rows.fieldnames or []), lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)


def poison_gate(i: int, row: dict[str, str]) -> dict[str, str]:
    if i:
        return row
    return row | dict.fromkeys(FREE, POISON) | {
        "name_vi": f"Mộc {POISON}", "aliases_vi": f"{POISON}; constructor; __proto__",
        "name_km": POISON, "sources": f'{LINK} ; {POISON} ; https://example.org/" onclick={RUN}',
        "history": f"2007-03 | class | {POISON} | {LINK}",
    }  # fmt: skip


def poison_place(_: int, row: dict[str, str]) -> dict[str, str]:
    return row | {"names": f"{row['names']}|{POISON}", "source": f"{POISON} {LINK}"}


def poison_geojson(path: Path) -> None:
    collection = json.loads(path.read_text("utf-8"))
    collection |= {"title": POISON, "licence": f"{POISON} {LINK}", "attribution": POISON}
    for feature in collection["features"]:
        for name in ("name", "name_km", "note", "source"):
            if isinstance(feature["properties"].get(name), str):
                feature["properties"][name] += f" {POISON}"
    path.write_text(json.dumps(collection, ensure_ascii=False), "utf-8")


@pytest.fixture(scope="module")
def poisoned(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of a build from a data folder and an article that are full of tricks."""
    root = tmp_path_factory.mktemp("poison")
    folder = shutil.copytree(data, root / "data")
    poison_table(folder / "checkpoints.csv", poison_gate)
    poison_table(folder / "places.csv", poison_place)
    poison_geojson(folder / "basemap.geojson")
    poison_geojson(folder / "border.geojson")
    article = root / f"<img src=x onerror={RUN}>${{{RUN}}}`.md"
    article.write_text(
        f"---\ntitle: {json.dumps(POISON)}\npublished: 2025-11-13\n---\n\n"
        "On 12 November 2025, officers of both sides met at Moc Bai and Le Thanh border gates.\n"
        "Tay Ninh province gave 20 cows worth 20 million dong each to Svay Rieng province.\n",
        encoding="utf-8",
    )
    with pytest.raises(SystemExit) as left:
        main(["build", str(article), "-q", "-o", str(root / "maps"), "--data", str(folder),
              "--title", POISON, "--lang", "vi"])  # fmt: skip
    assert left.value.code in {0, None}
    return root / "maps" / "index.html"


@pytest.fixture
def visit(browser: Any, poisoned: Path) -> Any:
    """Return a function that opens the poisoned page at an address."""
    from conftest import Opened

    contexts = []

    def go(address: str = "") -> Opened:
        made = browser.new_context(viewport={"width": 1360, "height": 860}, offline=True)
        made.set_default_timeout(8_000)
        contexts.append(made)
        return Opened(made.new_page(), poisoned).go(address)

    yield go
    for made in contexts:
        made.close()


def harmless(opened: Any) -> None:
    page = opened.page
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, iframe, object, embed, form[action]").count() == 0
    assert page.evaluate(
        """[...document.querySelectorAll("*")].every((one) =>
            [...one.attributes].every((a) => !a.name.startsWith("on")))"""
    )
    assert page.evaluate(
        """[...document.querySelectorAll("a[href]")].every((a) =>
            ["http:", "https:", "file:"].includes(a.protocol))"""
    )
    text = page.inner_text("body")
    assert not set("\u202e\u202d\u2066") & set(text)
    assert "49" not in page.title()
    opened.clean()


def test_data_files_full_of_tricks_make_a_page_that_works(visit) -> None:
    opened = visit("#sel=checkpoints:cp-le-thanh&table=checkpoints")
    page = opened.page
    assert "onerror" in page.locator("#panel h2").inner_text()
    harmless(opened)
    for name in ("Nguồn", "Cần kiểm tra"):
        page.get_by_role("button", name=name, exact=True).first.click()
        harmless(opened)
        page.keyboard.press("Escape")
    page.fill("#search", "onerror")
    assert page.locator("#search-list li").count() > 0
    harmless(opened)
    page.press("#search", "Escape")
    page.get_by_role("button", name="Thêm cửa khẩu").click()
    page.fill("[name=lat]", "13.76795")
    page.fill("[name=lon]", "107.49789")
    page.fill("[name=name_vi]", POISON)
    harmless(opened)


@pytest.mark.parametrize(
    "address",
    [
        f"#sel={quote(POISON)}", "#table=__proto__&sel=constructor",
        "#lang=__proto__&theme=toString",
        f"#type={quote(POISON)}~__proto__~constructor&status=hasOwnProperty", "#map=1e999/NaN/-0",
        "#map=99/9999/-9999", "#time=2025-13~0000-00&sure=NaN", "#sure=1e308&undated=<svg>",
        f"#off={quote(POISON)}&on=__proto__", "#sel=%E0%A4%A", "#%00%ff&=&&==",
    ],
)  # fmt: skip
def test_an_address_full_of_tricks_opens_a_page_that_works(visit, address: str) -> None:
    opened = visit(address)
    page = opened.page
    page.fill("#search", "bavet")
    page.press("#search", "Enter")
    assert page.locator("#panel h2").inner_text() != ""
    page.evaluate("(hash) => { location.hash = hash; }", address)
    page.wait_for_timeout(200)
    harmless(opened)
