"""Where an article knows more of a checkpoint than the register: proposed changes.

Only articles that are newer than the register's last confirmation of a pair count; an older one
that says otherwise is history. A proposal changes nothing: it stands in the review layer until a
person looks at its sentence and makes the change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.atlas.gate_news import is_known, news_of
from geo.facts.sentences import split
from geo.names import fold, fold_text
from geo.register.wording import meanings
from geo.tables import read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from geo.atlas.gate_news import News
    from geo.facts.sentences import Sentence
    from geo.model import Checkpoint, Event, Mention, Reading

__all__ = ["Proposal", "proposals"]

_NOT_OPEN = frozenset({"planned", "unconfirmed", "closed"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change to the register that a sentence of an article suggests.

    ``start`` and ``end`` are the sentence's offsets in the article ``article``.
    """

    checkpoint: str
    column: str
    value: str
    reason: str
    article: str
    start: int
    end: int


def proposals(
    readings: Iterable[Reading], checkpoints: Mapping[str, Checkpoint], data: Path
) -> list[Proposal]:
    """Return what newer articles say otherwise than the register, each change once.

    Looked at are the class that a text gives a gate beside its name; openings that were held at a
    pair which the register does not hold for open; and sentences that tell of a new name, a
    closing, an opening, another class, another place, or a bridge (``geo.atlas.gate_news``).
    """
    found: dict[tuple[str, str, str], Proposal] = {}
    for reading in readings:
        for proposal in (
            *_classes(reading, checkpoints, data),
            *_openings(reading, checkpoints),
            *_news(reading, checkpoints),
        ):
            found.setdefault((proposal.checkpoint, proposal.column, proposal.value), proposal)
    return list(found.values())


def _named(
    reading: Reading, checkpoints: Mapping[str, Checkpoint]
) -> Iterator[tuple[Mention, Checkpoint, Sentence, int]]:
    """Yield each name of a pair in an article newer than what the register was confirmed by.

    With it come the sentence that it stands in, and where the name ends, its other half included.
    """
    article = reading.article
    if article.published is None:
        return
    sentences = split(article.text)
    for mention in reading.mentions:
        pair = _pair(mention, checkpoints)
        if pair is None or not _newer(article.published.isoformat(), pair.last_confirmed):
            continue
        sentence = next((s for s in sentences if s.start <= mention.start < s.end), None)
        if sentence is not None:
            yield mention, pair, sentence, _end_of_pair(mention, reading.mentions, sentence.end)


def _classes(
    reading: Reading, checkpoints: Mapping[str, Checkpoint], data: Path
) -> Iterator[Proposal]:
    after, before, meant = _patterns(data)
    article = reading.article
    for mention, pair, sentence, end in _named(reading, checkpoints):
        # The class stands beside the name or beside its other half: "A – B international gate".
        said = after.match(fold_text(article.text[end : sentence.end]).text)
        said = said or before.search(fold_text(article.text[sentence.start : mention.start]).text)
        class_ = meant[said["class"]] if said else pair.class_
        if class_ != pair.class_:
            yield Proposal(
                pair.id,
                "class",
                class_,
                f"An article of {article.published} calls it {class_}; the register says "
                f"{pair.class_}, confirmed {pair.last_confirmed or 'never'}.",
                article.id,
                sentence.start,
                sentence.end,
            )


def _news(reading: Reading, checkpoints: Mapping[str, Checkpoint]) -> Iterator[Proposal]:
    article = reading.article
    for mention, pair, sentence, end in _named(reading, checkpoints):
        for news in news_of(article.text, sentence, mention, end):
            if not is_known(news, pair):
                yield Proposal(
                    pair.id,
                    news.column,
                    news.value,
                    f"An article of {article.published} says {news.says}; the register, confirmed "
                    f"{pair.last_confirmed or 'never'}, {_has(news, pair)}.",
                    article.id,
                    sentence.start,
                    sentence.end,
                )


def _has(news: News, pair: Checkpoint) -> str:
    """Return what the register has where a sentence says something else."""
    if news.column in ("class", "status"):
        return f"says {pair.class_ if news.column == 'class' else pair.status}"
    if news.column.startswith("name_"):
        return (
            f"calls that half {pair.name_vi if news.column == 'name_vi' else pair.name_kh or '?'}"
        )
    if news.column == "lat":
        return "has the point from before"
    return "does not know of it"


def _openings(reading: Reading, checkpoints: Mapping[str, Checkpoint]) -> Iterator[Proposal]:
    for event in reading.events:
        if event.type != "opening" or event.status != "held" or not event.evidence:
            continue
        day = _day(event, reading)
        for place_id in event.place_ids:
            pair = checkpoints.get(place_id.split(":")[0])
            if pair is None or pair.status not in _NOT_OPEN or not day:
                continue
            if _newer(day, pair.last_confirmed):
                proof = event.evidence[0]
                yield Proposal(
                    pair.id,
                    "status",
                    "open",
                    f"An article reports its opening ({day}); the register says {pair.status}.",
                    proof.article,
                    proof.start,
                    proof.end,
                )


def _day(event: Event, reading: Reading) -> str:
    if event.date is not None:
        return event.date.start
    return reading.article.published.isoformat() if reading.article.published else ""


def _newer(day: str, confirmed: str) -> bool:
    """Say whether a date lies after a date prefix: in a later year, month or day."""
    return not confirmed or day[: len(confirmed)] > confirmed


def _pair(mention: Mention, checkpoints: Mapping[str, Checkpoint]) -> Checkpoint | None:
    if mention.type != "border_gate" or mention.place_id is None or mention.embedded:
        return None
    return checkpoints.get(mention.place_id.split(":")[0])


def _end_of_pair(mention: Mention, mentions: Iterable[Mention], limit: int) -> int:
    """Return where the name ends, with the pair's other half if that follows at once."""
    pair = (mention.place_id or "").split(":")[0]
    others = [
        m.end
        for m in mentions
        if (m.place_id or "").startswith(f"{pair}:") and 0 <= m.start - mention.end <= 5
    ]
    return min(max([mention.end, *others]), limit)


@cache
def _patterns(data: Path) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Return what a class beside a name looks like, after and before it, and its words' meaning."""
    nouns = read_words(data / "vocabulary" / "class_words.txt")
    meant = meanings("class", data)
    classes = "|".join(re.escape(word) for word in sorted(meant, key=lambda w: (-len(w), w)))
    gates = {fold(word) for s in ("border_gate", "border_gate plural") for word in nouns[s]}
    gate = "|".join(re.escape(word) for word in sorted(gates, key=lambda w: (-len(w), w)))
    named = rf"(?P<class>{classes})\s+(?:[a-z]+\s+){{0,2}}?(?:{gate})\b"
    after = re.compile(rf"\s*(?:\([^)]*\)\s*)?(?:pair\s+of\s+)?{named}")
    before = re.compile(rf"\b{named}(?:\s+pair)?(?:\s+(?:of|at))?\s*$")
    return after, before, meant
