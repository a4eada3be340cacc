"""What holds for the mentions of any text."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.model import Article

PARTS = """
    the The of in and , ; . - – — / ( ) : ' ’s Tay Ninh Moc Bai Bavet gate gates border province
    provinces Prey Veng commune hamlet Long Thuan General Nguyen marker No. 69 13/1 Bridge River
    Mekong Vietnam CAMBODIA eastern xã Long Thuận tỉnh cửa khẩu ខេត្ត ស្វាយរៀង Zok Embassy
    provincial Border Guard 7 National Road
"""
WORDS = st.sampled_from([*re.findall(r"\S+", PARTS), "\n", "\n\n", "\u00a0", "\u200b"])
TEXTS = st.one_of(
    st.lists(WORDS, max_size=40).map(" ".join),
    st.lists(WORDS, max_size=40).map("".join),
    st.text(max_size=200),
)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TEXTS)
def test_mentions_are_in_order_apart_and_where_they_say(geoparser, text: str) -> None:
    parsed = geoparser.parse(Article(id="x", path="x", text=text))
    end = 0
    for mention in parsed.mentions:
        assert mention.start >= end
        assert mention.end > mention.start
        assert text[mention.start : mention.end] == mention.text
        assert (mention.lat is None) == (mention.lon is None)
        assert mention.place_id is None or mention.place_id in geoparser.gazetteer
        end = mention.end
    for report in parsed.unlisted:
        assert text[report.start : report.end] == report.text
    assert geoparser.parse(Article(id="x", path="x", text=text)) == parsed


def test_a_long_text_takes_time_in_proportion(geoparser) -> None:
    unit = "Long Thuan commune, Tay Ninh province, the Moc Bai – Bavet gate and "
    parsed = geoparser.parse(Article(id="x", path="x", text=unit * 300))
    assert len(parsed.mentions) == 4 * 300


def test_signs_without_end_between_names_take_time_in_proportion(geoparser) -> None:
    text = (
        "Tay Ninh, 11 May 2024" + " " * 100_000 + "and the gates" + ":-" * 20_000 + "Moc Bai"
        + "-" * 100_000 + "Svay Rieng Embassy"
    )  # fmt: skip
    parsed = geoparser.parse(Article(id="x", path="x", text=text))
    assert [m.text for m in parsed.mentions][:1] == ["Tay Ninh"]


def test_a_list_of_gates_takes_time_in_proportion(geoparser) -> None:
    text = ", ".join(["Moc Bai gate", "Bavet gate"] * 400)
    parsed = geoparser.parse(Article(id="x", path="x", text=text))
    assert len(parsed.mentions) == 800
