"""Hostile text stays text: nothing of it runs, nothing of it becomes markup."""

from __future__ import annotations

import json
import re

import pytest
import sample_atlas

pytestmark = pytest.mark.browser

RUN = "window.hacked=(window.hacked||0)+1"
PAYLOADS = {
    "image": f"<img src=x onerror={RUN}>",
    "script": f"<script>{RUN}</script>",
    "end of script": f"</script><script>{RUN}</script>",
    "template": "${" + RUN + "}",
    "template call": "${alert(1)}",
    "backtick": f"`+({RUN})+`",
    "backslash": f"\\`;{RUN};//",
    "escaped template": "&#36;{" + RUN + "}",
    "quotes": f"\"' onmouseover='{RUN}' x=\"",
    "svg": f"<svg onload={RUN}>",
    "entity": f"&lt;img src=x onerror={RUN}&gt;",
    "comment": f"--><script>{RUN}</script><!--",
    "jinja": "{{ 7*7 }}{% raw %}",
    "line separator": f"\u2028{RUN}\u2029",
    "style": "</style><style>body{display:none}</style>",
    "bidi": "\u202egnp.exe\u202c\u2066x\u2069",
    "zero width": "Mộc\u200b \u200dBài\ufeff",
    "formula": '=HYPERLINK("http://x","y")',
    "proto": "__proto__",
    "method of every object": "toString",
    "placeholder": "{n} {sum} {articles} {date} $1 $& %s",
    "script in a comment": f"<!--<script>{RUN}</script>",
    "parser of another language": (
        f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;"
        f"&lt;img src=x onerror={RUN}&gt;'>"
    ),
    "template element": f"<template><img src=x onerror={RUN}></template><base href=//x>",
    "meta": "<meta http-equiv=refresh content='0;url=//x'><link rel=import href=//x>",
    "tags and marks": "Mộc\U000e0041\U000e007f Bài" + "\u0301" * 200,
    "very long": "<b>" * 1_000,
}  # fmt: skip
HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\ufeff]")


def poisoned(text: str):
    """Return an atlas with a text in every place that holds text."""
    atlas = sample_atlas.atlas()
    source = {
        **sample_atlas.ARTICLE, "title": text, "publisher": text, "quote": text,
        "url": f"javascript:{RUN}", "start": 1, "end": 2, "sha256": text,
    }  # fmt: skip
    for name, frame in atlas.layers.items():
        for column in frame.columns:
            if column in {"geometry", "id", "record", "place_id", "a", "b"}:
                continue
            kinds = {type(value) for value in frame[column]}
            if column == "evidence":
                frame[column] = [[source]] * len(frame)
            elif kinds <= {str} and not column.startswith("date_"):
                if (name, column) not in {("checkpoints", "class"), ("checkpoints", "status")}:
                    frame[column] = text
            elif kinds == {list} and column in {"aliases", "names", "actors", "sources", "before"}:
                frame[column] = [[text, f"javascript:{RUN}"]] * len(frame)
    atlas.layers[text] = atlas.layers["places"].iloc[:1].copy()
    atlas.articles = [{**source, "id": "a1"}]
    atlas.unplaced = [
        {"kind": text, "id": text, "name": text, "reason": text, "evidence": [source]}
    ]
    return atlas


@pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS)
def test_text_from_outside_never_runs_and_never_becomes_markup(open_page, text: str) -> None:
    opened = open_page(poisoned(text), title=text, context={"accept_downloads": True})
    page = opened.page
    opened.click_map(106.1678, 11.0716)
    assert page.locator("#panel h2").count() == 1
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.fill("#search", text[:20])
    for layer in ["events", "aid", "review", "checkpoints"]:
        page.evaluate(f"location.hash = 'table={layer}'")
        page.wait_for_timeout(60)
    page.get_by_role("button", name="Sources", exact=True).first.click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Without a place").click()
    page.locator("dialog details summary").first.click()
    assert page.evaluate("window.hacked") is None
    found = page.evaluate(
        """() => ({
            images: document.querySelectorAll("img, iframe, object, embed").length,
            handlers: [...document.querySelectorAll("*")].filter((one) =>
                [...one.attributes].some((a) => a.name.startsWith("on"))).length,
            links: [...document.querySelectorAll("a[href]")].map((a) => a.protocol),
            shown: getComputedStyle(document.body).display,
            scripts: document.querySelectorAll("script:not([type])").length,
        })"""
    )
    assert found["images"] == found["handlers"] == 0
    assert "javascript:" not in found["links"]
    assert found["shown"] == "block"
    assert found["scripts"] == 2
    assert HIDDEN.search(page.inner_text("body")) is None
    opened.clean()


def test_a_hostile_title_leaves_the_document_whole(open_page) -> None:
    opened = open_page(title="</title><script>window.hacked=1</script>${window.hacked=2}`")
    assert opened.page.title() == "</title><script>window.hacked=1</script>${window.hacked=2}`"
    assert opened.page.evaluate("window.hacked") is None
    opened.clean()


def test_only_web_addresses_become_links(open_page) -> None:
    atlas = sample_atlas.atlas()
    atlas.layers["checkpoints"]["sources"] = [
        ["https://example.org/a", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"]
    ] * len(atlas.layers["checkpoints"])
    opened = open_page(atlas, address="#sel=checkpoints:cp-moc-bai")
    links = opened.page.eval_on_selector_all("#panel a[href]", "all => all.map((a) => a.href)")
    assert "https://example.org/a" in links
    assert all(link.startswith("https://") for link in links)
    opened.clean()


BODY = """On 12 November 2025, officers opened a school worth 3 billion dong at Moc Bai {0}.
They gave 20 cows {0} to families of Tay Ninh province, Viet Nam, and of Svay Rieng province.
{0} Long Cuong hamlet, Long Thuan commune, was twinned with Ou Ta Mou hamlet in Svay Rieng.
"""


def test_a_hostile_article_goes_through_a_whole_build(open_page, tmp_path) -> None:
    from geo.atlas import build_atlas

    paths = []
    for number, text in enumerate(PAYLOADS.values()):
        one = re.sub(r"[\u2028\u2029\n]", " ", text)
        head = "\n".join(
            f"{key}: {json.dumps(value)}"
            for key, value in {
                "title": one, "publisher": one, "published": "2025-11-13",
                "url": f"javascript:{RUN}",
            }.items()
        )  # fmt: skip
        paths.append(tmp_path / f"article-{number}.md")
        paths[-1].write_text(f"---\n{head}\n---\n\n{BODY.format(one)}", encoding="utf-8")
    atlas = build_atlas(articles=paths)
    assert len(atlas.articles) >= len(paths) - 1
    opened = open_page(atlas, title="{{ 7*7 }}${" + RUN + "}")
    page = opened.page
    for layer in ["events", "aid", "review"]:
        page.evaluate(f"location.hash = 'table={layer}'")
        page.wait_for_timeout(100)
        rows = page.locator("#table tbody button")
        if rows.count():
            rows.first.click()
            page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    page.get_by_role("button", name="Sources", exact=True).first.click()
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, iframe").count() == 0
    assert page.locator("a[href^=javascript]").count() == 0
    opened.clean()
