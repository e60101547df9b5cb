import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbench.tui.widgets.drawing import document
from workbench.tui.widgets.transcript_layout import Layout, share_out
from workbench.tui.widgets.transcript_margin import Margin, margin_row
from workbench.tui.widgets.transcript_marks import Mark, MarkKind, Marks

LENGTH = 3000
SUGGESTION = MarkKind.SUGGESTION


def coding(uuid: str, start: int, end: int, short: str = "CODE") -> Mark:
    return Mark(uuid, start, end, short)


spans = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 900)).map(
    lambda pair: (pair[0], min(LENGTH, pair[0] + pair[1]))
)
many = st.lists(st.tuples(spans, st.booleans()), max_size=40).map(
    lambda found: [
        Mark(f"m{index}", start, end, "CODE", kind=SUGGESTION if dim else MarkKind.CODING)
        for index, ((start, end), dim) in enumerate(found)
    ]
)


@given(many, spans)
def test_the_marks_of_a_place_are_those_that_overlap_it(marks: list[Mark], place: tuple[int, int]) -> None:
    start, end = place
    overlapping = [mark for mark in marks if mark.start < end and mark.end > start]
    found = Marks(marks).between(start, end)
    assert sorted(mark.uuid for mark in found) == sorted(mark.uuid for mark in overlapping)
    assert Marks(marks).is_coded(start, end) == any(mark.kind is MarkKind.CODING for mark in overlapping)


@given(many, st.sets(st.integers(0, 39)))
def test_a_mark_that_was_removed_is_found_nowhere(marks: list[Mark], gone: set[int]) -> None:
    held = Marks(marks)
    for index in gone:
        assert (held.remove(f"m{index}") is not None) == (index < len(marks))
    kept = {mark.uuid for index, mark in enumerate(marks) if index not in gone}
    assert {mark.uuid for mark in held.between(0, LENGTH)} == kept == {mark.uuid for mark in held}
    assert len(held) == len(kept)


def test_a_mark_added_again_replaces_the_older_one() -> None:
    held = Marks([coding("a", 0, 600)])
    held.add(coding("a", 1000, 1010))
    assert held.between(0, 900) == []
    assert [mark.start for mark in held.between(900, 2000)] == [1000]
    assert held.get("a") == coding("a", 1000, 1010)
    assert held.get(None) is None


TEXT = "|".join("Une phrase de quelques mots, pas trop." for _ in range(60))
SHOWN = document(*(("I-05", TEXT[index : index + 500]) for index in range(0, len(TEXT), 500)))
LAYOUT = Layout(SHOWN, share_out(70, SHOWN))


def columns_by_line(margin: Margin) -> dict[int, dict[str, int]]:
    return {line: {mark.uuid: column for column, mark in margin.placed(line)} for line in range(len(LAYOUT))}


@given(many, st.randoms())
def test_marks_on_one_line_have_columns_of_their_own_wherever_one_looks_first(
    marks: list[Mark], chance: random.Random
) -> None:
    margin = Margin(Marks(marks), LAYOUT)
    lines = list(range(len(LAYOUT)))
    chance.shuffle(lines)
    first_seen: dict[str, int] = {}
    for line in lines:
        placed = margin.placed(line)
        assert len({column for column, _ in placed}) == len(placed)
        for column, mark in placed:
            assert first_seen.setdefault(mark.uuid, column) == column, "a mark keeps its column along its length"


@given(many, st.randoms())
def test_columns_are_the_same_from_whichever_end_one_begins(marks: list[Mark], chance: random.Random) -> None:
    down, up = Margin(Marks(marks), LAYOUT), Margin(Marks(marks), LAYOUT)
    for line in reversed(range(len(LAYOUT))):
        up.placed(line)
    assert columns_by_line(down) == columns_by_line(up)


@given(many, spans, st.integers(0, 39))
def test_adding_and_removing_a_mark_moves_no_other(marks: list[Mark], place: tuple[int, int], index: int) -> None:
    held = Marks(marks)
    margin = Margin(held, LAYOUT)
    margin.placed(LAYOUT.line_at(place[0]))
    new = coding("new", *place)
    before = columns_by_line(Margin(Marks(marks), LAYOUT))
    margin.reserve(new)
    held.add(new)
    after = columns_by_line(margin)
    for line, columns in after.items():
        assert len(set(columns.values())) == len(columns)
        assert {uuid: column for uuid, column in columns.items() if uuid != "new"} == before[line]
    margin.release("new")
    held.remove("new")
    assert columns_by_line(margin) == before


def row(marks: list[Mark | None], cells: int, current: str | None = None) -> str:
    placed = [(column, mark) for column, mark in enumerate(marks) if mark]
    return "".join(stripe.text for stripe in margin_row(placed, cells, current))


IMAGE, PEUR, NOTO = coding("i", 0, 9, "IMAGE"), coding("p", 0, 9, "PEUR"), coding("n", 0, 9, "NOTO")
VALID = Mark("v", 0, 9, "VALID", kind=SUGGESTION)


@pytest.mark.parametrize(
    ("marks", "cells", "current", "drawn"),
    [
        ([], 8, None, "        "),
        ([IMAGE], 8, None, "▌IMAGE  "),
        ([IMAGE], 5, None, "▌IMAG"),
        ([None, IMAGE], 14, None, "       ▐IMAGE "),
        ([IMAGE, PEUR], 8, None, "▌IMA▐PEU"),
        ([IMAGE, PEUR], 14, None, "▌IMAGE ▐PEUR  "),
        ([IMAGE, PEUR], 14, "p", "▌IMAGE ►PEUR  "),
        ([IMAGE, None, NOTO], 24, None, "▌IMAGE          ▌NOTO   "),
        ([coding("l", 0, 9, "ORGANISATION")], 16, None, "▌ORGANISATION   "),
        ([VALID], 8, None, "┊VALID? "),
        ([IMAGE, VALID], 16, None, "▌IMAGE  ┊VALID? "),
        ([IMAGE, PEUR, NOTO], 14, None, "▌IMAGE ▐PEUR+1"),
        ([IMAGE, PEUR, NOTO], 8, None, "▌IMA▐P+1"),
        ([IMAGE, PEUR, NOTO], 8, "n", "▌IMA►N+1"),
        ([VALID, PEUR, NOTO], 14, None, "▌NOTO  ▐PEUR+1"),
        ([None, PEUR, NOTO], 14, None, "▌NOTO  ▐PEUR  "),
        ([IMAGE, PEUR, VALID], 14, None, "▌IMAGE ▐PEUR+1"),
        ([IMAGE, *(coding(f"c{n}", 0, 9) for n in range(130))], 8, None, "▌IMA+130"),
    ],
)
def test_a_row_of_the_margin(marks: list[Mark | None], cells: int, current: str | None, drawn: str) -> None:
    assert row(marks, cells, current) == drawn


@given(many, st.integers(8, 48), st.integers(0, 39))
def test_a_row_shows_or_counts_every_mark_and_always_the_current_one(
    marks: list[Mark], cells: int, current: int
) -> None:
    stripes = margin_row(list(enumerate(marks)), cells, f"m{current}")
    assert sum(stripe.cells for stripe in stripes) == cells
    shown = {stripe.mark.uuid for stripe in stripes if stripe.mark}
    hidden = [mark for stripe in stripes for mark in stripe.hidden]
    assert shown | {mark.uuid for mark in hidden} == {mark.uuid for mark in marks}
    assert len(shown) + len(hidden) == len(marks)
    assert current >= len(marks) or f"m{current}" in shown
    if hidden:
        assert stripes[-1].text == f"+{len(hidden)}"
