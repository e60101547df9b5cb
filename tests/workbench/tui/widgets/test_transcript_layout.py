from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.workbench.tui.widgets.drawing import document, plain_texts, texts
from transcripts.spans import Span
from workbench.tui.widgets.cell_widths import OddCharacters, clusters, display
from workbench.tui.widgets.transcript_document import ShownDocument, ShownTurn
from workbench.tui.widgets.transcript_layout import Columns, Layout, share_out
from workbench.tui.widgets.transcript_wrapping import line_starts


def wrapped(text: str, cells: int, breaks: tuple[int, ...] = ()) -> list[str]:
    starts = list(line_starts(text, OddCharacters(text), array("I", breaks), cells))
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("", 5, [""]),
        ("abc", 5, ["abc"]),
        ("abcde", 5, ["abcde"]),
        ("abcdef", 5, ["abcde", "f"]),
        ("ab cd ef", 5, ["ab cd ", "ef"]),
        ("ab cdef", 5, ["ab ", "cdef"]),
        ("abcde fg", 5, ["abcde ", "fg"]),
        ("abcde   fg", 5, ["abcde   ", "fg"]),
        ("abcde     ", 5, ["abcde     "]),
        ("ab\ncd", 5, ["ab\n", "cd"]),
        ("ab\n\ncd", 5, ["ab\n", "\n", "cd"]),
        ("ab cdef\n", 5, ["ab ", "cdef\n"]),
        ("l'a\u00a0! oui", 6, ["l'a\u00a0! ", "oui"]),
        ("a b\u00a0c d", 4, ["a ", "b\u00a0c ", "d"]),
        ("日本語です", 6, ["日本語", "です"]),
        ("日本。語", 4, ["日", "本。", "語"]),
        ("「日」本", 6, ["「日」", "本"]),
        ("ab 日本", 5, ["ab 日", "本"]),
        ("e\u0301e\u0301e\u0301e\u0301e\u0301 f", 5, ["e\u0301e\u0301e\u0301e\u0301e\u0301 ", "f"]),
        ("👍🏽👍🏽👍🏽", 4, ["👍🏽👍🏽", "👍🏽"]),
        ("🇫🇷🇨🇦🇧🇪", 5, ["🇫🇷🇨🇦", "🇧🇪"]),
        ("👩\u200d👩\u200d👧👩\u200d👩\u200d👧", 3, ["👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"]),
        ("\x1b[31mab", 5, ["\x1b[31m", "ab"]),
    ],
)
def test_lines_end_at_the_last_space_in_time(text: str, cells: int, lines: list[str]) -> None:
    assert wrapped(text, cells) == lines


def test_a_turn_that_begins_within_a_paragraph_begins_a_line() -> None:
    assert wrapped("ab cd ef", 20, (0, 3)) == ["ab ", "cd ef"]


class AllOdd(OddCharacters):
    def first(self, start: int) -> int:
        return start


@given(plain_texts, st.integers(2, 40))
def test_the_fast_way_and_the_measured_way_agree(text: str, cells: int) -> None:
    breaks: array[int] = array("I")
    assert line_starts(text, OddCharacters(text), breaks, cells) == line_starts(text, AllOdd(text), breaks, cells)


def laid_out(text: str, width: int) -> Layout:
    half = text.find("\n") + 1
    bounds = [(0, half - 1), (half, len(text))] if 1 < half < len(text) else [(0, len(text))] if text else []
    turns = [ShownTurn(Span(a, b), n + 1, "I-05", question="Q ▸ ?" if n else "") for n, (a, b) in enumerate(bounds)]
    shown = ShownDocument(text, turns, [])
    return Layout(shown, share_out(width, shown))


@given(texts, st.integers(20, 60))
def test_every_character_is_on_exactly_one_line(text: str, width: int) -> None:
    layout = laid_out(text, width)
    assert "".join(text[slice(*layout.held(line))] for line in range(len(layout))) == text
    for offset in range(len(text)):
        line = layout.line_at(offset)
        assert layout.held(line)[0] <= offset < layout.held(line)[1]
        assert line not in layout.questions


@given(texts, st.integers(20, 60))
def test_no_line_is_wider_than_its_column(text: str, width: int) -> None:
    layout = laid_out(text, width)
    for line in range(len(layout)):
        start, end = layout.drawn(line)
        assert cell_len(display(text[start:end])) <= layout.columns.text
        assert not text[end : layout.held(line)[1]].strip(" \n"), "only blanks hang over"


@given(texts, st.integers(20, 60))
def test_from_offset_to_cell_and_back(text: str, width: int) -> None:
    layout = laid_out(text, width)
    for line in range(len(layout)):
        start, end = layout.drawn(line)
        starts, edges = clusters(text, start, end)
        for index in range(len(starts) - 1):
            for offset in range(starts[index], starts[index + 1]):
                assert layout.cell_at(offset) == (line, edges[index])
            for cell in range(edges[index], edges[index + 1]):
                assert layout.offset_at(line, cell) == starts[index]


def test_a_click_right_of_the_text_means_the_last_character_of_the_line() -> None:
    layout = laid_out("ab cd\nef", 40)
    assert layout.offset_at(0, 30) == 4
    assert layout.offset_at(0, -3) == 0
    assert layout.offset_at(99, 30) == 7


def test_a_question_stands_on_a_line_of_its_own_before_its_turn() -> None:
    shown = document(
        ("ENQ", "Pourquoi ?"), ("I-05", "Parce que."), ("ENQ", "Et comment ?"), questions={0: "Q1", 2: "Q2"}
    )
    layout = Layout(shown, share_out(60, shown))
    assert layout.questions == {0: "Q1", 3: "Q2"}
    assert list(layout.starts) == [0, 0, 11, 22, 22]
    assert [layout.turn_beginning(line) for line in range(5)] == [None, 0, 1, None, 2]
    assert layout.offset_at(3, 5) == 22, "a click on the question means its turn"
    assert layout.held(3) == (22, 22)


def test_a_turn_of_several_lines_shows_its_speaker_on_the_first() -> None:
    shown = document(("I-05", "mot " * 30 + "fin."))
    layout = Layout(shown, share_out(40, shown))
    assert len(layout) > 3
    assert [layout.turn_beginning(line) for line in range(3)] == [0, None, None]


@pytest.mark.parametrize(
    ("width", "columns"),
    [
        (28, Columns(number=1, label=0, text=17, margin=8)),
        (47, Columns(number=1, label=0, text=35, margin=9)),
        (48, Columns(number=1, label=6, text=29, margin=9)),
        (79, Columns(number=1, label=10, text=50, margin=15)),
        (119, Columns(number=1, label=10, text=82, margin=23)),
        (200, Columns(number=1, label=10, text=96, margin=48)),
    ],
)
def test_the_row_is_shared_out_by_its_width(width: int, columns: Columns) -> None:
    assert share_out(width, document(("Chercheuse", "Bonjour."))) == columns


@given(st.integers(30, 300), st.integers(0, 14), st.integers(1, 5))
def test_a_row_is_never_wider_than_the_screen_and_the_margin_keeps_eight_cells(
    width: int, label: int, digits: int
) -> None:
    turn = ShownTurn(Span(0, 3), 10**digits - 1, "x" * label)
    columns = share_out(width, ShownDocument("abc", [turn], []))
    assert columns.margin_start + columns.margin <= width
    assert columns.margin >= 8
    assert columns.text >= 10


def test_a_text_without_turns_has_no_gutter() -> None:
    shown = ShownDocument("abc def", [], [])
    assert share_out(60, shown).gutter == 0
    assert shown.sentence(0) == Span(0, 7)


def test_a_turn_without_sentences_is_one_sentence() -> None:
    turns = [ShownTurn(Span(0, 5), 1, "A"), ShownTurn(Span(6, 11), 2, "B"), ShownTurn(Span(12, 17), 3, heading=True)]
    shown = ShownDocument("abcde\nfghij\nklmno", turns, [Span(0, 2), Span(3, 5)])
    assert list(zip(shown.starts, shown.ends, strict=True)) == [(0, 2), (3, 5), (6, 11)]


def test_fifty_megabytes_of_one_line_are_wrapped() -> None:
    text = "a" * 5_000_000 + " " * 5_000_000 + "日" * 1000
    lines = line_starts(text, OddCharacters(text), array("I"), 80)
    assert len(lines) == 62_500 + 25
