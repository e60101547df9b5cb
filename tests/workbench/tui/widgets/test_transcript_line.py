from hypothesis import given
from hypothesis import strategies as st

from tests.workbench.tui.widgets.drawing import texts
from transcripts.spans import Span
from workbench.tui.widgets.cell_widths import clusters
from workbench.tui.widgets.transcript_line import (
    CODED,
    CURRENT,
    DEEP,
    FREE_END,
    HIT,
    INTERVIEWER,
    PLAIN,
    SELECTED,
    Hits,
    Looks,
    Piece,
    pieces,
)
from workbench.tui.widgets.transcript_marks import Mark, MarkKind

TEXT = "abcdefghij"


def test_a_line_is_cut_where_its_look_changes() -> None:
    marks = [Mark("a", 0, 6, "A"), Mark("b", 4, 20, "B")]
    assert pieces(TEXT, 2, 10, marks, Looks()) == [Piece(2, 4, CODED), Piece(4, 6, DEEP), Piece(6, 10, CODED)]


def test_suggestions_do_not_change_the_look_of_the_text() -> None:
    marks = [Mark("a", 0, 6, "A", kind=MarkKind.SUGGESTION)]
    assert pieces(TEXT, 0, 10, marks, Looks()) == [Piece(0, 10, PLAIN)]


def test_selection_hits_and_current_coding_lie_over_each_other() -> None:
    looks = Looks(Span(2, 5), 4, "a", [Span(3, 7)])
    assert pieces(TEXT, 0, 8, [Mark("a", 0, 4, "A")], looks, INTERVIEWER) == [
        Piece(0, 2, INTERVIEWER + CODED + CURRENT),
        Piece(2, 3, INTERVIEWER + CODED + CURRENT + SELECTED),
        Piece(3, 4, INTERVIEWER + CODED + CURRENT + SELECTED + HIT),
        Piece(4, 5, INTERVIEWER + SELECTED + HIT + FREE_END),
        Piece(5, 7, INTERVIEWER + HIT),
        Piece(7, 8, INTERVIEWER),
    ]


def test_an_empty_line_has_no_pieces() -> None:
    assert pieces(TEXT, 3, 3, [], Looks()) == []


@given(texts, st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)), max_size=5))
def test_pieces_cover_the_line_and_never_part_a_cluster(text: str, found: list[tuple[int, int]]) -> None:
    text = text.replace("\n", "")
    marks = [Mark(str(index), start, start + size, "A") for index, (start, size) in enumerate(found)]
    cut = pieces(text, 0, len(text), marks, Looks(Span(1, 3)))
    assert "".join(text[piece.start : piece.end] for piece in cut) == text
    edges, _ = clusters(text, 0, len(text))
    assert {piece.start for piece in cut} <= set(edges)


@given(st.lists(st.tuples(st.integers(0, 80), st.integers(1, 9)), max_size=12), st.integers(0, 80), st.integers(0, 20))
def test_the_hits_near_a_line_are_those_that_touch_it(found: list[tuple[int, int]], start: int, size: int) -> None:
    spans = [Span(begin, begin + length) for begin, length in found]
    lit = {offset for span in Hits(spans).near(start, start + size) for offset in range(span.start, span.end)}
    wanted = {offset for span in spans for offset in range(span.start, span.end)}
    assert lit & set(range(start, start + size)) == wanted & set(range(start, start + size))
