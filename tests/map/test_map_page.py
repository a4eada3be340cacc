"""The page as bytes: the same each time, whole in itself, with a policy that names its scripts."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import TYPE_CHECKING

import pytest
import sample_atlas

from geo.errors import UsageError
from geo.map import render, to_folium, write_page
from geo.map.escape import clean, safe_url, to_html, to_json

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
DATA = re.compile(r'<script type="application/json" id="atlas-data">(.*?)</script>', re.DOTALL)


def page_data(html: str) -> dict:
    return json.loads(DATA.search(html)[1])


def test_two_builds_give_the_same_bytes() -> None:
    assert render(sample_atlas.atlas()) == render(sample_atlas.atlas())


def test_a_map_can_be_rendered_twice() -> None:
    page = to_folium(sample_atlas.atlas()).get_root()
    assert page.render() == page.render()


def test_the_page_loads_nothing_and_says_so() -> None:
    html = render(sample_atlas.atlas())
    markup = SCRIPT.sub("", DATA.sub("", html))
    assert not re.search(r"(?:src|href)\s*=|url\((?!data:|#)", markup)
    assert "@import" not in markup
    assert "sourceMappingURL" not in html
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_policy_names_every_script_by_its_hash() -> None:
    html = render(sample_atlas.atlas())
    scripts = SCRIPT.findall(html)
    assert len(scripts) == 2
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in html


def test_a_layer_added_in_a_notebook_keeps_the_policy_whole() -> None:
    import folium

    page = to_folium(sample_atlas.atlas())
    folium.Circle((11.1, 106.1), radius=500).add_to(page)
    html = page.get_root().render()
    digest = base64.b64encode(hashlib.sha256(SCRIPT.findall(html)[-1].encode()).digest()).decode()
    assert "L.circle(" in html
    assert f"'sha256-{digest}'" in html


def test_geometry_and_evidence_stand_once() -> None:
    data = page_data(render(sample_atlas.atlas()))
    assert len({json.dumps(row) for row in data["geometries"]}) == len(data["geometries"])
    assert len(data["evidence"]) == len(sample_atlas.SENTENCES)
    assert len(data["articles"]) == 1


def test_only_the_layers_asked_for_are_taken() -> None:
    data = page_data(render(sample_atlas.atlas(), layers=["checkpoints", "border"]))
    assert list(data["layers"]) == ["checkpoints", "border"]


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("lang", "fr"), ("theme", "pink"), ("layers", ["nothing"]), ("tiles", "No Such Map"),
        ("tiles", "http://insecure/{z}/{x}/{y}"), ("tiles", "https://x/{{z}}{x}{y}{z}"),
        ("tiles", "https://x/'/{x}/{y}/{z}"),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_refused_with_the_choices(option: str, value: object) -> None:
    with pytest.raises(UsageError, match=r"There is no|is no base map"):
        render(sample_atlas.atlas(), **{option: value})


def test_an_online_base_map_adds_its_host_and_no_other() -> None:
    html = render(sample_atlas.atlas(), tiles="OpenStreetMap")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    assert re.findall(r"https?://[^ ;]+", policy) == ["https://tile.openstreetmap.org"]


def test_an_empty_atlas_is_a_page_too() -> None:
    atlas = sample_atlas.atlas()
    atlas.layers = {name: frame.iloc[:0] for name, frame in atlas.layers.items()}
    atlas.unplaced = []
    assert page_data(render(atlas))["layers"]["events"]["rows"] == []


def test_the_file_is_whole_or_not_there(tmp_path: Path) -> None:
    target = tmp_path / "maps" / "index.html"
    assert write_page(sample_atlas.atlas(), target).read_text("utf-8").startswith("<!DOCTYPE html>")
    before = target.read_bytes()
    with pytest.raises(UsageError):
        write_page(sample_atlas.atlas(), target, lang="xx")
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == ["index.html"]


@pytest.mark.parametrize("text", ["<a>", "${x}", "`", "\\", "{{ x }}", "{% x %}", "\"'", "&"])
def test_escaped_text_has_no_character_that_any_template_reads(text: str) -> None:
    assert not set("<>\"'$`\\{}") & set(to_html(text))


def test_json_cannot_end_its_script() -> None:
    value = {"a": "</script><!--\u2028&"}
    assert not set("<>&\u2028") & set(to_json(value))
    assert json.loads(to_json(value)) == value


def test_names_lose_hidden_characters_but_khmer_keeps_its_spaces() -> None:
    assert clean("Mộc\u200b\u202e Bài\u2069\ufeff\x00") == "Mộc Bài"
    assert clean("ស្វាយ\u200bរៀង") == "ស្វាយ\u200bរៀង"
    assert clean("a\ud800b") == "a\ufffdb"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JavaScript:x",
        "data:text/html,x",
        "//host/x",
        "https:",
        "x",
        None,
        3,
    ],
)
def test_only_web_addresses_are_kept(url: object) -> None:
    assert safe_url(url) is None
    assert safe_url("https://example.org/a?b=c#d") == "https://example.org/a?b=c#d"
