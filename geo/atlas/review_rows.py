"""The review layer: what a person should look at, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geo.atlas.atlas import proof
from geo.atlas.duplicates import possible_duplicates
from geo.atlas.freshness import proposals
from geo.atlas.ground import Ground, pair_name, pair_of
from geo.atlas.identity import digest
from geo.geoparse.scoring import NOT_THERE
from geo.model import Evidence
from geo.tables import Column, data_folder, read_table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from geo.atlas.atlas import Records
    from geo.facts.sentences import Sentence
    from geo.model import Article, Mention, Reading

__all__ = ["LEAST_CONFIDENCE", "ReviewRows"]

Row = dict[str, Any]

LEAST_CONFIDENCE = 0.5
"""Records and mentions below this go to review."""

NOTES = "register_notes.csv"
_NOTE_COLUMNS = (
    Column("id", required=True), Column("topic", required=True), Column("statement", required=True),
    Column("checkpoints"), Column("sources"),
)  # fmt: skip
# What geo.geoparse.contradictions writes: the words of the text, the place's id, what is wrong.
_CONTRADICTION = re.compile(r"'(?P<text>.*?)' \((?P<place>[^()]*)\): (?P<what>.*)", re.DOTALL)
_AGAINST_TEXT = re.compile(rf"{NOT_THERE} (?P<unit>.+), as the text says\.", re.DOTALL)


@dataclass
class ReviewRows:
    """Makes the rows; ``settled`` are the ids that a person has decided on already."""

    ground: Ground
    articles: dict[str, Article]
    settled: Collection[str] = ()
    _sentences: dict[str, list[Sentence]] = field(default_factory=dict)

    def rows(
        self, readings: Iterable[Reading], records: Records, data: Path | str | None
    ) -> list[Row]:
        """Return every row once, sorted by kind and name."""
        found: dict[str, Row] = {}
        known_readings = list(readings)
        for row in (
            *(r for reading in known_readings for r in self._of_reading(reading)),
            *self._of_freshness(known_readings, data),
            *self._of_records(records),
            *self._of_duplicates(records),
            *self._of_register(data),
        ):
            if row["id"] in self.settled:
                continue
            known = found.setdefault(row["id"], row)
            if known is not row:
                known["evidence"] += [e for e in row["evidence"] if e not in known["evidence"]]
        return sorted(found.values(), key=lambda row: (row["kind"], row["name"], row["id"]))

    def _of_reading(self, reading: Reading) -> Iterator[Row]:
        article = reading.article.id
        for one in reading.unlisted:
            name = " ".join(one.text.split())
            yield self._row(
                "unlisted", name, one.why or "Not in the gazetteer.", one.inside,
                article=article, span=(one.start, one.end), key=(one.type, name, one.inside),
            )  # fmt: skip
        for mention in reading.mentions:
            if mention.place_id and mention.listed and mention.confidence < LEAST_CONFIDENCE:
                why = "; ".join(mention.reasons) or "no reason speaks for it"
                yield self._row(
                    "unsure", mention.text, f"Perhaps {mention.name}: {why}.", mention.place_id,
                    article=article, span=(mention.start, mention.end),
                    key=(mention.text, mention.place_id),
                )  # fmt: skip
        for sentence in reading.contradictions:
            said = _CONTRADICTION.fullmatch(sentence)
            about = self._mentioned(reading, said) if said else None
            place = about.place_id if about is not None else None
            yield self._row(
                "contradiction", self._called(said, place), _in_words(said, sentence), place,
                article=article, span=(about.start, about.end) if about is not None else None,
                key=(sentence,),
            )  # fmt: skip

    @staticmethod
    def _mentioned(reading: Reading, said: re.Match[str]) -> Mention | None:
        """Return the mention that a contradiction is about."""
        same = (m for m in reading.mentions if m.text == said["text"])
        return next((m for m in same if str(m.place_id) == said["place"]), None)

    def _called(self, said: re.Match[str] | None, place: str | None) -> str:
        """Return the name of the pair that a contradiction is about, else the text's name."""
        pair = self.ground.checkpoints.get(pair_of(place)) if place else None
        return pair_name(pair) if pair else " ".join(said["text"].split()) if said else ""

    def _of_records(self, records: Records) -> Iterator[Row]:
        for kind, found in (
            ("event", records.events), ("aid", records.aid), ("project", records.projects),
            ("twinning", records.twinnings),
        ):  # fmt: skip
            for record in found:
                if record.confidence >= LEAST_CONFIDENCE:
                    continue
                places = getattr(record, "place_ids", ()) or getattr(record, "handed_over_at", ())
                yield {
                    "id": f"rv-{record.id}",
                    "name": _name(record),
                    "kind": "unsure",
                    "reason": f"The program is not sure of this {kind} ({record.confidence:.2f}).",
                    "article": record.evidence[0].article if record.evidence else None,
                    "place_id": pair_of(places[0]) if places else None,
                    "evidence": proof(record.evidence, self.articles),
                    "geometry": self._geometry(places[0] if places else None),
                }

    def _of_duplicates(self, records: Records) -> Iterator[Row]:
        for a, b in possible_duplicates(records):
            places = getattr(a, "place_ids", ()) or getattr(a, "handed_over_at", ())
            first, second = (f"“{_name(one)}”{_when(one)} ({one.id})" for one in (a, b))
            row = self._row(
                "duplicate", _name(a), f"{first} and {second} may be the same; if they are, "
                "reject one of them.", places[0] if places else None, key=(a.id, b.id),
            )  # fmt: skip
            yield row | {
                "article": a.evidence[0].article,
                "evidence": proof((*a.evidence, *b.evidence), self.articles),
            }

    def _of_freshness(self, readings: Iterable[Reading], data: Path | str | None) -> Iterator[Row]:
        for proposal in proposals(readings, self.ground.checkpoints, data_folder(data)):
            pair = self.ground.checkpoints[proposal.checkpoint]
            yield self._row(
                "proposal", pair_name(pair), proposal.reason, pair.id, article=proposal.article,
                span=(proposal.start, proposal.end),
                key=(proposal.checkpoint, proposal.column, proposal.value),
            )  # fmt: skip

    def _of_register(self, data: Path | str | None) -> Iterator[Row]:
        path = data_folder(data) / NOTES
        for note in read_table(path, _NOTE_COLUMNS) if path.is_file() else ():
            name = note["id"].replace("-", " ")
            # A note is about the register as a whole, so it lies nowhere on the map.
            yield self._row(
                "register", name[:1].upper() + name[1:], note["statement"], None,
                key=("note", note["id"]),
            )  # fmt: skip
        for pair in self.ground.checkpoints.values():
            if pair.conflicts:
                yield self._row(
                    "register", pair_name(pair), pair.conflicts, pair.id, key=("pair", pair.id)
                )

    def _row(
        self,
        kind: str,
        name: str,
        reason: str,
        place_id: str | None,
        *,
        key: tuple[Any, ...],
        article: str | None = None,
        span: tuple[int, int] | None = None,
    ) -> Row:
        evidence = []
        if article is not None and span is not None:
            start, end = self._sentence(article, *span)
            evidence = proof([Evidence(article, start, end)], self.articles)
        return {
            "id": f"rv-{digest(kind, *key)}",
            "name": name or kind,
            "kind": kind,
            "reason": reason,
            "article": article,
            "place_id": pair_of(place_id) if place_id else None,
            "evidence": evidence,
            "geometry": self._geometry(place_id),
        }

    def _geometry(self, place_id: str | None) -> Any:
        spot = self.ground.spot(place_id) if place_id else None
        return spot.geometry if spot else None

    def _sentence(self, article: str, start: int, end: int) -> tuple[int, int]:
        """Return the sentence that a stretch of an article stands in."""
        from geo.facts.sentences import split

        if article not in self._sentences:
            self._sentences[article] = split(self.articles[article].text)
        for sentence in self._sentences[article]:
            if sentence.start <= start < sentence.end:
                return sentence.start, max(end, sentence.end)
        return start, end


def _in_words(said: re.Match[str] | None, sentence: str) -> str:
    """Return a contradiction as a sentence for people, without ids."""
    if said is None:
        return sentence
    text, what = " ".join(said["text"].split()), said["what"]
    if against := _AGAINST_TEXT.fullmatch(what):
        return f"The text puts “{text}” in {against['unit']}; the gazetteer does not."
    return f"The text names “{text}”: {what}"


def _when(record: Any) -> str:
    return f", {record.date.start}" if record.date else ""


def _name(record: Any) -> str:
    """Return what a record of any kind is called."""
    name = getattr(record, "title", "") or getattr(record, "item", "")
    return str(name or f"{record.a_name} – {record.b_name}")
