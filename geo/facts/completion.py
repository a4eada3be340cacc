"""Events without a date or place get those of the event or the sentence that they belong to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.facts.context import pattern
from geo.facts.heads import RANK, heads
from geo.facts.lexicon import search_for
from geo.facts.memory import remembered
from geo.facts.scene import Scene
from geo.facts.sites import settle_sites
from geo.facts.subordinate import asides
from geo.facts.venues import OF_OBJECT, helped, host_beside, joined
from geo.facts.verdict import WORDING
from geo.model import DateSpan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.facts.passage import Passage
    from geo.facts.tellings import Telling
    from geo.model import Mention

__all__ = ["PROGRAMME", "WHOLES", "complete", "is_past"]

_PAIR = 2
_WIDE = {"country", "province"}
_SEVERAL, _YEARS = 2, 2  # days that a text names; how much older they are than its page
_MONTH = len("2025-11")
_HELPING = {"medical", "handover", "ceremony"}
WHOLES = frozenset(("exchange", "visit", "cultural", "training"))
"""Types of events that have others for their parts."""
PROGRAMME = 8
"""Sentences within which a programme tells of its parts."""
_HOSTED = {"meeting", "exchange", "signing", "training", "cultural"}


def complete(events: Sequence[Telling], passage: Passage) -> None:
    """Give events without a date or place those of the event that they belong to.

    A gate that is opened or raised without its name is the one named last before it; "there" is
    the place named last. What is still to come, and what the text only looks back on, takes no
    date over. Where nothing at all tells of a place, that of the dateline is left. Last the names
    of the text are weighed by what stands around them.
    """
    for event in events:
        _place_works(events, event, passage)
        if not _local(event):
            event.places = _told_there(passage, event) or _beside(passage, event) or event.places
    _go_on(events, passage)
    _plan_parts(events, passage)
    _twin_days(events)
    focus, home = _focus(passage, events), _home(events)
    line = _dateline(passage) if home is None else []
    for event in events:
        if event.status != "held":
            continue
        if event.date is None and not _of_no_day(passage, event):
            only_worded = WORDING in event.verdict.reasons
            day = _date_beside(events, event) or focus
            event.date, event.inherited = _month_of(day) if only_worded else day, True
        if event.places or event.at_border or is_past(event):
            continue
        if home is None:
            event.places = list(line)
        elif event.inherited or None in (event.date, home.date) or _same_day(event, home):
            event.places = list(home.places)
    settle_sites(events, passage)


def _date_beside(events: Sequence[Telling], event: Telling) -> DateSpan | None:
    """Return the date that the sentence before or behind tells of something at the same place."""
    where = {m.name or m.text for m in event.places if m.type not in _WIDE}
    for other in events:
        beside = abs(other.sentence - event.sentence) == 1 and other.status == "held"
        same = where & {m.name or m.text for m in other.places}
        if beside and same and other.date is not None and not other.inherited:
            basis = "the date of what is told beside it, of the same place"
            return DateSpan(other.date.start, other.date.end, basis)
    return None


def _of_no_day(passage: Passage, event: Telling) -> bool:
    """Say whether an event is only looked back on: "not long ago", "by which they were twinned"."""
    if event.kind == "upgrade":
        return True
    sentence, at = passage.sentences[event.sentence], event.verdict.trigger.start
    if event.type == "twinning":
        beside = asides(passage.plain, sentence.start, sentence.end)
        return any(a <= at < b for a, b in beside)
    return passage.tells(sentence, "setting", "some time ago")


def _month_of(focus: DateSpan | None) -> DateSpan | None:
    """Return the month of a day: what only its wording makes an event has no day from elsewhere."""
    if focus is None or len(focus.start) <= _MONTH:
        return focus
    return DateSpan(focus.start[:_MONTH], focus.start[:_MONTH], f"{focus.basis}, to the month")


def _same_day(first: Telling, second: Telling) -> bool:
    one, two = first.date, second.date
    return one is not None and two is not None and one.start == two.start


def _local(event: Telling) -> bool:
    return any(m.type != "country" for m in event.places)


def _place_works(events: Sequence[Telling], event: Telling, passage: Passage) -> None:
    """Place what is opened, closed, raised or built and told without its name."""
    if event.verdict.sense.kind not in OF_OBJECT and event.kind not in OF_OBJECT:
        return
    if _objects(event):
        if all(m.type == "landmark" or not m.listed for m in event.places):
            event.places += _lies(passage, event)  # a marker is found by the units beside it
        return
    if event.kind not in OF_OBJECT:
        return
    told = [m for m in event.places if m.type != "country"]
    of_gate = _of_gate(passage, event)
    known = [] if told or of_gate else _same_thing(events, event)
    gates = _last_gates(passage, event) if of_gate or not told else []
    ends = [] if told or gates else _ends(passage, event)
    event.places = known or gates or told or ends or _lies(passage, event) or event.places


def _scenes(passage: Passage, event: Telling, *shifts: int) -> list[Scene]:
    """Return the sentences around that of an event, without their events."""
    numbers = [event.sentence + shift for shift in shifts]
    return [
        Scene(passage, passage.sentences[n], passage.plain)
        for n in numbers
        if 0 <= n < len(passage.sentences)
    ]


def _ends(passage: Passage, event: Telling) -> list[Mention]:
    """Return the ends of a road told beside its opening: "It runs from A to B"."""
    for scene in _scenes(passage, event, 0, 1, -1):
        if ends := [m for m in joined(scene) if RANK[m.type] <= RANK["province"]]:
            return ends
    return []


def _told_there(passage: Passage, event: Telling) -> list[Mention]:
    """Return the place named last before "there" or "at the site"."""
    sentence = passage.sentences[event.sentence]
    at = _there(passage, sentence.start, sentence.end)
    if at is None:
        return []
    for scene in _scenes(passage, event, 0, -1, -2):
        named = heads(scene, passage.named(scene.sentence.start, min(at, scene.sentence.end)))
        own = scene.sentence is sentence  # "doctors from A examined 300 people there": not in A
        found = [m for m, word in named if m.type != "country" and (word != "other" or not own)]
        found = [m for m in found if RANK[m.type] == min(RANK[f.type] for f in found)]
        if found:
            return found[-1:]
    return []


def _there(passage: Passage, start: int, end: int) -> int | None:
    """Return where a word like "there" stands in a stretch, unless it tells that something is."""
    for match in search_for("setting", "there").finditer(passage.plain, start, end):
        if search_for("setting", "there is").match(passage.plain, match.end() + 1) is None:
            return match.start()
    return None


def _beside(passage: Passage, event: Telling) -> list[Mention]:
    """Return what the sentences around say of hosts, of those helped or of those twinned."""
    if event.type == "twinning":
        return _pair_before(passage, event)
    if passage.tells(passage.sentences[event.sentence], "setting", "at it"):
        return []  # "used the occasion": it is where the occasion was
    for scene in _scenes(passage, event, 0, 1, -1, -2):
        start, end = scene.sentence.start, scene.sentence.end
        if event.kind in _HELPING:
            found = helped(scene, start, end)
        else:
            found = host_beside(scene) if event.type in _HOSTED else []
        if found:
            return found
    return []


def _pair_before(passage: Passage, event: Telling) -> list[Mention]:
    """Return the two villages or communes named last before "they were twinned"."""
    for scene in _scenes(passage, event, -1, -2, -3):
        named = heads(scene, passage.named(scene.sentence.start, scene.sentence.end))
        units = {m.name or m.text: m for m, _ in named if RANK[m.type] <= RANK["district"]}
        if len(units) == _PAIR:
            return list(units.values())
    return []


def _go_on(events: Sequence[Telling], passage: Passage) -> None:
    """Give what goes on with a story of the past its date: "Besides, the force seized …"."""
    for before, event in pairwise(sorted(events, key=lambda e: e.sentence)):
        if event.date is not None or event.status != "held" or not is_past(before):
            continue
        start = passage.sentences[event.sentence].start
        follows = event.sentence == before.sentence + 1
        if follows and search_for("setting", "goes on").match(passage.plain, start):
            event.date, event.inherited = before.date, True
            event.places = event.places or list(before.places)


def _plan_parts(events: Sequence[Telling], passage: Passage) -> None:
    """Give what is planned after an announced programme its days: "they will plant trees"."""
    planned = [e for e in events if e.status == "planned" or _is_part(passage, e)]
    whole = next((e for e in planned if e.type in WHOLES and _to_the_month(e)), None)
    if whole is None:
        return
    for event in planned:
        own = event.date is not None and not event.inherited
        if not own and event.sentence > whole.sentence:
            event.date, event.inherited = event.date or whole.date, True
            event.status = whole.status
            event.places = event.places or list(whole.places)


def _is_part(passage: Passage, event: Telling) -> bool:
    """Say whether an event is told without a day as a part of what is announced."""
    sentence = passage.sentences[event.sentence]
    return event.date is None and passage.tells(sentence, "setting", "part of")


def _twin_days(events: Sequence[Telling]) -> None:
    """Give a twinning the day on which its places signed the paper."""
    signed = [e for e in events if e.type == "signing" and _exact(e)]
    for event in (e for e in events if e.type == "twinning" and not _exact(e)):
        ids = {m.name or m.text for m in event.places if m.type != "country"}
        for other in signed:
            same = ids & {m.name or m.text for m in other.places}
            year = event.date.start[:4] if event.date and not event.inherited else None
            if same and other.date and year in {None, other.date.start[:4]}:
                event.date, event.inherited = other.date, True
                break


def _dateline(passage: Passage) -> list[Mention]:
    """Return the place that the article's dateline names."""
    for sentence in passage.sentences:
        if sentence.kind == "dateline":
            named = passage.named(sentence.start, sentence.end)
            return [m for m in named if m.type != "country"][:1]
    return []


def _same_thing(events: Sequence[Telling], event: Telling) -> list[Mention]:
    """Return the places of the work told beside it: "The bridge opened in Kratie. Work began …"."""
    for other in events:
        near = abs(other.sentence - event.sentence) <= 1 and other is not event
        if near and other.kind in OF_OBJECT and other.kind != event.kind and other.places:
            return list(other.places)
    return []


def _of_gate(passage: Passage, event: Telling) -> bool:
    """Say whether the sentence of an event speaks of a gate without its name."""
    sentence = passage.sentences[event.sentence]
    named = passage.named(sentence.start, sentence.end)
    if any(m.type == "border_gate" for m in named) and any(
        m.type != "country" for m in event.places
    ):
        return False
    return pattern("gate words").search(passage.plain, sentence.start, sentence.end) is not None


def _objects(event: Telling) -> list[Mention]:
    return [m for m in event.places if m.type in {"border_gate", "facility", "road", "landmark"}]


def _last_gates(passage: Passage, event: Telling) -> list[Mention]:
    """Return the gates of the sentence itself, of a list right after it, or named before it."""
    numbers, after = [event.sentence], event.sentence + 1
    if after < len(passage.sentences) and passage.plain.startswith(
        ("they ", "these ", "those "), passage.sentences[after].start
    ):
        numbers.append(after)
    known = _with_gates(passage)
    numbers += known[: bisect_left(known, event.sentence)][-1:]
    return next(filter(None, (_gates_in(passage, number) for number in numbers)), [])


@remembered
def _with_gates(passage: Passage) -> list[int]:
    """Return the numbers of the sentences that name a gate."""
    return [number for number in range(len(passage.sentences)) if _gates_in(passage, number)]


def _gates_in(passage: Passage, number: int) -> list[Mention]:
    sentence = passage.sentences[number]
    return [m for m in passage.named(sentence.start, sentence.end) if m.type == "border_gate"]


def _lies(passage: Passage, event: Telling) -> list[Mention]:
    """Return where the sentence after says that the thing lies: "It will be built at …"."""
    starts = [s.start for s in passage.sentences]
    for begin, _ in event.evidence:
        number = bisect_right(starts, begin)
        if number >= len(starts):
            continue
        sentence = passage.sentences[number]
        match = pattern("lies").search(passage.plain, sentence.start, sentence.end)
        if match is None:
            continue
        scene = Scene.of(passage, sentence)
        named = heads(scene, passage.named(match.end(), sentence.end))
        between = match.group().endswith("between")
        if found := [m for m, word in named if between or word == "where"]:
            return found
    return []


def _first(events: Sequence[Telling], tests: Sequence[Callable[[Telling], bool]]) -> Telling | None:
    for test in tests:
        if (found := next((e for e in events if test(e)), None)) is not None:
            return found
    return None


def _home(events: Sequence[Telling]) -> Telling | None:
    """Return the held event whose place the article's other events share: the most told one."""
    placed = [e for e in events if e.status == "held" and e.places and not is_past(e)]
    local = [e for e in placed if any(m.type != "country" for m in e.places)] or placed
    return max(
        local,
        key=lambda e: (e.type == "exchange", len(e.evidence) > 1, e.date is not None),
        default=None,
    )


def _focus(passage: Passage, events: Sequence[Telling]) -> DateSpan | None:
    """Return the date of what an article reports without dating it, as exactly as is safe."""
    held = [e for e in events if e.status == "held" and _is_news(passage, e)]
    main = _first(
        held,
        (
            lambda e: _exact(e) and bool(e.places) and len(e.evidence) > 1,
            lambda e: _exact(e) and bool(e.places),
        ),
    )
    if main is not None and main.date is not None:
        return DateSpan(main.date.start, main.date.end, "the date of the article's main event")
    clock = passage.clock
    if (day := passage.lead_day) is not None:
        return DateSpan(day, day, "not stated; the day that the text opens with")
    month = _only_month(passage) if clock.day is None else None
    if month is not None and (clock.month is None or month == clock.iso()):
        return DateSpan(month, month, "not stated; the month of the only day that the text names")
    iso = clock.iso()
    if iso and (month := _month_of_old(passage, iso)) is not None:
        return DateSpan(month, month, "not stated; the month of all days that the text names")
    return DateSpan(iso[:7], iso[:7], f"not stated; {clock.basis}") if iso else None


def _is_news(passage: Passage, event: Telling) -> bool:
    """Say whether an event is dated, and not in a year or month before that of the article."""
    iso, day = passage.clock.iso() or "", event.date
    if day is None or is_past(event):
        return False
    return len(iso) != len("2025-11") or len(day.start) < len(iso) or day.start >= iso


def _days(passage: Passage) -> set[str]:
    """Return the days that a text names outside brackets."""
    return {
        d.span.start
        for s in passage.sentences
        for d in passage.dates_in(s.start, s.end)
        if len(d.span.start) == 10 and not d.bracketed and not d.since
    }


def _only_month(passage: Passage) -> str | None:
    """Return the month of the days that a text names outside brackets, if they share one."""
    months = {day[:7] for day in _days(passage)}
    return months.pop() if len(months) == 1 else None


def _month_of_old(passage: Passage, iso: str) -> str | None:
    """Return the month that a text tells of which its page dates years later, as copies are.

    Several of its days are named, and none of another month.
    """
    month = _only_month(passage)
    if month is None or len(_days(passage)) < _SEVERAL or int(iso[:4]) - int(month[:4]) < _YEARS:
        return None
    return month


def is_past(event: Telling) -> bool:
    """Say whether an event lies in a year before the article's."""
    date, news = event.date, event.news
    return date is not None and news is not None and date.start[:4] < news


def _to_the_month(event: Telling) -> bool:
    return event.date is not None and len(event.date.start) >= _MONTH


def _exact(event: Telling) -> bool:
    return event.date is not None and len(event.date.start) == 10
