"""Projects and indicators: what is built, opened or planned, and the figures of a border."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.facts.indicators import read_indicators
from geo.facts.passage import Passage
from geo.facts.projects import read_projects
from geo.facts.works import find_works
from geo.model import Article, Mention, Project

GATES = {"Alpha", "Beta", "Eta", "Theta"}
PLACES = {"Gamma", "Delta"}


def article(text: str) -> Article:
    return Article(id="a", path="a.txt", text=text)


def mentions(text: str) -> list[Mention]:
    return [
        Mention(m.start(), m.end(), m[0], "border_gate" if m[0] in GATES else "province", m[0])
        for m in re.finditer(rf"\b(?:{'|'.join(sorted(GATES | PLACES))})\b", text)
    ]


def projects(text: str) -> list[Project]:
    return read_projects(article(text), mentions(text))


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The Alpha – Beta border gate was opened on Monday.", "checkpoint", "completed"),
        (
            "The Alpha gate will be upgraded to an international gate.",
            "checkpoint",
            "planned",
        ),
        ("The sides will study a Gamma – Delta railway.", "railway", "under_study"),
        ("A bridge between Gamma and Delta is under construction.", "bridge", "under_construction"),
        ("Gamma plans to build an economic zone in Delta.", "zone", "planned"),
        ("Officials inaugurated a friendship school in Gamma.", "building", "completed"),
        ("The Gamma – Delta expressway will be built next year.", "expressway", "planned"),
    ],
)
def test_kind_and_status_are_read(text: str, kind: str, status: str) -> None:
    (project,) = projects(text)
    assert (project.kind, project.status) == (kind, status)


@pytest.mark.parametrize(
    ("text", "status", "places"),
    [
        ("They proposed upgrading Alpha - Beta from a main gate to an international one.",
         "planned", ("Alpha", "Beta")),
        ("The pair Alpha - Beta was raised to a main gate.", "completed", ("Alpha", "Beta")),
        ("Since May lorries of both sides may pass the border gates of Alpha - Beta.",
         "completed", ("Alpha", "Beta")),
        ("Two checkpoints are closed. One will be built in Gamma province.",
         "planned", ("Gamma",)),
        ("The sides will soon open the Alpha border gate.", "planned", ("Alpha",)),
    ],
)  # fmt: skip
def test_gates_are_raised_opened_and_built(text: str, status: str, places: tuple[str, ...]) -> None:
    (project,) = projects(text)
    assert (project.kind, project.status, project.place_ids) == ("checkpoint", status, places)


def test_plans_and_repairs_are_works_whoever_tells_them() -> None:
    told = [
        "Plans for an economic zone in Gamma are being drawn up.",
        "The school in Gamma, which cost 7 billion VND, was paid for by Delta.",
        "A market was put up in Gamma.",
    ]
    assert [(p.kind, p.status) for text in told for p in projects(text)] == [
        ("zone", "planned"), ("building", "completed"), ("building", "completed"),
    ]  # fmt: skip


def test_a_bridge_that_joins_two_countries_needs_no_place() -> None:
    (project,) = projects("It is part of a plan to link the two countries with a road and bridge"
                          " over the river.")  # fmt: skip
    assert project.kind == "bridge"


def test_the_thing_told_before_is_no_second_project() -> None:
    (project,) = projects(
        "Gamma began to build a patrol road. The road, to be finished soon, runs through Delta."
    )
    assert project.place_ids == ("Gamma",)


def test_a_building_stands_where_the_sentence_before_was() -> None:
    (project,) = projects("They met in Gamma. A welcome gate was inaugurated there for the people.")
    assert project.place_ids == ("Gamma",)


def test_places_keep_the_order_of_the_line() -> None:
    (project,) = projects("They agreed to build the Gamma – Alpha – Delta expressway.")
    assert project.place_ids == ("Gamma", "Alpha", "Delta")


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met at the Alpha border gate.",
        "The Alpha border guard post opened a class for children.",
        "Better roads are needed.",
        "The Alpha border gate, closed since March, was opened again.",
        "Road traffic in Gamma was heavy.",
        "The Alpha and Beta crossings will operate from 8 am to 4 pm.",
        "Lorries with six wheels must use the bridge at Alpha.",
        "The school of Gamma is old.",
    ],
)
def test_where_nothing_is_built_there_is_no_project(text: str) -> None:
    assert projects(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "status", "places"),
    [
        (
            "The gates of Alpha, in Gamma, and Beta, in Delta, were opened to traffic in May.",
            "checkpoint", "completed", ("Alpha", "Beta"),
        ),
        (
            "Gamma saw in May the opening to traffic of a national highway to Delta.",
            "road", "completed", ("Delta",),
        ),
        (
            "In Gamma they want to set up a health care station at the border.",
            "building", "planned", ("Gamma",),
        ),
        (
            "Whether a railway can be built from Gamma to Delta is being studied.",
            "railway", "under_study", ("Gamma", "Delta"),
        ),
        (
            "The Alpha - Beta pair of international gates is now open to lorries of both sides.",
            "checkpoint", "completed", ("Alpha", "Beta"),
        ),
        (
            "The plan counts on the opening of the Alpha border gate next year.",
            "checkpoint", "planned", ("Alpha",),
        ),
        ("Gamma has a new high school.", "building", "completed", ("Gamma",)),
        ("A bridge is to join Gamma and Delta.", "bridge", "planned", ("Gamma", "Delta")),
        ("Work on the train track from Gamma to Delta goes on.", "railway", "under_construction",
         ("Gamma", "Delta")),
        ("The Alpha border-gate industrial park is to be built in Gamma.", "zone", "planned",
         ("Alpha",)),
    ],
)  # fmt: skip
def test_reads_works_in_the_words_of_other_writers(
    text: str, kind: str, status: str, places: tuple[str, ...]
) -> None:
    rules = Passage.of(article(text), mentions(text), encoded=False)
    (project,) = read_projects(article(text), mentions(text), passage=rules)
    assert (project.kind, project.status, project.place_ids) == (kind, status, places)


def test_the_gate_behind_as_is_no_class_that_something_gets() -> None:
    text = "It was told as the Alpha border gate was opened."
    passage = Passage.of(article(text), mentions(text))
    (gate,) = find_works(passage, passage.sentences[0])
    assert (gate.kind, gate.status) == ("checkpoint", "completed")


def test_what_the_encoder_is_sure_of_needs_no_place() -> None:
    (hospital,) = projects("A field hospital is being built there for 300 patients of the region.")
    assert (hospital.kind, hospital.place_ids) == ("building", ())


def test_one_of_another_place_is_another_work() -> None:
    found = projects(
        "A railway from Gamma to Delta is being studied. One from Gamma to Beta will be built."
    )
    assert [(p.kind, p.status) for p in found] == [
        ("railway", "under_study"),
        ("railway", "planned"),
    ]


def test_a_headline_is_the_work_that_the_text_tells() -> None:
    (project,) = projects("New market opened\n\nA market was opened at Gamma in May.")
    assert project.place_ids == ("Gamma",)


def test_a_building_told_again_by_its_province_is_one_project() -> None:
    text = "A market was opened in Lesser. The market, the first of Gamma, was built in May."
    at = text.index("Lesser")
    commune = Mention(at, at + 6, "Lesser", "commune", "x", name="Lesser", admin1="Gamma")
    at = text.index("Gamma")
    province = Mention(at, at + 5, "Gamma", "province", "y", name="Gamma")
    (project,) = read_projects(article(text), [commune, province])
    assert "Lesser" in project.place_names


def test_one_thing_told_twice_is_one_project() -> None:
    (project,) = projects(
        "A bridge between Gamma and Delta was opened. The Gamma bridge was inaugurated by both."
    )
    assert len(project.evidence) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It has 30 pairs of border gates, including 9 international and 21 auxiliary ones.",
            [(30, None), (9, "international"), (21, "secondary")],
        ),
        (
            "About 70 per cent of the land border is demarcated and 1,500 markers are planted.",
            [(70, None), (1500, None)],
        ),
        ("The two share a border of 900 km.", [(900, None)]),
        (
            "Two-way trade reached 4 billion USD, up from 3 billion USD.",
            [(4e9, None), (3e9, None)],
        ),
        ("By the end of May, 90 markers had been built.", [(90, None)]),
        ("Both countries share a 1,100km frontier.", [(1100, None)]),
        ("The province has a 90km border section.", [(90, None)]),
        ("It borders two provinces along more than 130km.", [(130, None)]),
        (
            "The border runs 700 km, crossing eight provinces here and five districts there.",
            [(700, None), (8, None), (5, None)],
        ),
        ("So far 80 of all 200 border markers have been planted.", [(80, None), (200, None)]),
        ("Six out of nine villages along the border are twinned.", [(6, None), (9, None)]),
        ("This is the fourth out of the eight pairs of border gates.", [(8, None)]),
        ("Of the 90 markers to be planted, 70 have been erected.", [(90, None), (70, None)]),
        (
            "It is home to three international and two main border gates.",
            [(3, "international"), (2, "main")],
        ),
        (
            "The number of tourists crossing the border rose by 30 percent to 150,000.",
            [(30, None), (150_000, None)],
        ),
        ("They agreed on a trade target of USD 9 billion.", [(9e9, "target")]),
        ("Every day 5,000 people and 200 trucks cross the gate.", [(5000, None), (200, None)]),
        ("Of the twelve hamlets on the border, four lie on the river.", [(12, None), (4, None)]),
        ("By now 30 markers stand out of 90 that are planned.", [(30, None), (90, None)]),
        (
            "Some 4,000 tourists entered through the gate in May, against 5,500 in April.",
            [(4000, None), (5500, None)],
        ),
        ("The quota of lorries that may cross rises from 50 to 80.", [(50, None), (80, None)]),
        ("It has six border gates, two of them international.", [(6, None), (2, "international")]),
        (
            "They share 1,800 m of borderline, with one main marker and nine auxiliary ones.",
            [(1800, None), (1, "main"), (9, "secondary")],
        ),
        ("Over 70 km are delineated.", [(70, None)]),
        ("The border in Gamma measures 35 km from Alpha.", [(35, None)]),
        ("The border in Gamma measures 35 miles from Alpha.", [(35, None)]),
        ("This year 40 cases of smuggling were solved.", [(40, None)]),
        ("Their common borderline is 50-km long.", [(50, None)]),
        ("By now nine twin communes lie on the border.", [(9, None)]),
        (
            "Trade was brisk at USD 1 billion. In May both reached USD 2 billion, up by a third.",
            [(1e9, None), (2e9, None)],
        ),
        ("Workers crossed the border, and 400 of them came home.", [(400, None)]),
        ("Of 90 planned markers 70 now stand.", [(90, None), (70, None)]),
        (
            "By now 40 percent of the line is demarcated and 40 markers stand.",
            [(40, None), (40, None)],
        ),
        ("How to mark eleven islets of the boundary is open.", [(11, None)]),
    ],
)
def test_figures_come_with_their_class(text: str, expected: list[tuple[float, str | None]]) -> None:
    rules = Passage.of(article(text), (), encoded=False)
    found = read_indicators(article(text), [], passage=rules)
    assert [(i.value, i.class_) for i in found] == expected


@pytest.mark.parametrize("unit", ["km", "miles"])
def test_a_length_keeps_its_unit(unit: str) -> None:
    (figure,) = read_indicators(article(f"They share a border of 35 {unit}."), [])
    assert (figure.value, figure.unit) == (35, unit)


@pytest.mark.parametrize(
    "text",
    [
        "More than 200 delegates attended the meeting.",
        "Police arrested 30 people and seized 20 vehicles.",
        "The two gates were closed.",
        "The gate lies 70 km from the city.",
        "Both forces patrolled 12 km of the border.",
        "A 60km-long border patrol road will be built.",
        "They will build a clinic near the border with an investment of 2 billion VND.",
        "The team at the border is made up of 10 Cambodians.",
        "The markers were planted under the 2005 treaty.",
        "The walk to the border is 300 m long.",
        "A road joins two international border gates.",
        "In its trade the firm is among the five largest investors.",
    ],
)
def test_other_figures_are_no_indicators(text: str) -> None:
    assert read_indicators(article(text), []) == []


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("the border gate 20 km % opened road trade USD5 .;,\n–"),
        max_size=120,
    )
)
def test_any_text_is_read_with_evidence_inside_it(text: str) -> None:
    for record in (*projects(text), *read_indicators(article(text), [])):
        assert record.evidence
        assert all(0 <= e.start < e.end <= len(text) for e in record.evidence)


def test_reads_a_pair_put_into_operation_but_not_one_opened_long_before() -> None:
    found = projects("Both put into operation the pair of Alpha - Beta international border gates.")
    assert [(p.status, p.place_ids) for p in found] == [("completed", ("Alpha", "Beta"))]
    assert not projects("Trade grew after the Alpha - Beta border gates were opened in 2004.")


def test_takes_money_given_to_build_as_a_plan() -> None:
    found = projects("The bank granted 300 million VND to Gamma to build two schools.")
    assert [(p.kind, p.status) for p in found] == [("building", "planned")]


def test_a_figure_has_not_the_date_of_what_it_is_compared_with() -> None:
    text = "Trade reached $3 billion in 2020, up 8 percent from $2.8 billion in 2019."
    found = read_indicators(article(text), mentions(text))
    assert [f.date and f.date.start for f in found] == ["2020", "2020", "2019"]


def test_a_figure_has_the_date_of_a_span_that_begins_with_from() -> None:
    text = "Trade between Gamma and Delta grew 17 percent from 2016 to 2020."
    found = read_indicators(article(text), mentions(text))
    assert [f.date and (f.date.start, f.date.end) for f in found] == [("2016", "2020")]


def test_the_numbers_of_border_markers_are_no_figures() -> None:
    text = "The guards walked 12 km between markers 171 and 173 in Gamma."
    named = [
        Mention(a, a + len(w), w, "landmark")
        for w in ("markers 171", "173")
        for a in [text.index(w)]
    ]
    assert [n.value for n in Passage.of(article(text), named).numbers] == [12.0]


def test_gates_between_which_a_road_runs_are_no_works_themselves() -> None:
    found = projects(
        "A 13-km section of National Highway No. 7 in Gamma has been repaired with the help of "
        "Delta. It runs from the Alpha border gate (Loc Thinh commune) to the Beta border gate "
        "(Kravien commune) and cost VND 2.5 billion."
    )
    assert {p.kind for p in found} == {"road"}


@pytest.mark.parametrize(
    "text",
    [
        "The following pairs are to be opened: Alpha (Gamma) - Beta and Eta (Delta) - Theta.",
        "The auxiliary border gates Alpha - Beta, and Eta - Theta should become main ones.",
    ],
)
def test_pairs_of_gates_that_are_listed_are_works_each(text: str) -> None:
    found = projects(text)
    assert [(p.kind, p.status) for p in found] == [("checkpoint", "planned")] * 2
    assert [p.place_names for p in found] == [("Alpha", "Beta"), ("Eta", "Theta")]


def test_gates_that_are_listed_one_by_one_are_works_each() -> None:
    found = projects("Three more border gates will be opened, at Alpha, Beta and Eta.")
    assert sorted(p.place_names for p in found) == [("Alpha",), ("Beta",), ("Eta",)]


def test_a_line_with_a_name_of_its_own_is_planned_wherever_it_lies() -> None:
    name = "Southern Economic Corridors"
    text = (
        "Regarding Cooperation in Transportation, both sides agreed to deploy transportation "
        f"project connecting Cambodia and Viet Nam, especially the {name} to move goods and people."
    )
    at = text.index(name)
    found = read_projects(article(text), [Mention(at, at + len(name), name, "road", name)])
    assert [(p.kind, p.status) for p in found] == [("road", "planned")]


def by_rules(text: str) -> list[Project]:
    """Return the projects of a text that is read without the encoder."""
    passage = Passage.of(article(text), mentions(text), encoded=False)
    return read_projects(article(text), mentions(text), passage=passage)


def test_a_name_ends_at_its_article() -> None:
    (gate,) = by_rules("In Gamma the Alpha border gate has been built.")
    assert (gate.title, gate.place_ids) == ("Alpha border gate", ("Alpha",))


def test_one_more_of_a_kind_is_another_work() -> None:
    found = by_rules(
        "Gamma will build an expressway. One more expressway, from Gamma to Delta, is being "
        "studied."
    )
    assert [p.status for p in found] == ["planned", "under_study"]


def test_a_numbered_road_is_one_wherever_it_is_told() -> None:
    text = "National road 8 was opened in Gamma. National road 8 was built by Delta."
    named = [
        Mention(m.start(), m.end(), m[0], "road", "r8")
        for m in re.finditer("National road 8", text)
    ]
    passage = Passage.of(article(text), [*mentions(text), *named], encoded=False)
    (road,) = read_projects(article(text), passage.mentions, passage=passage)
    assert len(road.evidence) == 2


def test_gates_that_are_listed_behind_a_colon_are_works_each() -> None:
    found = by_rules(
        "Three border passes may be open daily, it was agreed. These are the three passes:\n"
        "1. Alpha border pass in Gamma;\n2. Beta border pass, over against Eta in Delta.\n"
        "The guards met at Theta."
    )
    assert [p.place_ids for p in found] == [("Alpha",), ("Beta",)]


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("A border office was set up in Gamma.", "building", "completed"),
        ("Two new canals were finished in Gamma.", "other", "completed"),
        ("A seaport in Gamma is being built and should be ready in May.", "other",
         "under_construction"),
    ],
)  # fmt: skip
def test_works_in_the_plural_and_half_done_are_read(text: str, kind: str, status: str) -> None:
    assert [(p.kind, p.status) for p in by_rules(text)] == [(kind, status)]


def test_the_name_of_a_company_is_no_work() -> None:
    assert by_rules("Gamma Road Company opened to traffic in Delta its yard.") == []


def test_the_place_of_a_dateline_is_not_that_of_the_work() -> None:
    text = "GAMMA, May 5: A market was opened in the town."
    town = Mention(0, 5, "GAMMA", "province", "Gamma")
    passage = Passage.of(article(text), [town], encoded=False)
    assert read_projects(article(text), [town], passage=passage) == []
