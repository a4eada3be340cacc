"""The reader: asks a model, and makes records of what the text proves of its answer."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.errors import ReaderError
from geo.facts import Facts
from geo.facts.counts import PERCENT
from geo.facts.openai.answer import parse_answer, schema
from geo.facts.openai.endpoint import TIMEOUT_SECONDS, Endpoint
from geo.facts.openai.proof import Proof, UnprovenError
from geo.facts.openai.question import messages_for, places_of
from geo.facts.passage import Passage
from geo.model import Aid, Event, Indicator, Project, Twinning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geo.gazetteer import Gazetteer
    from geo.model import Article, Evidence, Mention

__all__ = ["OpenAIReader"]

MAX_CHARACTERS = 100_000
"""The longest article that is sent: some 25,000 tokens, which most models have room for."""
CONFIDENCE = 0.7
"""Of every record: its words are proven, that they mean this is the model's judgement."""

Said = dict[str, Any]


@dataclass(frozen=True)
class OpenAIReader:
    """Reads facts by asking a model behind an OpenAI-compatible endpoint.

    Use it wherever a ``geo.facts.FactReader`` is asked for. It can travel to other processes and
    machines; each takes the key from its own environment (``BORDERATLAS_API_KEY``).

    Parameters
    ----------
    base_url
        Address of the endpoint up to ``/v1``. Plain http takes a key to this machine only.
    model
        Name of the model there.
    timeout
        Seconds within which an article must be answered.

    Raises
    ------
    UsageError
        An argument makes no sense, or the extra ``borderatlas[openai]`` is not installed.
    """

    base_url: str
    model: str
    timeout: float = TIMEOUT_SECONDS

    def __post_init__(self) -> None:
        Endpoint(self.base_url, self.model, self.timeout)

    def __call__(
        self,
        article: Article,
        mentions: Sequence[Mention],
        gazetteer: Gazetteer,  # noqa: ARG002 - all readers of facts are called alike
    ) -> Facts:
        """Return the facts that the model finds and the text proves.

        What is not proven is counted in ``Facts.left_out``.

        Raises
        ------
        ReaderError
            The article is too long, or the endpoint gives no answer of the form asked for;
            UnreachableError where the endpoint never let this process in.
        """
        if not article.text.strip():
            return Facts()
        if len(article.text) > MAX_CHARACTERS:
            msg = (
                f"The article has {len(article.text):,} characters; at most {MAX_CHARACTERS:,} "
                "are sent to a model. Split it."
            )
            raise ReaderError(msg)
        endpoint = Endpoint(self.base_url, self.model, self.timeout)
        places = places_of(tuple(mentions))
        content = endpoint.ask(messages_for(article, places, schema()), schema())
        answer = parse_answer(content, endpoint.host)
        return proven(answer, Proof(Passage.of(article, mentions), places))


def proven(answer: dict[str, list[Said]], proof: Proof) -> Facts:
    """Return the records of an answer that the text proves, in the order of the text."""
    return Facts(
        events=_records(answer["events"], _event, proof),
        aid=_records(answer["aid"], _aid, proof),
        twinnings=_records(answer["twinnings"], _twinning, proof),
        projects=_records(answer["projects"], _project, proof),
        indicators=_records(answer["indicators"], _indicator, proof),
        left_out=tuple(sorted(proof.left_out.items())),
    )


def _records(
    said: Iterable[Said], made: Callable[[Said, Proof], Any], proof: Proof
) -> tuple[Any, ...]:
    """Return the records of one kind, each once; what is not proven is counted."""
    found: dict[str, Any] = {}
    proof.kind = made.__name__.strip("_")
    for one in said:
        try:
            record = made(one, proof)
        except UnprovenError as error:
            proof.leave_out(str(error))
        else:
            found.setdefault(record.id, record)
    return tuple(sorted(found.values(), key=lambda r: (r.evidence[0].start, r.id)))


def _event(said: Said, proof: Proof) -> Event:
    evidence = proof.evidence(said["quotes"])
    places = proof.named(said["places"])
    date = proof.date(said["when"], evidence)
    names = _names(places)
    noun = "Event" if said["type"] == "other" else said["type"].capitalize()
    return Event(
        id=_id("ev", evidence, said["type"], *names, date and date.start),
        type=said["type"],
        title=f"{noun}: {', '.join(names)}" if names else noun,
        date=date,
        status=said["status"],
        place_ids=_ids(places),
        place_names=names,
        actors=tuple(
            dict.fromkeys(filter(None, (proof.words(a, "an actor") for a in said["actors"])))
        ),
        confidence=CONFIDENCE,
        evidence=evidence,
    )


def _aid(said: Said, proof: Proof) -> Aid:
    evidence = proof.evidence(said["quotes"])
    item = proof.words(said["item"], "an item", evidence)
    if item is None:
        msg = "what is given is not in its quotes"
        raise UnprovenError(msg)
    quantity, each, total = said["quantity"], said["unit_value"], said["total_value"]
    currency = said["currency"]
    about = quantity is not None and proof.number(quantity, evidence).approximate
    sums = [proof.money(each, currency, evidence)] if each is not None else []
    reckoned = None not in (quantity, each, total) and math.isclose(total, quantity * each)
    if total is not None and not reckoned:
        sums.append(proof.money(total, currency, evidence))
    handed, people = proof.named(said["handed_over_at"]), proof.named(said["beneficiaries_at"])
    return Aid(
        id=_id("ai", evidence, item, quantity, each, total),
        category=said["category"],
        item=item,
        quantity=quantity,
        approximate=about or any(money.approximate for money in sums),
        unit=proof.words(said["unit"], "a unit", evidence),
        unit_value=each,
        total_value=total,
        currency=sums[0].currency if sums else None,
        period=sums[0].period if sums else None,
        status=said["status"],
        donor=proof.words(said["donor"], "a donor"),
        recipient=proof.words(said["recipient"], "a recipient"),
        date=proof.date(said["when"], evidence),
        handed_over_at=_ids(handed),
        beneficiaries_at=_ids(people),
        place_names=_names([*handed, *people]),
        confidence=CONFIDENCE,
        evidence=evidence,
    )


def _twinning(said: Said, proof: Proof) -> Twinning:
    evidence = proof.evidence(said["quotes"])
    ends = proof.named((said["a"], said["b"]))
    if len(ends) != 2:
        msg = "it does not tie two places that the text names"
        raise UnprovenError(msg)
    a, b = ends
    return Twinning(
        id=_id("tw", evidence, *sorted(_names(ends))),
        a=a.place_id,
        b=b.place_id,
        a_name=_names([a])[0],
        b_name=_names([b])[0],
        level=said["level"],
        date=proof.date(said["when"], evidence),
        confidence=CONFIDENCE,
        evidence=evidence,
    )


def _project(said: Said, proof: Proof) -> Project:
    evidence = proof.evidence(said["quotes"])
    places = proof.named(said["places"])
    title = proof.words(said["title"], "a title")
    if said["value"] is not None:
        proof.money(said["value"], said["currency"], evidence)
    return Project(
        id=_id("pr", evidence, said["kind"], *_names(places)),
        kind=said["kind"],
        title=title or ": ".join([said["kind"].capitalize(), *_names(places)[:1]]),
        status=said["status"],
        place_ids=_ids(places),
        place_names=_names(places),
        value=said["value"],
        currency=said["currency"].upper() if said["value"] is not None else None,
        date=proof.date(said["when"], evidence),
        confidence=CONFIDENCE,
        evidence=evidence,
    )


def _indicator(said: Said, proof: Proof) -> Indicator:
    evidence = proof.evidence(said["quotes"])
    number = proof.number(said["value"], evidence)
    measure = proof.words(said["measure"], "a measure", evidence)
    if measure is None:
        msg = "what is measured is not in its quotes"
        raise UnprovenError(msg)
    return Indicator(
        id=_id("in", evidence, said["about"], said["value"], measure),
        about=said["about"],
        measure=measure,
        value=said["value"],
        unit=PERCENT if number.percent else _unit(said, proof, evidence),
        class_=proof.words(said["class"], "a class", evidence),
        approximate=number.approximate,
        date=proof.date(said["when"], evidence),
        place_ids=_ids(proof.named(said["places"])),
        confidence=CONFIDENCE,
        evidence=evidence,
    )


def _unit(said: Said, proof: Proof, evidence: Sequence[Evidence]) -> str:
    """Return the unit of a figure: the currency of a sum, else words of the quotes."""
    try:
        return proof.money(said["value"], said["unit"], evidence).currency
    except UnprovenError:
        return proof.words(said["unit"], "a unit", evidence) or ""


def _ids(places: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.place_id for m in places if m.place_id))


def _names(places: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.name or " ".join(m.text.split()) for m in places))


def _id(prefix: str, evidence: Sequence[Evidence], *what: object) -> str:
    """Return an id that the same fact of the same article gets each time."""
    parts = [evidence[0].article, evidence[0].start, *what]
    return f"{prefix}-{hashlib.sha256('|'.join(map(str, parts)).encode()).hexdigest()[:12]}"
