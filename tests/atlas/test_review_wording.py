"""What a person should look at is said in words, without ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest

from geo.atlas.review_rows import ReviewRows
from geo.model import Article, Checkpoint, Mention, Reading

if TYPE_CHECKING:
    from geo.atlas.ground import Ground

TEXT = "Guests came. The Tan Nam gate of Prey Veng was opened. They left."


class NoGround:
    """Knows one pair and draws nothing."""

    checkpoints = {"cp-tan-nam": Checkpoint("cp-tan-nam", "Tân Nam", "Meun Chey")}  # noqa: RUF012

    def spot(self, _: str) -> None:
        return None


def row_of(contradiction: str, place: str) -> dict[str, Any]:
    article = Article("a", "a.md", TEXT)
    mention = Mention(17, 24, TEXT[17:24], "border_gate", place, confidence=0.9)
    reading = Reading(article, (mention,), contradictions=(contradiction,))
    maker = ReviewRows(cast("Ground", NoGround()), {"a": article})
    (row,) = maker._of_reading(reading)
    return row


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        (
            "not in Prey Veng, as the text says.",
            "The text puts “Tan Nam” in Prey Veng; the gazetteer does not.",
        ),
        (
            "it lies 90 km from the border.",
            "The text names “Tan Nam”: it lies 90 km from the border.",
        ),
    ],
)
def test_a_contradiction_names_the_pair_and_shows_its_sentence(what: str, reason: str) -> None:
    row = row_of(f"'Tan Nam' (cp-tan-nam:vn): {what}", "cp-tan-nam:vn")
    assert row["name"] == "Tân Nam – Meun Chey"
    assert row["reason"] == reason
    assert row["place_id"] == "cp-tan-nam"
    assert row["evidence"][0]["quote"].startswith("The Tan Nam gate")


def test_a_contradiction_about_another_place_has_the_words_of_the_text() -> None:
    row = row_of("'Tan Nam' (vn-c-1): it belongs to VN, its point lies in KH.", "vn-c-1")
    assert row["name"] == "Tan Nam"
    assert "vn-c-1" not in row["reason"]
