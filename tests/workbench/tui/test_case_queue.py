"""The queue of disagreements, its filter and its names, without a screen."""

from dataclasses import replace

import pytest

from codebook.coding import Coder, Coding
from codebook.ruling import Ruling, Verdict
from transcripts.i18n import use_language
from transcripts.spans import Span
from workbench.analysis.cases import Kind
from workbench.errors import AnalysisError
from workbench.paths import locale_folder
from workbench.tui.case_filter import ORDERS, WHICH, CaseFilter, filter_from_line
from workbench.tui.case_names import Naming
from workbench.tui.case_queue import CaseQueue
from workbench.tui.case_reading import CaseList
from workbench.workflows.ruling.values import OpenCase, OpenPosition, Status

PEOPLE = [Coder(f"u{number}", name) for number, name in enumerate(("Maude", "Julien", "Aline"))]


def case(key: str, *, verdict: Verdict | None = None, stale: bool = False, majority: int | None = None) -> OpenCase:
    mine = Coding(f"c{key}", "t", "u0", "IMAGE", Span(0, 10))
    positions = (OpenPosition((PEOPLE[0],), (mine,)), OpenPosition(tuple(PEOPLE[1:]), ()))
    ruling = None
    if verdict is not None:
        ruling = Ruling(f"r{key}", "t", Span(0, 10), "u0", "missed", verdict, None, "", ())
    return OpenCase(key, (Kind.MISSED,), "t", "I-05", Span(0, 10), positions, (), 10, majority, ruling, stale)


# The queue


def test_the_next_open_case_is_further_down_or_else_from_the_top():
    queue = CaseQueue([case("a"), case("b", verdict=Verdict.UNION), case("c"), case("d")])
    queue.go_on()
    assert queue.current.key == "c"
    queue.at = 3
    queue.put(case("d", verdict=Verdict.NEITHER))
    queue.go_on()
    assert queue.current.key == "a"


def test_past_the_last_open_case_there_is_none():
    queue = CaseQueue([case("a", verdict=Verdict.UNION), case("b", verdict=Verdict.DISCUSS)])
    queue.go_on()
    assert queue.current is None
    assert queue.step(-1) and queue.current.key == "b"


def test_a_ruling_out_of_date_is_open_and_one_on_its_way_is_not():
    queue = CaseQueue([case("a", verdict=Verdict.UNION, stale=True), case("b")])
    assert queue.is_open(queue.cases[0])
    queue.pending["b"] += 1
    assert not queue.is_open(queue.cases[1])


def test_reading_anew_stays_on_the_case_that_is_read():
    queue = CaseQueue([case("a"), case("b"), case("c")], at=1)
    queue.take([case("c"), case("b")])
    assert queue.current.key == "b" and queue.at == 1
    queue.take([case("x")])
    assert queue.current.key == "x"
    queue.take([case("x"), case("y")], prefer="y")
    assert queue.current.key == "y"


def test_an_empty_queue_has_no_neighbours():
    queue = CaseQueue()
    queue.go_on()
    assert queue.current is None and not queue.step(1) and not queue.step(-1)


# The filter


@pytest.mark.parametrize(
    "looking",
    [
        CaseFilter(),
        CaseFilter(kind=("missed", "boundary"), which="all", order="cost"),
        CaseFilter(coder=("Maude", "Anne Marie"), code=("IMAGE",), transcript=("I-05, suite",)),
    ],
)
def test_a_line_says_what_is_looked_at_and_is_read_back(looking):
    assert filter_from_line(looking.line()) == looking


@pytest.mark.parametrize("line", ["colour=red", "kind=missing", "which=often", 'coder="Anne', "order=size"])
def test_a_line_that_cannot_be_understood_says_why(line):
    with pytest.raises(AnalysisError) as refused:
        filter_from_line(line)
    assert refused.value.hint


def test_one_key_goes_round_all_kinds_states_and_orders():
    looking, kinds = CaseFilter(), []
    for _kind in range(len(Kind) + 1):
        looking = looking.next_kind()
        kinds.append(looking.kind)
    assert kinds == [*((kind.value,) for kind in Kind), ()]
    states = [(looking := looking.next_which()).which for _state in WHICH]
    assert sorted(states) == sorted(WHICH) and states[-1] == "open"
    orders = [(looking := looking.next_order()).order for _order in ORDERS]
    assert orders == ["cost", "text"]


def test_the_order_alone_narrows_nothing():
    assert not CaseFilter(order="cost").narrow
    assert CaseFilter(which="all").narrow


# Names


def test_names_are_shown_in_the_order_of_the_positions():
    sides = Naming("salt").sides(case("a", majority=1))
    assert [(side.number, side.place, side.names) for side in sides] == [
        (1, 0, ("Maude",)),
        (2, 1, ("Julien", "Aline")),
    ]
    assert [side.majority for side in sides] == [False, True]


def test_letters_say_nothing_about_who_is_who_from_case_to_case():
    naming = Naming("salt")
    naming.hidden = True
    drawn = [naming.names(case(str(number)))["u0"] for number in range(60)]
    assert set(drawn) == {"A", "B", "C"}
    firsts = [naming.sides(case(str(number)))[0].place for number in range(60)]
    assert set(firsts) == {0, 1}
    assert naming.sides(case("1")) == naming.sides(case("1"))


# What is told


def told(found: CaseList, language: str = "en") -> str:
    use_language(language, locale_folder())
    try:
        return " ".join((*found.count_words(), *found.ending(lambda command: f"<{command}>")))
    finally:
        use_language("en", locale_folder())


def test_counts_follow_a_case_from_one_state_to_another():
    found = CaseList(persons=2, shared=1)
    found.counts[Status.OPEN] = 2
    found.turned(Status.OPEN, Status.RULED)
    found.turned(Status.OPEN, Status.DISCUSS)
    assert found.left == 0
    assert "0 open 1 ruled 1 to discuss" in told(found)
    assert "All 2 disagreements are ruled on." not in told(replace(found, persons=1))


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (CaseList(persons=1), "One coder alone cannot disagree"),
        (CaseList(persons=2), "marked as done by two coders"),
        (CaseList(persons=2, shared=3), "they agree in everything"),
        (CaseList(CaseFilter(kind=("stance",)), persons=2, shared=3), "No disagreement is like that"),
        (CaseList(persons=2, sealed=1), "1 transcript is sealed"),
        (CaseList(whole=False), "counting"),
    ],
)
def test_why_there_is_nothing_is_a_sentence(found, sentence):
    assert sentence in told(found)
